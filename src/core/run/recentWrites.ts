import type { Clock } from '../model/clock';
import type { FileOutcome } from '../model/ledger';

/** How long a service's search may show tags as they were before a write: nobody documents it, so this is a careful guess. */
const searchMayLagMs = 5 * 60_000;

/** The tags that our own writes have left, for as long as a service's search might not show them yet. */
export class RecentWrites {
  private readonly files = new Map<string, { readonly tags: readonly string[]; readonly at: number }>();

  constructor(private readonly clock: Clock) {}

  learn(outcomes: readonly FileOutcome[]): void {
    const at = this.clock.now();
    for (const { id, outcome, after } of outcomes) {
      // a map keeps the order of insertion, so the oldest come first
      this.files.delete(id);
      if (after && outcome !== 'unchanged') this.files.set(id, { tags: after, at });
    }
    for (const [id, file] of this.files) {
      if (file.at + searchMayLagMs > at) break;
      this.files.delete(id);
    }
  }

  tagsOf(id: string): readonly string[] | undefined {
    const file = this.files.get(id);
    return file && file.at + searchMayLagMs > this.clock.now() ? file.tags : undefined;
  }
}
