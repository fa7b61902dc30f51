import { CancellationError, InputBoxValidationSeverity, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { MergeQuestion, NewTagName } from '../../app/renaming/newTagName';
import type { TagChoiceRow } from '../../app/renaming/tagChoice';
import { mergePrompt } from '../../app/text/tagging/renameText';
import { escapeIcons } from '../icons';
import { TypeAhead } from '../typeAhead';

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
export async function askMerge({ title, rows }: MergeQuestion): Promise<string> {
  const row = await pickRow(title, mergePrompt(), text => rows(text), 'combine');
  return row.tag;
}

/** Asks for one of a library's tags, or for a row that ends the choice. Throws a CancellationError when it is called off. */
export function askTag(title: string, prompt: string, rows: (text: string) => readonly TagChoiceRow[]): Promise<TagChoiceRow> {
  return pickRow(title, prompt, rows, 'tag');
}

const severities = { info: InputBoxValidationSeverity.Info, error: InputBoxValidationSeverity.Error } as const;

interface PickableRow {
  readonly kind: string;
  readonly label: string;
  readonly description: string;
}

const rowIcons: Readonly<Record<string, string>> = { problem: 'error', done: 'check' };

async function pickRow<Row extends PickableRow>(
  title: string,
  prompt: string,
  rows: (text: string) => readonly Row[],
  icon: string,
): Promise<Row> {
  const picker = window.createQuickPick<QuickPickItem & { readonly row: Row }>();
  picker.title = title;
  picker.placeholder = prompt;
  picker.ignoreFocusOut = true;
  const ahead = new TypeAhead(picker, () => performance.now());
  const offer = () => {
    picker.items = rows(picker.value).map(row => ({
      label: escapeIcons(row.label),
      description: escapeIcons(row.description),
      iconPath: new ThemeIcon(rowIcons[row.kind] ?? icon),
      alwaysShow: true,
      row,
    }));
  };
  offer();
  try {
    return await new Promise<Row>((resolve, reject) => {
      picker.onDidChangeValue(value => {
        ahead.follow(value);
        offer();
      });
      picker.onDidChangeActive(() => {
        ahead.followActive();
      });
      picker.onDidAccept(() => {
        const row = (ahead.isAhead ? picker.items : picker.activeItems)[0]?.row;
        if (row && row.kind !== 'problem') resolve(row);
      });
      picker.onDidHide(() => {
        reject(new CancellationError());
      });
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}
