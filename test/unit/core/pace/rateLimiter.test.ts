import { deepEqual, rejects } from 'node:assert/strict';
import type { Clock } from '../../../../src/core/model/clock';
import { RateLimiter } from '../../../../src/core/pace/rateLimiter';
import type { Budget } from '../../../../src/core/pace/rateLimitPause';
import { VirtualClock } from '../../../support/virtualClock';

describe('the pace of a connection', () => {
  const never = new AbortController().signal;

  async function entryTimes(
    pace: RateLimiter,
    clock: VirtualClock,
    requests: number,
    requestMs: number,
  ): Promise<readonly number[]> {
    const times: number[] = [];
    const request = async () => {
      const leave = await pace.enter('write', never);
      times.push(clock.now());
      await clock.sleep(requestMs);
      leave();
    };
    await Promise.all(Array.from({ length: requests }, request));
    return times;
  }

  it('lets so many requests go at one time', async () => {
    const clock = new VirtualClock();
    deepEqual(await entryTimes(new RateLimiter(clock, 2), clock, 5, 40), [0, 0, 40, 40, 80]);
  });

  it('keeps to a budget once it is known, and counts what was sent before', async () => {
    const clock = new VirtualClock();
    const pace = new RateLimiter(clock, 10);
    const leave = await pace.enter('write', never);
    leave({ kind: 'granted', budget: { limit: 4, intervalMs: 400 } });
    deepEqual(await entryTimes(pace, clock, 6, 1), [0, 0, 0, 100, 200, 300]);
  });

  it('counts reads apart from writes', async () => {
    const clock = new VirtualClock();
    const pace = new RateLimiter(clock, 10);
    (await pace.enter('write', never))({ kind: 'granted', budget: { limit: 1, intervalMs: 1_000 } });
    const written = pace.enter('write', never).then(() => clock.now());
    const read = pace.enter('read', never).then(() => clock.now());
    deepEqual(await Promise.all([written, read]), [1_000, 0]);
  });

  it('stands still for the kind of request that was refused', async () => {
    const clock = new VirtualClock();
    const pace = new RateLimiter(clock, 10);
    (await pace.enter('write', never))({ kind: 'refused', retryAfterMs: 3_000 });
    const { pausedUntil } = pace;
    const times = await Promise.all((['read', 'write'] as const).map(kind => pace.enter(kind, never).then(() => clock.now())));
    deepEqual(
      { pausedUntil, times, afterwards: pace.pausedUntil },
      { pausedUntil: 3_000, times: [0, 3_000], afterwards: undefined },
    );
  });

  it('sends one request first after a pause', async () => {
    const clock = new VirtualClock();
    const pace = new RateLimiter(clock, 10);
    (await pace.enter('write', never))({ kind: 'refused', retryAfterMs: 1_000 });
    const times: number[] = [];
    const request = async () => {
      const leave = await pace.enter('write', never);
      times.push(clock.now());
      await clock.sleep(40);
      leave({ kind: 'granted' });
    };
    await Promise.all([request(), request(), request()]);
    deepEqual([times[0], times.filter(time => time < 1_040).length], [1_000, 1]);
  });

  it('believes no budget that nothing would wait for, nor a new one with each answer', async () => {
    const clock = new VirtualClock();
    const pace = new RateLimiter(clock, 4);
    for (const intervalMs of [1e15, Infinity, NaN, ...Array.from({ length: 1_000 }, (_, index) => 1_000 + index)]) {
      const leave = await pace.enter('write', never);
      leave({ kind: 'granted', budget: { limit: 100_000, intervalMs } });
    }
    const before = clock.now();
    (await pace.enter('write', never))();
    deepEqual(clock.now() - before, 0);
  });

  it('waits no longer for a pause or a budget when the clock is set back', async () => {
    const clock = new VirtualClock();
    let setBackMs = 0;
    const behind: Clock = {
      now: () => clock.now() - setBackMs,
      sleep: (ms, signal) => clock.sleep(ms, signal),
      timer: (ms, act) => clock.timer(ms, act),
    };
    const pace = new RateLimiter(behind, 10);
    (await pace.enter('write', never))({ kind: 'refused', budget: { limit: 2, intervalMs: 1_000 }, retryAfterMs: 3_000 });
    setBackMs = 3_600_000;
    (await pace.enter('write', never))({ kind: 'granted' });
    const first = clock.now();
    setBackMs *= 2;
    await pace.enter('write', never);
    deepEqual({ first, second: clock.now() <= 4_100 }, { first: 3_000, second: true });
  });

  it('lets a request that is given up leave the queue', async () => {
    const clock = new VirtualClock();
    const pace = new RateLimiter(clock, 1);
    const leave = await pace.enter('write', never);
    const impatient = new AbortController();
    const waiting = pace.enter('write', impatient.signal);
    impatient.abort(new Error('enough'));
    await rejects(waiting, /enough/);
    leave();
    (await pace.enter('write', never))();
  });

  it('estimates what is ahead from the budget and from what was measured', async () => {
    const clock = new VirtualClock();
    const pace = new RateLimiter(clock, 2);
    const request = async (kind: 'read' | 'write', budget?: Budget) => {
      const leave = await pace.enter(kind, never);
      await clock.sleep(40);
      leave({ kind: 'granted', budget });
    };
    for (let count = 0; count < 10; count++) await request('read');
    // a few writes would meet no limit that a hundred of them meet
    await request('write');
    const unmeasured = pace.estimateMs('write', 100);
    for (let count = 0; count < 9; count++) await request('write');
    const measured = pace.estimateMs('write', 100);
    await request('write', { limit: 4, intervalMs: 4_000 });
    const limited = pace.estimateMs('write', 10);
    deepEqual({ unmeasured, measured, limited }, { unmeasured: undefined, measured: 2_000, limited: 10_000 });
  });
});
