import { deepEqual } from 'node:assert/strict';
import { applyEdit, editBetween, type Edit } from '../../../../src/core/model/edit';

describe('an edit', () => {
  const cases: readonly (readonly [Edit, readonly string[], readonly string[]])[] = [
    [{ kind: 'add', tags: ['c', 'a'] }, ['a', 'b'], ['a', 'b', 'c']],
    [{ kind: 'add', tags: ['a'] }, [], ['a']],
    [{ kind: 'remove', tags: ['a', 'x'] }, ['a', 'b'], ['b']],
    [{ kind: 'replace', tags: ['c', 'c'] }, ['a'], ['c']],
    [{ kind: 'patch', add: ['c'], remove: ['a'] }, ['a', 'b'], ['b', 'c']],
    [{ kind: 'rename', from: ['a', 'b'], to: 'c' }, ['b', 'x'], ['x', 'c']],
    [{ kind: 'rename', from: ['a', 'b'], to: 'b' }, ['a', 'b'], ['b']],
    [{ kind: 'rename', from: ['a', 'b'], to: 'b' }, ['b'], ['b']],
    [{ kind: 'rename', from: ['a'], to: 'c' }, ['x'], ['x']],
    [{ kind: 'clear' }, ['a', 'b'], []],
  ];
  for (const [edit, before, after] of cases) {
    it(`${JSON.stringify(edit)} makes ${JSON.stringify(before)} ${JSON.stringify(after)}`, () => {
      deepEqual(applyEdit(edit, before), after);
    });
  }

  it('between two states leaves every other tag alone', () => {
    deepEqual(applyEdit(editBetween(['a', 'b'], ['b', 'c']), ['b', 'a', 'other']), ['b', 'other', 'c']);
  });
});
