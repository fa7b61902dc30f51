/** Time as the core sees it, so that tests own it. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts: the caller looks at the signal afterwards. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `act` after `ms`, unless what it returns is called before: where there are many, a signal each would cost more. */
  timer(ms: number, act: () => void): () => void;
}
