import { faultOf } from '../model/fault';

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

/** How many requests a service allows: at most `limit` in any `intervalMs`. */
export interface Budget {
  readonly limit: number;
  readonly intervalMs: number;
}

/** Nothing waits for a service longer than this: an hourly quota has come back by then. */
export const longestPauseMs = 65 * 60_000;

/** How a request that was let in has ended, as far as its pace is concerned. */
export type PaceReport =
  | { readonly kind: 'granted'; readonly budget?: Budget | undefined }
  | { readonly kind: 'refused'; readonly budget?: Budget | undefined; readonly retryAfterMs?: number | undefined }
  /** It says nothing of the pace: no answer, or one of a server that is out of order. */
  | { readonly kind: 'neither' }
  /** It was not sent: its place goes to another. */
  | { readonly kind: 'unused' };

/** What a failed request says of the pace. */
export function paceReportOf(error: unknown): PaceReport {
  const { code, facts } = faultOf(error);
  if (code === 'rateLimited') return { kind: 'refused', budget: facts.budget, retryAfterMs: facts.retryAfterMs };
  const isAnswered = facts.status !== undefined && facts.status < 500;
  return isAnswered ? { kind: 'granted', budget: facts.budget } : { kind: 'neither' };
}

const firstPauseMs = 250;
const shortestPauseMs = 50;
const longestOwnPauseMs = 30_000;
