import { onAbort } from '../model/abortSignals';
import type { Clock } from '../model/clock';
import { Fault, faultOf, faultTraits } from '../model/fault';
import { longestPauseMs, paceReportOf } from '../pace/rateLimitPause';
import type { Session } from '../service/service';

/** How often a request is sent before its outcome is left open. */
export const triesPerRequest = 4;

const firstBackoffMs = 500;
const longestBackoffMs = 8_000;

/** What to do after a request failed. */
export type RetryDecision =
  /** The rate limiter lets nothing go before its time; no try is spent. */
  | { readonly next: 'pause' }
  /** This request goes again. */
  | { readonly next: 'wait'; readonly ms: number }
  /** Some of its files may not exist, which their own addresses tell; nothing was done. */
  | { readonly next: 'look'; readonly ms: number }
  /** One of the files is at fault, and the answer does not say which. */
  | { readonly next: 'split' }
  /** It may have been carried out: the files' own addresses tell. A request that only reads may be tried so often, after so long. */
  | { readonly next: 'readBack'; readonly ms: number; readonly tries: number }
  /** Nothing was changed, and nothing will be. */
  | { readonly next: 'fail' }
  /** Every other request of the account would fail likewise. */
  | { readonly next: 'stop' };

export interface Tried {
  /** From 1. */
  readonly attempt: number;
  readonly fileIds: readonly string[];
  /** Since it failed for the first time. */
  readonly elapsedMs: number;
  /** In [0, 1): jitter for our own backoff. */
  readonly random: () => number;
}

/** Pure: the fault of the last try at a request → what comes next. Unknown faults are never retried. */
export function decideRetry(fault: Fault, { attempt, fileIds, elapsedMs, random }: Tried): RetryDecision {
  const { retryAfterMs = 0 } = fault.facts;
  const own = backoffMs(attempt, random);
  // a time that is over by now, or was never meant, is no leave to hurry
  const ms = Math.max(own, retryAfterMs);
  if (faultTraits[fault.code].isPassing && (ms > longestPauseMs || elapsedMs > longestPauseMs)) return { next: 'stop' };
  switch (fault.code) {
    case 'rateLimited':
      return { next: 'pause' };
    case 'serverError':
    case 'connectionLost':
    case 'timeout':
    case 'conflict':
      if (attempt >= triesPerRequest) return { next: 'readBack', ms, tries: triesPerRequest };
      return { next: 'wait', ms };
    case 'refused':
    case 'hostNotFound':
      if (attempt >= triesPerRequest) return { next: 'stop' };
      return { next: 'wait', ms };
    case 'unauthorized':
    case 'forbidden':
    case 'certificate':
    case 'proxySignIn':
    case 'journal':
      return { next: 'stop' };
    case 'notFound':
      return { next: 'look', ms };
    case 'rejected':
    case 'denied':
      return fileIds.length > 1 ? { next: 'split' } : { next: 'fail' };
    case 'unexpectedAnswer':
    case 'tooLarge':
    case 'internal':
      return { next: 'readBack', ms, tries: fault.code === 'internal' ? 1 : triesPerRequest };
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

/** Time and chance, injected. */
export interface Timing {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
}

/** No request takes longer: whatever becomes of it, it is given up. */
const longestRequestMs = 5 * 60_000;

/**
 * Asks a service without changing anything, at the account's pace, again where that can help.
 * @throws Fault when asking again does not help; the signal's reason when aborted
 */
export async function requestWithRetry<Answer>(
  session: Session,
  request: (signal: AbortSignal) => Promise<Answer>,
  { clock, random }: Timing,
  signal: AbortSignal,
): Promise<Answer> {
  let failedAt: number | undefined;
  for (let attempt = 1; ;) {
    const leave = await session.limiter.enter('read', signal);
    let fault: Fault;
    try {
      const answer = await bounded(request, clock, signal);
      leave({ kind: 'granted' });
      return answer;
    } catch (error) {
      leave(paceReportOf(error));
      signal.throwIfAborted();
      fault = faultOf(error);
    }
    failedAt ??= clock.now();
    const decision = decideRetry(fault, { attempt, fileIds: [], random, elapsedMs: clock.now() - failedAt });
    if (decision.next === 'pause') continue;
    // a page in between, such as a gateway's, passes; for a write it means that the outcome has to be read
    const isPassing = decision.next === 'readBack' && attempt < decision.tries;
    if (decision.next !== 'wait' && !isPassing) throw fault;
    attempt++;
    await clock.sleep(decision.ms, signal);
  }
}

/** The request, for as long as any may take. @throws Fault `timeout` */
export async function bounded<Answer>(
  request: (signal: AbortSignal) => Promise<Answer>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Answer> {
  const given = new AbortController();
  const stop = onAbort(signal, () => {
    given.abort(signal.reason);
  });
  let stopTimer = (): void => undefined;
  const timeout = new Promise<never>((_, reject) => {
    stopTimer = clock.timer(longestRequestMs, () => {
      const fault = new Fault('timeout');
      given.abort(fault);
      reject(fault);
    });
  });
  try {
    return await Promise.race([request(given.signal), timeout]);
  } finally {
    stopTimer();
    stop();
  }
}
