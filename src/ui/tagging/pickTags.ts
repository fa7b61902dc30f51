import { CancellationError, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { Edit } from '../../core/model/edit';
import type { DerivedTagsWanted } from '../../app/selection/derivedTagSelections';
import { filesInWords } from '../../app/text/counts';
import type { PickWanted } from '../../app/selection/pickSelections';
import type { PickerRow } from '../../app/suggestions/tagPicker';
import { pickerPrompt } from '../../app/text/tagging/tagPickerText';
import { escapeIcons } from '../icons';
import { TypeAhead } from '../typeAhead';

/**
 * Shows tags with their states, of which VS Code's own checkboxes know two: Enter turns what is wanted of the row that it is on.
 * After something was typed the first row, which does it all, is the next one. Throws a CancellationError when it is called off.
 */
export async function pickTags({ title, picker: model }: PickWanted): Promise<Edit> {
  const picker = window.createQuickPick<PickerItem>();
  picker.title = title;
  picker.placeholder = pickerPrompt();
  // a look elsewhere does not cost what was picked
  picker.ignoreFocusOut = true;
  const ahead = new TypeAhead(picker, () => performance.now());
  const firstOf = (items: readonly PickerItem[]) =>
    ahead.text.trim() === '' && model.edit === undefined
      ? undefined
      : items.find(({ row }) => row.kind !== 'problem' && row.kind !== 'heading' && !isIdle(row));
  /** @param tag the row to be on; without it the first one that does something */
  const show = (tag?: string) => {
    const items = model.rows(ahead.text).map(itemOfRow);
    const same = tag === undefined ? undefined : items.find(({ row }) => row.kind === 'tag' && row.tag === tag);
    const active = same ?? firstOf(items);
    picker.items = items;
    picker.activeItems = active ? [active] : [];
  };
  const used = (tag: string | undefined) => {
    const wasTyped = ahead.text !== '';
    ahead.replace('');
    show(wasTyped ? undefined : tag);
  };
  show();
  try {
    return await new Promise<Edit>((resolve, reject) => {
      picker.onDidChangeValue(value => {
        ahead.follow(value);
        show();
      });
      picker.onDidChangeActive(() => {
        ahead.followActive();
      });
      picker.onDidAccept(() => {
        const row = (ahead.isAhead ? firstOf(picker.items) : picker.activeItems[0])?.row;
        if (row?.kind === 'apply' && row.edit) resolve(row.edit);
        else if (row?.kind === 'tag') {
          model.turn(row.tag);
          used(row.tag);
        } else if (row?.kind === 'create') {
          for (const tag of row.tags) model.want(tag, 'put');
          used(undefined);
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

/** Which of the tags that a service has made; all of them at first. Throws a CancellationError when it is called off, or none is left. */
export async function pickDerivedTags({ title, prompt, tags }: DerivedTagsWanted): Promise<readonly string[]> {
  const items = tags.map(({ tag, files }) => ({ label: escapeIcons(tag), description: filesInWords(files), picked: true, tag }));
  const picked = await window.showQuickPick(items, { title, placeHolder: prompt, canPickMany: true, ignoreFocusOut: true });
  if (!picked || picked.length === 0) throw new CancellationError();
  return picked.map(({ tag }) => tag);
}

interface PickerItem extends QuickPickItem {
  readonly row: PickerRow;
}

function isIdle(row: PickerRow): boolean {
  return row.kind === 'apply' && row.edit === undefined;
}

function itemOfRow(row: PickerRow): PickerItem {
  const label = escapeIcons(row.label);
  if (row.kind === 'heading') return { label, kind: QuickPickItemKind.Separator, row };
  return {
    label,
    ...('description' in row && { description: escapeIcons(row.description) }),
    ...('detail' in row && { detail: escapeIcons(row.detail) }),
    iconPath: new ThemeIcon(iconOf(row)),
    alwaysShow: true,
    row,
  };
}

const presentIcons = { all: 'circle-large-filled', some: 'color-mode', none: 'circle-large-outline' } as const;

function iconOf(row: Exclude<PickerRow, { kind: 'heading' }>): string {
  switch (row.kind) {
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
