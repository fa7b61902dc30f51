import { deepEqual } from 'node:assert/strict';
import { confirmPolicies, needsConfirmation } from '../../../../src/app/jobs/confirmPolicy';

describe('a person is asked', () => {
  for (const [what, summary, asked] of [
    ['of a few files', { overwrites: false, files: 10, changing: 10 }, ['always']],
    ['of many files', { overwrites: false, files: 11, changing: 1 }, ['always', 'large']],
    ['of all tags of one file', { overwrites: true, files: 1, changing: 1 }, ['always', 'large', 'destructive']],
    ['of nothing', { overwrites: true, files: 11, changing: 0 }, []],
  ] as const) {
    it(`${what}: ${asked.join(', ') || 'never'}`, () => {
      deepEqual(
        confirmPolicies.filter(policy => needsConfirmation(policy, summary)),
        asked,
      );
    });
  }
});
