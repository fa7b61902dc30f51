import { CancellationError, window } from 'vscode';
import type { DerivedTagsWanted } from '../../app/selection/derivedTagSelections';
import type { PickWanted } from '../../app/selection/pickSelections';
import type { TagsWanted } from '../../app/selection/tagSelections';
import type { PickerRow } from '../../app/suggestions/tagPicker';
import { filesInWords } from '../../app/text/counts';
import { pickerPrompt } from '../../app/text/tagging/tagInputText';
import type { Edit } from '../../core/model/edit';
import { escapeIcons } from '../icons';
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

/**
 * Shows tags with their states, of which VS Code's own checkboxes know two: Enter turns what is wanted of the row that it is on.
 * After something was typed the first row, which does it all, is the next one. Throws a CancellationError when it is called off.
 */
export function pickTags({ title, picker }: PickWanted): Promise<Edit> {
  return pickRow<PickerRow, Edit>({
    title,
    prompt: pickerPrompt(),
    rows: text => picker.rows(text),
    icon: iconOf,
    isFirst: (row, text) => (text.trim() !== '' || picker.edit !== undefined) && row.kind !== 'problem' && !isIdle(row),
    accept: (row, text) => {
      switch (row.kind) {
        case 'apply':
          return row.edit && { answer: row.edit };
        case 'tag':
          picker.turn(row.tag);
          return text === '' ? { text, isOn: other => other.kind === 'tag' && other.tag === row.tag } : { text: '' };
        case 'create':
          for (const tag of row.tags) picker.want(tag, 'put');
          return { text: '' };
        default:
          return undefined;
      }
    },
  });
}

/** Which of the tags that a service has made; all of them at first. Throws a CancellationError when it is called off, or none is left. */
export async function pickDerivedTags({ title, prompt, tags }: DerivedTagsWanted): Promise<readonly string[]> {
  const items = tags.map(({ tag, files }) => ({ label: escapeIcons(tag), description: filesInWords(files), picked: true, tag }));
  const picked = await window.showQuickPick(items, { title, placeHolder: prompt, canPickMany: true, ignoreFocusOut: true });
  if (!picked || picked.length === 0) throw new CancellationError();
  return picked.map(({ tag }) => tag);
}

function isIdle(row: PickerRow): boolean {
  return row.kind === 'apply' && row.edit === undefined;
}

const presentIcons = { all: 'circle-large-filled', some: 'color-mode', none: 'circle-large-outline' } as const;

function iconOf(row: PickerRow): string {
  switch (row.kind) {
    case 'heading':
      return '';
    case 'apply':
      return row.edit ? 'check' : 'info';
    case 'problem':
      return 'error';
    case 'create':
      return 'add';
    case 'tag':
      return row.wanted === 'put' ? 'diff-added' : row.wanted === 'take' ? 'diff-removed' : presentIcons[row.present];
  }
}
