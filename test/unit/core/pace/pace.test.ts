import { ok } from 'node:assert/strict';
import type { Budget } from '../../../../src/core/pace/rateLimitPause';
import { RateLimiter } from '../../../../src/core/pace/rateLimiter';
import { seededRandom } from '../../../support/random';
import { VirtualClock } from '../../../support/virtualClock';

/** Lets requests through as a service does: a bucket that is refilled little by little, or whole intervals. */
interface Limit extends Budget {
  readonly refill: 'steady' | 'interval';
}

interface Manner {
  readonly what: string;
  readonly limits: readonly Limit[];
  /** Where the limit is named, and as what part of what is granted: 2 is twice as much. */
  readonly named: 'everywhere' | 'inRefusals' | 'nowhere';
  readonly namedAs?: number;
  /** Whether a refusal says how long to wait. */
  readonly timed?: false;
  readonly requests: number;
}

const bucket: Limit = { limit: 20, intervalMs: 4_000, refill: 'steady' };
const second: Limit = { limit: 100, intervalMs: 1_000, refill: 'interval' };
const quarter: Limit = { limit: 1_000, intervalMs: 900_000, refill: 'interval' };

const manners: readonly Manner[] = [bucket, { ...bucket, limit: 100, intervalMs: 2_000 }, second].flatMap(limit => {
  const limits = [limit];
  const requests = limit.limit === 20 ? 400 : 3_000;
  const what = `${limit.limit} in ${limit.intervalMs} ms, ${limit.refill}`;
  return [
    { what: `${what}, named in every answer`, limits, named: 'everywhere', requests },
    { what: `${what}, named in refusals alone`, limits, named: 'inRefusals', requests },
    { what: `${what}, named twice too large`, limits, named: 'everywhere', namedAs: 2, requests },
    { what: `${what}, named twice too large in refusals`, limits, named: 'inRefusals', namedAs: 2, requests },
    { what: `${what}, not named`, limits, named: 'nowhere', requests },
    // what the first seconds cost, in which the pause is guessed, is made up for later
    { what: `${what}, not named and not timed`, limits, named: 'nowhere', timed: false, requests: requests * 2 },
  ] as const;
});

describe('the pace of requests', () => {
  for (const manner of [
    ...manners,
    { what: 'two limits, named in refusals', limits: [second, quarter], named: 'inRefusals', requests: 3_000 } as const,
    { what: 'two limits, named in every answer', limits: [second, quarter], named: 'everywhere', requests: 3_000 } as const,
    { what: 'two limits, not named', limits: [second, quarter], named: 'nowhere', requests: 3_000 } as const,
  ]) {
    it(`is what is granted: ${manner.what}`, async () => {
      const { share, refusedAfterwards } = await measure(manner);
      ok(share >= 0.95, `${share.toFixed(3)} of what is granted`);
      ok(refusedAfterwards <= 0.1, `${refusedAfterwards.toFixed(3)} refused for each that works`);
    });
  }

  it('does not come to a stand where one request in twenty-five is refused whatever the pace', async () => {
    const clock = new VirtualClock();
    const limiter = new RateLimiter(clock, 10);
    const never = new AbortController().signal;
    let sent = 0;
    const request = async () => {
      for (;;) {
        const leave = await limiter.enter('write', never);
        const isRefused = ++sent % 25 === 0;
        await clock.sleep(40);
        leave(isRefused ? { kind: 'refused', retryAfterMs: 300 } : { kind: 'granted' });
        if (!isRefused) return;
      }
    };
    await Promise.all(Array.from({ length: 1_000 }, request));
    // forty pauses, a request alone after each, and four rounds in between
    const leastMs = 40 * (300 + 40 + 4 * 40);
    ok(clock.now() < 3 * leastMs, `${clock.now()} ms, at least ${leastMs}`);
  });

  for (const [every, retryAfterMs] of [
    [10, 300],
    [10, undefined],
    [6, undefined],
  ] as const) {
    const said = retryAfterMs === undefined ? 'without a word of how long' : `for ${retryAfterMs} ms`;
    it(`goes on where one request in ${every} is refused by chance, ${said}`, async () => {
      const clock = new VirtualClock();
      const limiter = new RateLimiter(clock, 10);
      const never = new AbortController().signal;
      const random = seededRandom(every);
      const request = async () => {
        for (;;) {
          const leave = await limiter.enter('read', never);
          const isRefused = random() < 1 / every;
          await clock.sleep(40);
          leave(isRefused ? { kind: 'refused', retryAfterMs } : { kind: 'granted' });
          if (!isRefused) return;
        }
      };
      await Promise.all(Array.from({ length: 2_000 }, request));
      // a limit that can't be learned is guessed, and never as less than one request a second
      ok(clock.now() < 2_000 * 1_500, `${clock.now()} ms`);
    });
  }
});

/** `share` of what was granted in the time; refusals after the first burst, for each request that worked. */
async function measure({ limits, named, namedAs = 1, timed, requests }: Manner) {
  const clock = new VirtualClock();
  const states = limits.map(limit => ({ limit, tokens: limit.limit, at: 0 }));
  const limiter = new RateLimiter(clock, 10);
  const never = new AbortController().signal;
  let granted = 0;
  let firstBurstEndsAt = Infinity;
  let afterwards = 0;
  const refill = () => {
    const now = clock.now();
    for (const state of states) {
      const { limit, intervalMs, refill: kind } = state.limit;
      if (kind === 'steady') {
        state.tokens = Math.min(limit, state.tokens + ((now - state.at) * limit) / intervalMs);
        state.at = now;
      } else if (now - state.at >= intervalMs) {
        state.tokens = limit;
        state.at = now - (now % intervalMs);
      }
    }
  };
  const request = async () => {
    for (;;) {
      const leave = await limiter.enter('write', never);
      await clock.sleep(20);
      refill();
      const short = states.find(({ tokens }) => tokens < 1);
      const about = short ?? states[0];
      const budget =
        about && named !== 'nowhere' ? { limit: about.limit.limit * namedAs, intervalMs: about.limit.intervalMs } : undefined;
      if (!short) for (const state of states) state.tokens--;
      const retryAfterMs =
        short &&
        (short.limit.refill === 'steady'
          ? ((1 - short.tokens) * short.limit.intervalMs) / short.limit.limit
          : short.limit.intervalMs - (clock.now() - short.at));
      await clock.sleep(20);
      if (!short) {
        granted++;
        leave({ kind: 'granted', budget: named === 'everywhere' ? budget : undefined });
        return;
      }
      if (firstBurstEndsAt === Infinity) firstBurstEndsAt = clock.now() + 80;
      if (clock.now() > firstBurstEndsAt) afterwards++;
      leave({ kind: 'refused', budget, ...(timed !== false && { retryAfterMs: Math.ceil(retryAfterMs ?? 0) }) });
    }
  };
  await Promise.all(Array.from({ length: requests }, request));
  // what the service would have granted at most in the same time, or the requests alone would take
  const ms = clock.now();
  const least = Math.max((requests / 10) * 40, ...limits.map(limit => fastestMs(limit, requests)));
  return { share: least / ms, refusedAfterwards: afterwards / granted };
}

function fastestMs({ limit, intervalMs, refill }: Limit, requests: number): number {
  if (refill === 'steady') return ((requests - limit) * intervalMs) / limit;
  return (Math.ceil(requests / limit) - 1) * intervalMs;
}
