import type { TreeView } from 'vscode';
import type { Handler } from '../commands';

/** What a key binding of a view passes to its command: it is about the row that has the keyboard. */
export const focusedRow = { kind: 'focusedRow' } as const;

/** The command with a key of its own in a view: its row becomes the selection first. */
export function ofFocusedRow(handler: Handler, select: () => Promise<void>): Handler {
  return async (...args) => {
    const [first] = args;
    const isByKey = typeof first === 'object' && first !== null && 'kind' in first && first.kind === focusedRow.kind;
    if (!isByKey) return handler(...args);
    await select();
    return handler();
  };
}

/**
 * Selects the row that has the keyboard. Where several are selected, those are meant, wherever the keyboard is. VS Code tells an
 * extension what is selected and not which row has the keyboard.
 * @param toggleSelection adds that row to the selection, or takes it out
 */
export async function selectFocusedRow<Node>(
  tree: Pick<TreeView<Node>, 'selection' | 'reveal'>,
  toggleSelection: () => PromiseLike<unknown>,
): Promise<void> {
  const before = tree.selection;
  if (before.length > 1) return;
  await toggleSelection();
  const added = tree.selection.find(node => !before.includes(node));
  if (added !== undefined) await tree.reveal(added, { focus: true });
  else if (tree.selection.length < before.length) await toggleSelection();
}
