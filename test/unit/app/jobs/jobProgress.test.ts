import { deepEqual } from 'node:assert/strict';
import { FileRate, trackReading } from '../../../../src/app/jobs/jobProgress';
import { RateLimiter } from '../../../../src/core/pace/rateLimiter';
import { requestWithRetry } from '../../../../src/core/run/retryPolicy';
import { Fault } from '../../../../src/core/model/fault';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

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

describe('the progress of reading', () => {
  it('says that a service does not answer, for as long as it does not', async () => {
    const clock = new VirtualClock();
    const session = { ...sessionOf(new MemoryService(new Map(), { clock }), clock), limiter: new RateLimiter(clock, 2) };
    const said: string[] = [];
    const progress = {
      signal: new AbortController().signal,
      report: (message: string, percent: number) => said.push(`${message} (${percent} %)`),
      hide: () => undefined,
    };
    const answers = [new Fault('timeout'), new Fault('timeout')];
    const ask = () => {
      const fault = answers.pop();
      return fault ? Promise.reject(fault) : Promise.resolve();
    };
    const timing = { clock, random: () => 0.5 };
    await trackReading(
      async ({ onProgress }) => {
        await clock.sleep(300);
        onProgress?.(50, 200);
        await requestWithRetry(session, ask, timing, progress.signal);
        onProgress?.(100, 200);
      },
      200,
      session.limiter,
      progress,
      clock,
    );
    deepEqual(
      said.filter((line, index) => line !== said[index - 1]),
      [
        'Reading tags: 0 of 200 (0 %)',
        'Reading tags: 50 of 200 (5 %)',
        'Reading tags: 50 of 200 · the service does not answer, trying again (5 %)',
        'Reading tags: 100 of 200 (10 %)',
      ],
    );
  });
});
