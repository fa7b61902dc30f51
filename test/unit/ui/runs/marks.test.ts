import assert from 'node:assert/strict';
import { markOf, Marks } from '../../../../src/ui/runs/marks';

const locked = { outcome: 'failed', fault: { code: 'rejected', detail: 'Locked' } } as const;

describe('the mark that an outcome sets', () => {
  const cases = [
    ['changed', { id: 'a', outcome: 'changed' }, 'none'],
    ['unchanged', { id: 'a', outcome: 'unchanged' }, 'none'],
    ['not sent', { id: 'a', outcome: 'notSent' }, undefined],
    ['missing', { id: 'a', outcome: 'missing' }, { outcome: 'missing' }],
    ['failed', { id: 'a', outcome: 'failed', fault: { code: 'rejected', detail: 'Locked', requestId: 'r' } }, locked],
    [
      'denied',
      { id: 'a', outcome: 'failed', fault: { code: 'denied', subject: 'a' } },
      { outcome: 'failed', fault: { code: 'denied' } },
    ],
  ] as const;
  for (const [what, file, mark] of cases) {
    it(what, () => {
      assert.deepEqual(markOf(file), mark);
    });
  }
});

describe('marks', () => {
  it('come back as they were kept', () => {
    const marks = new Marks();
    marks.set('c', 'a', locked);
    marks.set('c', 'b', locked);
    marks.set('d', 'a', { outcome: 'missing' });
    const groups = marks.groups(10);
    assert.deepEqual(groups, [
      { connectionId: 'c', ...locked, fileIds: ['a', 'b'] },
      { connectionId: 'd', outcome: 'missing', fileIds: ['a'] },
    ]);
    assert.deepEqual(new Marks(groups).groups(10), groups);
  });

  it('keep the latest where there are too many', () => {
    const marks = new Marks();
    for (const id of ['a', 'b', 'c', 'a']) marks.set('c', id, { outcome: 'missing' });
    assert.deepEqual(marks.groups(2), [{ connectionId: 'c', outcome: 'missing', fileIds: ['c', 'a'] }]);
  });

  it('are gone when they are taken off', () => {
    const marks = new Marks([{ connectionId: 'c', outcome: 'missing', fileIds: ['a'] }]);
    assert.deepEqual([marks.delete('c', 'a'), marks.delete('c', 'a'), marks.of('c', 'a')], [true, false, undefined]);
  });
});
