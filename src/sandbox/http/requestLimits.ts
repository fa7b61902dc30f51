import type { RequestLimit } from '../options';

/** Whether a request may pass, and what its answer says of the limit. */
export interface Admission {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests against a limit. */
export class RequestCounter {
  private readonly allowances: readonly Allowance[];

  constructor(
    private readonly limit: RequestLimit,
    private readonly now: () => number,
  ) {
    this.allowances = limit.allows.map(allows => new Allowance(allows, limit, now()));
  }

  /** Counts the request if it may pass. The headers are those of ImageKit's documentation of its rate limits. */
  admit(): Admission {
    const now = this.now();
    for (const allowance of this.allowances) allowance.refill(now);
    const isAllowed = this.allowances.every(({ left }) => left >= whole);
    if (isAllowed) for (const allowance of this.allowances) allowance.left -= 1;
    return { isAllowed, headers: this.headers(isAllowed, now) };
  }

  private headers(isAllowed: boolean, now: number): Readonly<Record<string, string>> {
    const { named = 'always', retryAfter } = this.limit;
    const [strictest] = this.allowances.toSorted((one, other) =>
      isAllowed ? one.left / one.capacity - other.left / other.capacity : other.resetMs(now) - one.resetMs(now),
    );
    if (strictest === undefined) return {};
    const isNamed = named === 'always' || (named === 'refusals' && !isAllowed);
    const resetMs = strictest.resetMs(now);
    return {
      ...(isNamed && {
        'x-ratelimit-limit': String(strictest.requests),
        'x-ratelimit-interval': String(strictest.intervalMs),
        // "after which you may call again": nothing to wait for while something is left
        'x-ratelimit-reset': String(resetMs),
      }),
      ...(!isAllowed && retryAfter !== undefined && { 'retry-after': retryAfterText(retryAfter, resetMs, now) }),
    };
  }
}

function retryAfterText(kind: NonNullable<RequestLimit['retryAfter']>, resetMs: number, now: number): string {
  if (kind === 'zero') return '0';
  return kind === 'past' ? new Date(now - 3_600_000).toUTCString() : String(Math.ceil(resetMs / 1000));
}

// what comes back bit by bit is never quite whole
const rounding = 1e-6;
const whole = 1 - rounding;

/** One of a limit's parts: a bucket that is full at first. */
class Allowance {
  readonly requests: number;
  readonly intervalMs: number;
  /** What is granted in an interval: others use the rest. */
  readonly capacity: number;
  left: number;
  private readonly isSteady: boolean;

  constructor(
    { requests, intervalMs }: RequestLimit['allows'][number],
    { granted = 1, refill = 'steadily' }: RequestLimit,
    private filledAt: number,
  ) {
    this.requests = requests;
    this.intervalMs = intervalMs;
    this.capacity = Math.max(1, requests * granted);
    this.left = this.capacity;
    this.isSteady = refill === 'steadily';
  }

  refill(now: number): void {
    const intervals = (now - this.filledAt) / this.intervalMs;
    if (this.isSteady) {
      this.left = Math.min(this.capacity, this.left + intervals * this.capacity);
      this.filledAt = now;
    } else if (intervals >= 1) {
      this.left = this.capacity;
      this.filledAt += Math.floor(intervals) * this.intervalMs;
    }
  }

  resetMs(now: number): number {
    if (this.left >= whole) return 0;
    const wait = this.isSteady ? ((1 - this.left) / this.capacity) * this.intervalMs : this.filledAt + this.intervalMs - now;
    return Math.max(0, Math.ceil(wait - rounding));
  }
}
