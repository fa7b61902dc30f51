import { deepEqual } from 'node:assert/strict';
import { focusedRow, ofFocusedRow, selectFocusedRow } from '../../../src/ui/library/focusedRow';

/** A tree in which these rows are selected, and one has the keyboard. */
function treeWith(selected: readonly string[], focused: string | undefined) {
  const tree = {
    selection: selected,
    reveal: (row: string) => {
      tree.selection = [row];
      return Promise.resolve();
    },
  };
  const toggle = () => {
    const { selection } = tree;
    if (focused !== undefined)
      tree.selection = selection.includes(focused) ? selection.filter(row => row !== focused) : [...selection, focused];
    return Promise.resolve();
  };
  return { tree, toggle };
}

describe('the row that has the keyboard', () => {
  for (const [what, selected, focused, expected] of [
    ['is selected in place of another one', ['a'], 'b', ['b']],
    ['is selected where nothing is', [], 'b', ['b']],
    ['stays selected', ['a'], 'a', ['a']],
    ['is not meant where several are selected', ['a', 'b'], 'c', ['a', 'b']],
    ['leaves the selection as it is where there is none', ['a'], undefined, ['a']],
  ] as const) {
    it(what, async () => {
      const { tree, toggle } = treeWith(selected, focused);
      await selectFocusedRow(tree, toggle);
      deepEqual(tree.selection, expected);
    });
  }

  it('is asked for by a key alone', async () => {
    const log: unknown[] = [];
    const handler = ofFocusedRow(
      (...args) => log.push(args),
      () => Promise.resolve(void log.push('select')),
    );
    await handler(focusedRow);
    await handler({ kind: 'file' }, []);
    await handler();
    deepEqual(log, ['select', [], [{ kind: 'file' }, []], []]);
  });
});
