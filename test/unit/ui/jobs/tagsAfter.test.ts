import { deepEqual } from 'node:assert/strict';
import { tagsAfter } from '../../../../src/ui/library/tagsAfter';

it('of files without known tags nothing is shown anew', () => {
  deepEqual(
    tagsAfter([
      { id: 'a', outcome: 'changed', before: [], after: ['sale'] },
      { id: 'b', outcome: 'unknown', before: [] },
      { id: 'c', outcome: 'missing' },
    ]),
    [{ id: 'a', tags: ['sale'] }],
  );
});
