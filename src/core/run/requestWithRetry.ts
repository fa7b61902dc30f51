import type { Clock } from '../model/clock';
import { type Fault, faultOf } from '../model/fault';
import { decideRetry } from './retryPolicy';
import { paceReportOf } from './paceReport';
import type { Session } from '../model/session';

/** Time and chance, injected. */
export interface Timing {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Asks a service without changing anything, at the connection's pace, again where that can help.
 * @throws Fault when asking again does not help; the signal's reason when aborted
 */
export async function requestWithRetry<Answer>(
  session: Session,
  request: (signal: AbortSignal) => Promise<Answer>,
  { clock, random }: Timing,
  signal: AbortSignal,
): Promise<Answer> {
  for (let attempt = 1, refusals = 0; ;) {
    const leave = await session.limiter.enter('read', signal);
    let fault: Fault;
    try {
      const answer = await request(signal);
      leave({ kind: 'granted' });
      return answer;
    } catch (error) {
      leave(paceReportOf(error));
      signal.throwIfAborted();
      fault = faultOf(error);
    }
    const decision = decideRetry({ attempt, refusals }, fault, [], random);
    if (decision.next === 'pause') refusals++;
    else if (decision.next === 'wait') {
      attempt++;
      await clock.sleep(decision.ms, signal);
    } else throw fault;
  }
}
