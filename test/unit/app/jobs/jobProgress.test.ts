import { deepEqual } from 'node:assert/strict';
import { FileRate, quietBesideQuestions, trackProgress, trackReading } from '../../../../src/app/jobs/jobProgress';
import { countOutcomes, type Ledger } from '../../../../src/core/model/ledger';
import type { ActiveRun } from '../../../../src/core/run/activeRun';
import { RateLimiter } from '../../../../src/core/pace/rateLimiter';
import { requestWithRetry } from '../../../../src/core/run/retryPolicy';
import { Fault } from '../../../../src/core/model/fault';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

describe('the rate of a run', () => {
  it('is not known at once, begins with the first files, and forgets what is long ago', () => {
    const rate = new FileRate();
    const seen = [
      [0, 0],
      [0, 4_000],
      [50, 4_500],
      [200, 6_000],
      [200, 8_000],
      [200, 18_500],
    ].map(([files = 0, at = 0]) => {
      rate.add(files, at);
      return rate.perSecond;
    });
    deepEqual(seen, [undefined, undefined, undefined, 100, 50, undefined]);
  });
});

describe('the progress of a run', () => {
  it('has no time left to tell until it goes on again after a pause, nor anything beside a question', async () => {
    const clock = new VirtualClock();
    const limiter = new RateLimiter(clock, 2);
    const said: string[] = [];
    const last: unknown[] = [];
    const progress = quietBesideQuestions({
      signal: new AbortController().signal,
      report: message => said.push(message),
      hide: () => said.push('hidden'),
    });
    let end: (ledger: Ledger) => void = () => undefined;
    const done = new Promise<Ledger>(resolve => (end = resolve));
    const run = { head: { targets: 1_000 }, settledFiles: 0, state: 'running', done, cancel: () => undefined };
    const shown = trackProgress(run as unknown as ActiveRun, limiter, progress, clock);
    const goOn = async (seconds: number, state: string, filesPerSecond: number) => {
      run.state = state;
      for (let second = 0; second < seconds; second++) {
        await clock.sleep(1_000);
        run.settledFiles += filesPerSecond;
      }
      last.push(said.at(-1));
    };
    await goOn(6, 'running', 100);
    await goOn(60, 'paused', 0);
    await goOn(1, 'running', 0);
    await goOn(4, 'running', 50);
    await progress.whileAsking(() => goOn(2, 'waiting', 0));
    end({ runId: 'r', files: [], counts: countOutcomes([]) });
    await shown;
    deepEqual(last, [
      '500 of 1,000 · 100/s · 5 s left',
      '600 of 1,000 · paused',
      '600 of 1,000',
      '750 of 1,000 · 50/s · 5 s left',
      'hidden',
    ]);
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
