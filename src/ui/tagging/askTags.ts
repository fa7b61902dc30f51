import type { TagsWanted } from '../../app/selection/tagSelections';
import { pickRow } from './rowPicker';

/**
 * Asks for tags, in one line of text that can be typed, pasted and picked together. The first row says what Enter will do; the ones
 * below it continue the text. Throws a CancellationError when it is called off.
 */
export function askTags({ title, prompt, input }: TagsWanted): Promise<readonly string[]> {
  return pickRow({
    title,
    prompt,
    text: input.initialText,
    rows: text => input.rows(text),
    icon: ({ kind }) => icons[kind],
    // where nothing was typed, Enter does nothing
    isFirst: ({ kind }, text) => text.trim() !== '' && kind !== 'problem',
    accept: row => {
      if (row.kind === 'accept') return { answer: row.tags };
      return row.kind === 'twin' || row.kind === 'known' ? { text: row.text } : undefined;
    },
  });
}

const icons = { accept: 'check', problem: 'error', twin: 'lightbulb', known: 'tag', heading: '' } as const;
