import { ask, type Patience } from './ask';
import type { Write } from './service';
import type { Session } from './session';
import { hasTakenEffect } from './write';

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
  patience: Patience,
  signal: AbortSignal,
): Promise<ReadBack> {
  try {
    const file = await ask(session, inner => session.service.readOne(id, inner), patience, signal);
    if (!file) return { kind: 'missing' };
    const tags = file.tags ?? [];
    return { kind: hasTakenEffect(write, tags) ? 'applied' : 'notApplied', tags };
  } catch {
    return { kind: 'unknown' };
  }
}
