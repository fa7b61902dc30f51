import { CancellationError, InputBoxValidationSeverity, window } from 'vscode';
import type { MergeQuestion, NewTagName } from '../../app/renaming/newTagName';
import type { TagChoiceRow } from '../../app/renaming/tagChoice';
import { mergePrompt } from '../../app/text/tagging/renameText';
import { pickRow } from '../tagging/rowPicker';

/** Asks for a tag's new name. Throws a CancellationError when it is called off. */
export async function askNewName({ title, prompt, value, remarkOn }: NewTagName): Promise<string> {
  const name = await window.showInputBox({
    title,
    prompt,
    value,
    valueSelection: [0, value.length],
    ignoreFocusOut: true,
    validateInput: text => {
      const remark = remarkOn(text);
      return remark && { message: remark.text, severity: severities[remark.severity] };
    },
  });
  if (name === undefined || name.trim() === '' || name === value) throw new CancellationError();
  return name.trim();
}

/** Asks which tag several become. Throws a CancellationError when it is called off. */
export function askMerge({ title, rows }: MergeQuestion): Promise<string> {
  return pickRow({
    title,
    prompt: mergePrompt(),
    rows,
    icon: ({ kind }) => (kind === 'problem' ? 'error' : 'combine'),
    accept: ({ kind, tag }) => (kind === 'problem' ? undefined : { answer: tag }),
  });
}

/** Asks for one of a library's tags, or for a row that ends the choice. Throws a CancellationError when it is called off. */
export function askTag(title: string, prompt: string, rows: (text: string) => readonly TagChoiceRow[]): Promise<TagChoiceRow> {
  return pickRow({
    title,
    prompt,
    rows,
    icon: ({ kind }) => (kind === 'done' ? 'check' : 'tag'),
    accept: row => ({ answer: row }),
  });
}

const severities = { info: InputBoxValidationSeverity.Info, error: InputBoxValidationSeverity.Error } as const;
