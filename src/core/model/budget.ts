/** How many requests a service allows: at most `limit` in any `intervalMs`. */
export interface Budget {
  readonly limit: number;
  readonly intervalMs: number;
}

/** Nothing waits for a service longer than this: an hourly quota has come back by then. */
export const longestPauseMs = 65 * 60_000;
