import { faultOf } from '../model/fault';
import { requestWithRetry, type Timing } from './requestWithRetry';
import type { Write } from '../model/service';
import { backoffMs, triesPerRequest } from './retryPolicy';
import type { Session } from '../model/session';
import { hasTakenEffect } from '../model/write';

/** What a file's own address says of a write whose outcome is open. */
export type ReadBack =
  | { readonly kind: 'applied' | 'notApplied'; readonly tags: readonly string[] }
  | { readonly kind: 'missing' }
  /** It could not be read, or not in time. */
  | { readonly kind: 'unknown' };

/**
 * Never through a search: whether that sees a write at once is not documented. A page in between, in place of the service's
 * answer, is met again later. Never throws.
 */
export async function readBack(
  id: string,
  write: Write,
  session: Session,
  timing: Timing,
  signal: AbortSignal,
): Promise<ReadBack> {
  for (let attempt = 1; ; attempt++) {
    try {
      const file = await requestWithRetry(session, inner => session.service.readOne(id, inner), timing, signal);
      if (!file) return { kind: 'missing' };
      if (file.tags === undefined) return { kind: 'unknown' };
      return { kind: hasTakenEffect(write, file.tags) ? 'applied' : 'notApplied', tags: file.tags };
    } catch (error) {
      const { code } = faultOf(error);
      if (signal.aborted || attempt >= triesPerRequest || (code !== 'unexpectedAnswer' && code !== 'tooLarge')) {
        return { kind: 'unknown' };
      }
      await timing.clock.sleep(backoffMs(attempt, timing.random), signal);
    }
  }
}

/** The files of which this was found. */
export function idsOf(found: readonly (ReadBack & { readonly id: string })[], kind: ReadBack['kind']): readonly string[] {
  return found.filter(one => one.kind === kind).map(({ id }) => id);
}
