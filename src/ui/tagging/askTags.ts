import { CancellationError, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { TagsWanted } from '../../app/selection/tagSelections';
import type { TagRow } from '../../app/suggestions/tagInput';
import { escapeIcons } from '../icons';
import { TypeAhead } from '../typeAhead';

/**
 * Asks for tags, in one line of text that can be typed, pasted and picked together. The first row says what Enter will do; the ones
 * below it continue the text. Throws a CancellationError when it is called off.
 */
export async function askTags({ title, prompt, input }: TagsWanted): Promise<readonly string[]> {
  const picker = window.createQuickPick<TagItem>();
  picker.title = title;
  picker.placeholder = prompt;
  picker.value = input.initialText;
  // a look elsewhere does not cost what was typed
  picker.ignoreFocusOut = true;
  const ahead = new TypeAhead(picker, () => performance.now());
  // where nothing was typed, Enter does nothing
  const firstOf = (items: readonly TagItem[]) =>
    ahead.text.trim() === '' ? undefined : items.find(({ row }) => row.kind !== 'problem' && row.kind !== 'heading');
  const offer = () => {
    picker.items = input.rows(ahead.text).map(itemOfRow);
    const first = firstOf(picker.items);
    picker.activeItems = first ? [first] : [];
  };
  offer();
  try {
    return await new Promise<readonly string[]>((resolve, reject) => {
      picker.onDidChangeValue(value => {
        ahead.follow(value);
        offer();
      });
      picker.onDidChangeActive(() => {
        ahead.followActive();
      });
      picker.onDidAccept(() => {
        const row = (ahead.isAhead ? firstOf(picker.items) : picker.activeItems[0])?.row;
        if (row?.kind === 'accept') resolve(row.tags);
        else if (row?.kind === 'twin' || row?.kind === 'known') {
          ahead.replace(row.text);
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
