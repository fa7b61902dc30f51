import { onAbort } from '../model/abortSignals';
import type { Clock } from '../model/clock';
import { Fault, faultOf } from '../model/fault';
import { decideRetry } from './retryPolicy';
import { paceReportOf } from '../pace/paceReport';
import type { Session } from '../service/service';

/** Time and chance, injected. */
export interface Timing {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
}

const over = new Fault('interrupted');

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
  const timeout = clock.sleep(longestRequestMs, given.signal).then((): Promise<never> => {
    if (given.signal.aborted) return new Promise(() => undefined);
    const fault = new Fault('timeout');
    given.abort(fault);
    throw fault;
  });
  try {
    return await Promise.race([request(given.signal), timeout]);
  } finally {
    // a reason of its own each time would cost more than all the rest
    given.abort(over);
    stop();
  }
}
