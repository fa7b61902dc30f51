import { deepEqual } from 'node:assert/strict';
import { Rate } from '../../../../src/ui/jobs/rate';

describe('the rate of a run', () => {
  it('is not known at once, and forgets what is long ago', () => {
    const rate = new Rate();
    const seen = [
      [0, 0],
      [50, 500],
      [200, 1_000],
      [200, 2_000],
      [200, 12_500],
    ].map(([files = 0, at = 0]) => {
      rate.see(files, at);
      return rate.perSecond;
    });
    deepEqual(seen, [undefined, undefined, 200, 100, undefined]);
  });
});
