import type { Clock } from './clock';
import { type Fault, faultOf } from './fault';
import { judge } from './retry';
import type { Session } from './session';

/** Time and chance, injected. */
export interface Patience {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Asks a service without changing anything, at the connection's pace, again where that can help.
 * @throws Fault when asking again does not help; the signal's reason when aborted
 */
export async function ask<Answer>(
  session: Session,
  request: (signal: AbortSignal) => Promise<Answer>,
  { clock, random }: Patience,
  signal: AbortSignal,
): Promise<Answer> {
  for (let attempt = 1; ;) {
    const leave = await session.pace.enter('read', signal);
    let fault: Fault;
    try {
      return await request(signal);
    } catch (error) {
      signal.throwIfAborted();
      fault = faultOf(error);
    } finally {
      leave();
    }
    const verdict = judge(attempt, fault, [], random);
    if (verdict.next === 'pause') {
      if (fault.facts.budget) session.pace.learn('read', fault.facts.budget);
      session.pace.pauseFor(verdict.ms);
    } else if (verdict.next === 'wait') {
      attempt++;
      await clock.sleep(verdict.ms, signal);
    } else {
      throw fault;
    }
  }
}
