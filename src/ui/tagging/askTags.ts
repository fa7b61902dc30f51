import { CancellationError, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { TagsWanted } from '../../app/selection/tagSelections';
import type { TagRow } from '../../app/suggestions/tagInput';
import { actionButton } from '../../app/text/jobText';
import { escapeIcons } from '../icons';

/**
 * Asks for tags, in one line of text that can be typed, pasted and picked together. The first row says what Enter will do; the ones
 * below it continue the text. Throws a CancellationError when it is called off.
 */
export async function askTags({ kind, files, prompt, input }: TagsWanted): Promise<readonly string[]> {
  const picker = window.createQuickPick<TagItem>();
  picker.title = actionButton({ kind }, files);
  picker.placeholder = prompt;
  picker.value = input.initialText;
  const offer = () => {
    picker.items = input.rows(picker.value).map(itemOfRow);
    const first = picker.items.find(({ row }) => row.kind !== 'problem' && row.kind !== 'heading');
    picker.activeItems = first ? [first] : [];
  };
  offer();
  try {
    return await new Promise<readonly string[]>((resolve, reject) => {
      picker.onDidChangeValue(offer);
      picker.onDidAccept(() => {
        const row = picker.activeItems[0]?.row;
        if (row?.kind === 'accept') resolve(row.tags);
        else if (row?.kind === 'twin' || row?.kind === 'known') {
          picker.value = row.text;
          offer();
        }
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

interface TagItem extends QuickPickItem {
  readonly row: TagRow;
}

const icons = { accept: 'check', problem: 'error', twin: 'lightbulb', known: 'tag' } as const;

function itemOfRow(row: TagRow): TagItem {
  const label = escapeIcons(row.label);
  if (row.kind === 'heading') return { label, kind: QuickPickItemKind.Separator, row };
  return {
    label,
    ...('description' in row && { description: escapeIcons(row.description) }),
    ...('detail' in row && { detail: escapeIcons(row.detail) }),
    iconPath: new ThemeIcon(icons[row.kind]),
    alwaysShow: true,
    row,
  };
}
