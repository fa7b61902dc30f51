import { deepEqual } from 'node:assert/strict';
import { FileStates } from '../../../../src/core/journal/fileStates';

describe('the files of a run', () => {
  it('end once, though an answer names them twice', () => {
    const states = new FileStates({
      changes: [{ id: '1', before: [], after: ['a'], add: ['a'], remove: [] }],
      unverified: [],
      unrestorable: [],
      phases: [],
      settled: [],
    });
    deepEqual(
      states.end(['1', '1'], 'missing').map(({ id }) => id),
      ['1'],
    );
  });
});
