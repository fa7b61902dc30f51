import { CancellationError, type QuickInputButton, type QuickPick, window } from 'vscode';
import { Finder, type FinderPorts, type FinderRow, type FoundFile } from '../../app/search/finder';
import { pickedHeading } from '../../app/text/search/finderText';
import { itemOf, type RowItem } from '../tagging/rowPicker';
import { TypeAhead } from '../typeAhead';

/** How a search ended. */
export type FindEnd =
  | { readonly kind: 'files'; readonly text: string; readonly files: readonly FoundFile[] }
  /** All that is found, in these connections, is to be kept in the tree. */
  | { readonly kind: 'show'; readonly text: string; readonly connectionIds: readonly string[] }
  | { readonly kind: 'buildIndex'; readonly text: string; readonly connectionId: string }
  | { readonly kind: 'button'; readonly text: string; readonly button: QuickInputButton };

export interface FindQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly text: string;
  readonly buttons: readonly QuickInputButton[];
  readonly ports: Omit<FinderPorts, 'onChange'>;
}

/** Lets a person search as they type, and pick files. Throws a CancellationError when it is called off. */
export async function findFiles({ title, prompt, text, buttons, ports }: FindQuestion): Promise<FindEnd> {
  const picker = window.createQuickPick<FindItem>();
  const rows = new PickedRows(picker);
  const ahead = new TypeAhead(picker, () => performance.now());
  const finder = new Finder({
    ...ports,
    onChange: state => {
      picker.busy = state.isBusy;
      rows.show(state.rows);
    },
  });
  picker.title = title;
  picker.placeholder = prompt;
  picker.canSelectMany = true;
  picker.buttons = buttons;
  picker.value = text;
  finder.type(text);
  try {
    return await new Promise<FindEnd>((resolve, reject) => {
      const complete = (to: string) => {
        ahead.replace(to);
        finder.type(to);
      };
      const act = (row: FinderRow | undefined) => {
        if (row?.kind === 'completion') complete(row.text);
        else if (row?.kind === 'show') resolve({ kind: 'show', text: ahead.text, connectionIds: finder.found });
        else if (row?.kind === 'problem' && row.needsIndex && row.connectionId !== undefined)
          resolve({ kind: 'buildIndex', text: ahead.text, connectionId: row.connectionId });
        else if (row?.kind === 'file') resolve({ kind: 'files', text: ahead.text, files: [row] });
      };
      picker.onDidChangeValue(value => {
        ahead.follow(value);
        finder.type(ahead.text);
      });
      picker.onDidChangeSelection(items => {
        const ticked = rows.follow(items);
        if (ticked) act(ticked);
      });
      picker.onDidChangeActive(() => {
        ahead.followActive();
      });
      picker.onDidAccept(() => {
        const files = rows.picked;
        if (files.length > 0) resolve({ kind: 'files', text: ahead.text, files });
        else act((ahead.isAhead ? picker.items : picker.activeItems)[0]?.row);
      });
      picker.onDidTriggerButton(button => {
        resolve({ kind: 'button', text: ahead.text, button });
      });
      picker.onDidHide(() => {
        reject(new CancellationError());
      });
      picker.show();
    });
  } finally {
    finder.dispose();
    picker.dispose();
  }
}

type FindItem = RowItem<FinderRow>;

/** The rows of a picker: files that were ticked stay ticked, and in sight, whatever is searched next. */
class PickedRows {
  private readonly items = new Map<string, FindItem>();
  private ticked: readonly FindItem[] = [];

  constructor(private readonly picker: QuickPick<FindItem>) {}

  get picked(): readonly FoundFile[] {
    return this.ticked.map(({ row }) => row).filter(row => row.kind === 'file');
  }

  show(rows: readonly FinderRow[]): void {
    const { picker } = this;
    const active = picker.activeItems[0];
    const shown = rows.map(row => this.itemOf(row));
    const others = this.ticked.filter(item => !shown.includes(item));
    const heading: FindItem[] =
      others.length === 0 ? [] : [this.itemOf({ kind: 'heading', label: pickedHeading(others.length) })];
    picker.items = [...shown, ...heading, ...others];
    picker.selectedItems = this.ticked;
    // who is on a file stays there; who types is on the first row
    const kept = active?.row.kind === 'file' && picker.items.includes(active) ? active : picker.items[0];
    picker.activeItems = kept ? [kept] : [];
  }

  /** Follows what is ticked. A row that is no file is not ticked but used: it is returned. */
  follow(items: readonly FindItem[]): FinderRow | undefined {
    const used = items.filter(({ row }) => row.kind !== 'file');
    this.ticked = items.filter(({ row }) => row.kind === 'file');
    if (used.length === 0) return undefined;
    this.picker.selectedItems = this.ticked;
    // all at once were ticked, and the files are what was meant
    return used.length === 1 && this.ticked.length === 0 ? used[0]?.row : undefined;
  }

  private itemOf(row: FinderRow): FindItem {
    if (row.kind !== 'file') return itemOfRow(row);
    const key = `${row.connectionId} ${row.file.id}`;
    const known = this.items.get(key);
    if (known?.row === row) return known;
    const item = known && this.ticked.includes(known) ? known : itemOfRow(row);
    this.items.set(key, item);
    return item;
  }
}

const icons = { show: 'list-tree', completion: 'filter', problem: 'warning', file: 'file', heading: '' } as const;

function itemOfRow(row: FinderRow): FindItem {
  return itemOf(row, icons[row.kind]);
}
