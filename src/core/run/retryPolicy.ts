import type { Fault } from '../model/fault';

/** How often a request is sent before its outcome is left open. */
export const triesPerRequest = 4;

const firstBackoffMs = 500;
const longestBackoffMs = 8_000;
const pauseWithoutTimingMs = 1_000;
/** A service that refuses and asks for no time at all would be asked without end, as fast as the network is. */
const shortestPauseMs = 50;

/** What to do after a request failed. */
export type RetryDecision =
  /** The whole connection pauses; no try is spent. */
  | { readonly next: 'pause'; readonly ms: number }
  /** This request goes again. */
  | { readonly next: 'wait'; readonly ms: number }
  /** The service does not have these files and did nothing: the others go again at once. */
  | { readonly next: 'drop'; readonly missing: readonly string[] }
  /** One of the files is at fault, nobody says which. */
  | { readonly next: 'split' }
  /** It may have been carried out: read back. */
  | { readonly next: 'settle' }
  /** The file does not exist. */
  | { readonly next: 'missing' }
  /** Nothing was changed, and nothing will be. */
  | { readonly next: 'fail' }
  /** Every other request of the connection would fail likewise. */
  | { readonly next: 'stop' };

/**
 * Pure: the fault of the `attempt`-th try (from 1) at a request on so many files → what comes next. Unknown faults are never retried.
 * @param random in [0, 1): jitter for our own backoff; the service's timing is taken to the letter
 */
export function decideRetry(attempt: number, fault: Fault, fileIds: readonly string[], random: () => number): RetryDecision {
  const { retryAfterMs, missingIds } = fault.facts;
  switch (fault.code) {
    case 'rateLimited':
      return { next: 'pause', ms: Math.max(retryAfterMs ?? pauseWithoutTimingMs, shortestPauseMs) };
    case 'serverError':
    case 'connectionLost':
    case 'timeout':
    case 'conflict':
      if (attempt >= triesPerRequest) return { next: 'settle' };
      return { next: 'wait', ms: retryAfterMs ?? backoffMs(attempt, random) };
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
      return fileIds.length > 1 ? { next: 'split' } : { next: 'missing' };
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
function backoffMs(attempt: number, random: () => number): number {
  const whole = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return whole / 2 + (whole / 2) * random();
}
