import { deepEqual } from 'node:assert/strict';
import { askingTimes, mustAsk } from '../../../../src/ui/jobs/asking';
import type { Deed } from '../../../../src/ui/jobs/deed';

const add: Deed = { kind: 'add', tags: ['a'] };
const clear: Deed = { kind: 'clear' };

describe('a person is asked', () => {
  for (const [what, digest, asked] of [
    ['of a few files', { deed: add, files: 10, changing: 10 }, ['always']],
    ['of many files', { deed: add, files: 11, changing: 1 }, ['always', 'large']],
    ['of all tags of one file', { deed: clear, files: 1, changing: 1 }, ['always', 'large', 'destructive']],
    ['of an undo of many files', { deed: { kind: 'undo' }, files: 11, changing: 11 }, ['always', 'large']],
    ['of nothing', { deed: clear, files: 11, changing: 0 }, []],
  ] as const) {
    it(`${what}: ${asked.join(', ') || 'never'}`, () => {
      deepEqual(
        askingTimes.filter(when => mustAsk(when, digest)),
        asked,
      );
    });
  }
});
