import { beginningOf, type JournalEnds, type JournalStore, type RunSummary, summaryOf } from './journal';

interface Listed {
  readonly runId: string;
  /** A window carries it out. */
  readonly isLive: boolean;
  readonly summary?: RunSummary;
  /** It was cut off while its job went to disk: it never began. */
  readonly isStump?: true;
}

/** The runs of all windows, as the ends of their journals tell. */
export class RunList {
  /** What was told last: a list is asked for often, and few journals change. */
  private readonly known = new Map<string, { readonly last: string; readonly summary: RunSummary }>();

  /** @param isActive whether this window carries a run out */
  constructor(
    private readonly store: JournalStore,
    private readonly isActive: (runId: string) => boolean,
  ) {}

  /** Newest first. @param which `over`: none that is under way, or waits for its turn */
  async read(which: 'all' | 'over' = 'all'): Promise<readonly RunSummary[]> {
    const [listed, { withUndoings }] = await Promise.all([this.list(), import('./relatedRuns')]);
    const summaries = listed.flatMap(({ summary, isLive }) => {
      if (!summary || (which === 'over' && isLive && !summary.ended)) return [];
      const isCutOff = !summary.ended && !summary.isLaterVersion && !isLive;
      return [isCutOff ? { ...summary, isCutOff } : summary];
    });
    return withUndoings(summaries).sort((left, right) => right.startedAt - left.startedAt);
  }

  async isLive(runId: string): Promise<boolean> {
    return this.isActive(runId) || (await this.list()).some(run => run.runId === runId && run.isLive);
  }

  /** Drops what never began. */
  async removeStumps(): Promise<void> {
    const stumps = (await this.list()).filter(({ isStump, isLive }) => isStump && !isLive);
    await Promise.all(stumps.map(({ runId }) => this.store.remove(runId).catch(() => undefined)));
  }

  private async list(): Promise<readonly Listed[]> {
    const ends = await this.store.list();
    // a journal that was removed, by whichever window, is no longer thought of
    const runIds = new Set(ends.map(({ runId }) => runId));
    for (const runId of this.known.keys()) if (!runIds.has(runId)) this.known.delete(runId);
    return Promise.all(ends.map(one => this.listed(one)));
  }

  private async listed(ends: JournalEnds): Promise<Listed> {
    const { runId, last } = ends;
    const isLive = ends.live || this.isActive(runId);
    const known = this.known.get(runId);
    if (known?.last === last) return { runId, isLive, summary: known.summary };
    // what has begun has begun, whether its last line tells so or not
    const told = summaryOf(ends) ?? known?.summary;
    if (told) return { runId, isLive, summary: this.learn(ends, told) };
    const beginning = await beginningOf(this.store.read(runId)).catch(() => undefined);
    if (beginning?.kind === 'begun') return { runId, isLive, summary: this.learn(ends, beginning.summary) };
    return { runId, isLive, ...(beginning?.kind === 'stump' && { isStump: true }) };
  }

  private learn({ runId, last }: JournalEnds, summary: RunSummary): RunSummary {
    this.known.set(runId, { last, summary });
    return summary;
  }
}
