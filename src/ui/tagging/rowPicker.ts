import { CancellationError, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { isolated } from '../../app/text/message';
import { escapeIcons } from '../icons';
import { TypeAhead } from '../typeAhead';

/** A row as the application means it. One of the kind `heading` stands between others and can't be on. */
export interface PickableRow {
  readonly kind: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

export interface RowQuestion<Row extends PickableRow, Answer> {
  readonly title: string;
  readonly prompt: string;
  /** What stands there at first; by default nothing. */
  readonly text?: string;
  /** All rows for what is typed: VS Code filters none of them. */
  rows(text: string): readonly Row[];
  /** The id of a codicon. */
  icon(row: Row): string;
  /** Whether a habitual Enter after `text` may be about the row; the first such one is on. By default any row. */
  isFirst?(row: Row, text: string): boolean;
  /** What Enter on a row comes to; `undefined` where it does nothing. */
  accept(row: Row, text: string): Accepted<Row, Answer> | undefined;
}

/** The answer, or how the question goes on: with which text, and on which row where that is not the first. */
export type Accepted<Row, Answer> =
  { readonly answer: Answer } | { readonly text: string; readonly isOn?: (row: Row) => boolean };

/** Asks with rows that follow what is typed. Throws a CancellationError when it is called off. */
export async function pickRow<Row extends PickableRow, Answer>(question: RowQuestion<Row, Answer>): Promise<Answer> {
  const picker = window.createQuickPick<RowItem<Row>>();
  picker.title = question.title;
  picker.placeholder = question.prompt;
  picker.value = question.text ?? '';
  // a look elsewhere does not cost what was typed
  picker.ignoreFocusOut = true;
  const ahead = new TypeAhead(picker, () => performance.now());
  const firstOf = (items: readonly RowItem<Row>[]) =>
    items.find(({ row }) => row.kind !== 'heading' && (question.isFirst?.(row, ahead.text) ?? true));
  const show = (isOn?: (row: Row) => boolean) => {
    const items = question.rows(ahead.text).map(row => itemOf(row, question.icon(row)));
    const active = (isOn && items.find(({ row }) => isOn(row))) ?? firstOf(items);
    picker.items = items;
    picker.activeItems = active ? [active] : [];
  };
  show();
  try {
    return await new Promise<Answer>((resolve, reject) => {
      picker.onDidChangeValue(value => {
        ahead.follow(value);
        show();
      });
      picker.onDidChangeActive(() => {
        ahead.followActive();
      });
      picker.onDidAccept(() => {
        const row = (ahead.isAhead ? firstOf(picker.items) : picker.activeItems[0])?.row;
        const accepted = row && question.accept(row, ahead.text);
        if (!accepted) return;
        if ('answer' in accepted) {
          resolve(accepted.answer);
          return;
        }
        ahead.replace(accepted.text);
        show(accepted.isOn);
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

export interface RowItem<Row> extends QuickPickItem {
  readonly row: Row;
}

/** The item of a row. @param icon the id of a codicon */
export function itemOf<Row extends PickableRow>(row: Row, icon: string): RowItem<Row> {
  const label = isolated(escapeIcons(row.label));
  if (row.kind === 'heading') return { label, kind: QuickPickItemKind.Separator, row };
  return {
    label,
    ...(row.description !== undefined && { description: escapeIcons(row.description) }),
    ...(row.detail !== undefined && row.detail !== '' && { detail: escapeIcons(row.detail) }),
    iconPath: new ThemeIcon(icon),
    alwaysShow: true,
    row,
  };
}
