import { deepEqual } from 'node:assert/strict';
import { FileRate } from '../../../../src/app/jobs/jobProgress';

describe('the rate of a run', () => {
  it('is not known at once, and forgets what is long ago', () => {
    const rate = new FileRate();
    const seen = [
      [0, 0],
      [50, 500],
      [200, 1_000],
      [200, 2_000],
      [200, 12_500],
    ].map(([files = 0, at = 0]) => {
      rate.add(files, at);
      return rate.perSecond;
    });
    deepEqual(seen, [undefined, undefined, 200, 100, undefined]);
  });
});
