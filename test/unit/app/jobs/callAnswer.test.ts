import { deepEqual } from 'node:assert/strict';
import { callAnswer } from '../../../../src/app/jobs/callAnswer';
import type { FaultPlace } from '../../../../src/app/text/faultMessages';

describe('what a call resolves to', () => {
  it('names what others have edited, and what does not come back', () => {
    const counts = { changed: 1, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
    const file = {
      id: '0',
      outcome: 'changed',
      before: ['new', 'theirs'],
      after: ['theirs'],
      drifted: true,
      unrestored: ['50%'],
    } as const;
    // no sentence is needed where nothing has failed
    const place = {} as FaultPlace;
    deepEqual(callAnswer({ runId: 'run', counts, files: [{ ...file, known: 'computed' }] }, place), {
      runId: 'run',
      counts,
      files: [file],
    });
  });
});
