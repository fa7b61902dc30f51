import { requestWithRetry, type Timing } from './requestWithRetry';
import type { Write } from '../model/service';
import type { Session } from '../model/session';
import { hasTakenEffect } from '../model/write';

/** What a file's own address says of a write whose outcome is open. */
export type ReadBack =
  | { readonly kind: 'applied' | 'notApplied'; readonly tags: readonly string[] }
  | { readonly kind: 'missing' }
  /** It could not be read, or not in time. */
  | { readonly kind: 'unknown' };

/** Never through a search: whether that sees a write at once is not documented. Never throws. */
export async function readBack(
  id: string,
  write: Write,
  session: Session,
  patience: Timing,
  signal: AbortSignal,
): Promise<ReadBack> {
  try {
    const file = await requestWithRetry(session, inner => session.service.readOne(id, inner), patience, signal);
    if (!file) return { kind: 'missing' };
    const tags = file.tags ?? [];
    return { kind: hasTakenEffect(write, tags) ? 'applied' : 'notApplied', tags };
  } catch {
    return { kind: 'unknown' };
  }
}
