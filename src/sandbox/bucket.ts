export interface BucketLimits {
  /** Tokens that come back in a second. */
  readonly rate: number;
  /** Tokens that it holds when it is full, as it is at first. */
  readonly burst: number;
}

/** A token bucket: lets `rate` writes through in a second, and `burst` at once after a pause. */
export class Bucket {
  #tokens: number;
  #filledAt: number;

  constructor(
    private readonly limits: BucketLimits,
    private readonly now: () => number,
  ) {
    this.#tokens = limits.burst;
    this.#filledAt = now();
  }

  /** Takes a token if there is one. The headers tell of the limit as ImageKit's documentation of its rate limits does. */
  take(): { readonly isAllowed: boolean; readonly headers: Readonly<Record<string, string>> } {
    this.#refill();
    const isAllowed = this.#tokens >= 1;
    if (isAllowed) this.#tokens -= 1;
    const { rate, burst } = this.limits;
    const reset = Math.max(0, Math.ceil(((1 - this.#tokens) / rate) * 1000));
    return {
      isAllowed,
      headers: {
        'x-ratelimit-limit': String(burst),
        'x-ratelimit-interval': String(Math.ceil((burst / rate) * 1000)),
        // "after which you may call again": nothing to wait for while there are tokens
        'x-ratelimit-reset': String(reset),
      },
    };
  }

  #refill(): void {
    const now = this.now();
    this.#tokens = Math.min(this.limits.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.limits.rate);
    this.#filledAt = now;
  }
}
