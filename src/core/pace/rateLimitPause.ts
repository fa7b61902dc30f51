import { longestPauseMs } from '../model/budget';

/**
 * Pure: how long nothing goes after a request was refused for its pace (429), in ms. What the service asks for counts unless
 * nothing would wait that long, and is never shorter than our own guess: `Retry-After: 0` is no leave to ask at once.
 */
export function rateLimitPauseMs(retryAfterMs: number | undefined, ownMs: number): number {
  const askedMs = retryAfterMs !== undefined && retryAfterMs <= longestPauseMs ? retryAfterMs : 0;
  return Math.max(askedMs, ownMs, shortestPauseMs);
}

/** What was granted before the refusal, and how many refusals came before it without much in between. */
export interface BeforeRefusal {
  readonly granted: number;
  readonly elapsedMs: number;
  readonly refusedBefore: number;
}

/** Where the service names no time: about what one request takes at what it granted, twice as long each time. */
export function ownPauseMs({ granted, elapsedMs, refusedBefore }: BeforeRefusal): number {
  const perRequestMs = granted === 0 ? firstPauseMs : elapsedMs / granted;
  return Math.min(longestOwnPauseMs, Math.max(shortestPauseMs, perRequestMs) * 2 ** refusedBefore);
}

const firstPauseMs = 250;
const shortestPauseMs = 50;
const longestOwnPauseMs = 30_000;
