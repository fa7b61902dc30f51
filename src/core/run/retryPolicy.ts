import { longestPauseMs } from '../model/budget';
import { type Fault, faultTraits } from '../model/fault';

/** How often a request is sent before its outcome is left open. */
export const triesPerRequest = 4;

const firstBackoffMs = 500;
const longestBackoffMs = 8_000;
/** How often one request may be refused for its pace alone. */
const refusalsPerRequest = 50;

/** What to do after a request failed. */
export type RetryDecision =
  /** The rate limiter, which has heard of it, lets the request go when its time comes; no try is spent. */
  | { readonly next: 'pause' }
  /** This request goes again. */
  | { readonly next: 'wait'; readonly ms: number }
  /** The service says that it does not have these files, and did nothing: their own addresses tell, the others go again at once. */
  | { readonly next: 'drop'; readonly missing: readonly string[] }
  /** One of the files may be at fault, and it is not said which. */
  | { readonly next: 'split' }
  /** It may have been carried out: read back. */
  | { readonly next: 'settle' }
  /** Nothing was changed, and nothing will be. */
  | { readonly next: 'fail' }
  /** Every other request of the connection would fail likewise. */
  | { readonly next: 'stop' };

/** How often a request was sent so far. */
export interface Tries {
  /** The last one is the how many-th, from 1; refusals for its pace are not counted. */
  readonly attempt: number;
  /** For its pace, in a row. */
  readonly refusals?: number;
}

/**
 * Pure: the fault of the last try at a request on so many files → what comes next. Unknown faults are never retried, and no wait
 * is longer than `longestPauseMs`: where the service asks for more, the run stops.
 * @param random in [0, 1): jitter for our own backoff; a time that the service names is a lower bound, and gets none
 */
export function decideRetry(
  { attempt, refusals = 0 }: Tries,
  fault: Fault,
  fileIds: readonly string[],
  random: () => number,
): RetryDecision {
  const { retryAfterMs = 0, missingIds } = fault.facts;
  if (faultTraits[fault.code].isPassing && !(retryAfterMs <= longestPauseMs)) return { next: 'stop' };
  switch (fault.code) {
    case 'rateLimited':
      return { next: refusals >= refusalsPerRequest ? 'stop' : 'pause' };
    case 'serverError':
    case 'connectionLost':
    case 'timeout':
    case 'conflict':
      if (attempt >= triesPerRequest) return { next: 'settle' };
      return { next: 'wait', ms: Math.max(retryAfterMs, backoffMs(attempt, random)) };
    case 'refused':
    case 'hostNotFound':
      if (attempt >= triesPerRequest) return { next: 'stop' };
      return { next: 'wait', ms: backoffMs(attempt, random) };
    case 'unauthorized':
    case 'forbidden':
    case 'certificate':
    case 'proxySignIn':
    case 'journal':
      return { next: 'stop' };
    case 'notFound': {
      const missing = missingIds?.filter(id => fileIds.includes(id)) ?? [];
      if (missing.length > 0) return { next: 'drop', missing };
      return fileIds.length > 1 ? { next: 'split' } : { next: 'drop', missing: fileIds };
    }
    case 'rejected':
    case 'denied':
      return fileIds.length > 1 ? { next: 'split' } : { next: 'fail' };
    case 'unexpectedAnswer':
    case 'tooLarge':
    case 'internal':
      return { next: 'settle' };
    case 'notApplied':
    case 'interrupted':
    case 'unfitTag':
    case 'invalidInput':
      return { next: 'fail' };
  }
}

/** Doubles from 0.5 s to 8 s; half of it is jitter, so that windows don't come back in step. */
export function backoffMs(attempt: number, random: () => number): number {
  const whole = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return whole / 2 + (whole / 2) * random();
}
