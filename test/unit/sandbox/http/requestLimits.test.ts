import { deepEqual } from 'node:assert/strict';
import { RequestCounter } from '../../../../src/sandbox/http/requestLimits';
import type { RequestLimit } from '../../../../src/sandbox/options';

/** What requests at these moments get: `ok` or `no`, and their headers. */
function answers(limit: RequestLimit, ...moments: readonly number[]): readonly string[] {
  let now = 0;
  const counter = new RequestCounter(limit, () => now);
  return moments.map(moment => {
    now = moment;
    const { isAllowed, headers } = counter.admit();
    const named = Object.entries(headers).map(([name, value]) => `${name.replace('x-ratelimit-', '')}=${value}`);
    return [isAllowed ? 'ok' : 'no', ...named].join(' ');
  });
}

const three = [{ requests: 3, intervalMs: 1500 }];

describe('a limit on requests', () => {
  for (const [name, limit, moments, expected] of [
    [
      'gives back bit by bit what was used, and names itself in every answer',
      { allows: three },
      [0, 0, 0, 0, 400, 500],
      [
        'ok limit=3 interval=1500 reset=0',
        'ok limit=3 interval=1500 reset=0',
        'ok limit=3 interval=1500 reset=500',
        'no limit=3 interval=1500 reset=500',
        'no limit=3 interval=1500 reset=100',
        'ok limit=3 interval=1500 reset=500',
      ],
    ],
    [
      'gives all back at once when its interval ends',
      { allows: three, refill: 'atOnce', named: 'refusals' },
      [0, 0, 1000, 1400, 1500, 1500, 1500, 1501],
      ['ok', 'ok', 'ok', 'no limit=3 interval=1500 reset=100', 'ok', 'ok', 'ok', 'no limit=3 interval=1500 reset=1499'],
    ],
    [
      'names itself in refusals alone',
      { allows: three, named: 'refusals' },
      [0, 0, 0, 0],
      ['ok', 'ok', 'ok', 'no limit=3 interval=1500 reset=500'],
    ],
    ['names itself nowhere', { allows: three, named: 'never' }, [0, 0, 0, 0], ['ok', 'ok', 'ok', 'no']],
    [
      'names more than it grants, since others use the account',
      { allows: [{ requests: 4, intervalMs: 1000 }], granted: 0.5 },
      [0, 0, 0, 250, 499, 500],
      [
        'ok limit=4 interval=1000 reset=0',
        'ok limit=4 interval=1000 reset=500',
        'no limit=4 interval=1000 reset=500',
        'no limit=4 interval=1000 reset=250',
        'no limit=4 interval=1000 reset=1',
        'ok limit=4 interval=1000 reset=500',
      ],
    ],
    [
      'has two parts, of which it names the one that is nearest to its end, or that refused for longest',
      {
        allows: [
          { requests: 2, intervalMs: 1000 },
          { requests: 3, intervalMs: 900_000 },
        ],
        refill: 'atOnce',
      },
      [0, 0, 0, 1000, 1000],
      [
        'ok limit=2 interval=1000 reset=0',
        'ok limit=2 interval=1000 reset=1000',
        'no limit=2 interval=1000 reset=1000',
        'ok limit=3 interval=900000 reset=899000',
        'no limit=3 interval=900000 reset=899000',
      ],
    ],
    [
      'says after which seconds to try again',
      { allows: three, named: 'never', retryAfter: 'seconds' },
      [0, 0, 0, 0],
      ['ok', 'ok', 'ok', 'no retry-after=1'],
    ],
    [
      'says to try again at once',
      { allows: three, named: 'never', retryAfter: 'zero' },
      [0, 0, 0, 0],
      ['ok', 'ok', 'ok', 'no retry-after=0'],
    ],
    [
      'says to try again at a moment that is past',
      { allows: three, named: 'never', retryAfter: 'past' },
      [0, 0, 0, 0],
      ['ok', 'ok', 'ok', 'no retry-after=Wed, 31 Dec 1969 23:00:00 GMT'],
    ],
  ] as const satisfies readonly (readonly [string, RequestLimit, readonly number[], readonly string[]])[]) {
    it(name, () => {
      deepEqual(answers(limit, ...moments), expected);
    });
  }
});
