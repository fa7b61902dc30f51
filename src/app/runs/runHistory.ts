import type { Clock } from '../../core/model/clock';
import { Emitter } from '../../core/model/emitter';
import type { ActiveRun } from '../../core/run/activeRun';
import type { RunSummary } from '../../core/journal/journal';
import type { LaterRun } from '../../core/journal/relatedRuns';
import type { Runs } from '../../core/run/runs';
import { type RunStatus, statusOf } from './runStatus';

/** A run in the list, as it stands now. */
export interface RunEntry {
  readonly summary: RunSummary;
  readonly status: RunStatus;
  /** Where this window carries it out. */
  readonly active?: ActiveRun;
  /** What a later run made of it. */
  readonly later?: LaterRun;
}

export interface RunHistoryDependencies {
  readonly runs: Pick<Runs, 'history' | 'activeRun' | 'activeRuns' | 'onDidChange'>;
  readonly clock: Clock;
}

/** The list of runs, read when it is first asked for and whenever a run comes, goes or ends. */
export class RunHistory {
  private readonly changed = new Emitter<string | undefined>();
  private readonly ended = new Emitter<string>();
  private readonly progressing = new Map<string, () => void>();
  private readonly disposal = new AbortController();
  private readonly unfollow: () => void;
  private entries: Promise<ReadonlyMap<string, RunEntry>> | undefined;
  private isWaiting = false;

  constructor(private readonly deps: RunHistoryDependencies) {
    this.unfollow = deps.runs.onDidChange(() => {
      this.refresh();
    });
  }

  /** Calls with the id of a run that got on, with undefined when the list is another one. */
  onDidChange(listener: (runId: string | undefined) => void): () => void {
    return this.changed.add(listener);
  }

  /** Calls with the id of a run of this window that ended, well or not. */
  onDidEnd(listener: (runId: string) => void): () => void {
    return this.ended.add(listener);
  }

  /** Newest first, by id. */
  all(): Promise<ReadonlyMap<string, RunEntry>> {
    return (this.entries ??= this.read());
  }

  /** What a run is called. */
  async titleOf(run: Pick<RunSummary, 'edit' | 'origin' | 'connection'>): Promise<string> {
    const [entries, { runTitle }] = await Promise.all([this.all(), import('../text/runs/runText')]);
    return runTitle(run, runId => entries.get(runId)?.summary);
  }

  /** Reads the list again: other windows have their runs in it, too. */
  refresh(): void {
    this.follow();
    this.entries = undefined;
    this.changed.tell(undefined);
  }

  dispose(): void {
    this.disposal.abort();
    for (const stop of this.progressing.values()) stop();
    this.unfollow();
  }

  private async read(): Promise<ReadonlyMap<string, RunEntry>> {
    const { runs } = this.deps;
    const [history, { laterRuns }] = await Promise.all([runs.history(), import('../../core/journal/relatedRuns')]);
    const waiting = runs.activeRuns.filter(({ head }) => !history.some(({ runId }) => runId === head.runId));
    // a run has no journal until its whole job is on disk
    const begun: readonly RunSummary[] = waiting.map(({ head, startedAt }) => ({ ...head, startedAt }));
    const summaries = [...begun, ...history].sort((left, right) => right.startedAt - left.startedAt);
    const later = laterRuns(summaries);
    return new Map(
      summaries.map(summary => {
        const { runId } = summary;
        const made = later.get(runId);
        return [runId, { ...this.entry(summary), ...(made && { later: made }) }];
      }),
    );
  }

  private entry(summary: RunSummary): RunEntry {
    const active = this.deps.runs.activeRun(summary.runId);
    const status = statusOf(summary, active?.state);
    return { summary, status, ...(active && active.state !== 'ended' && { active }) };
  }

  private follow(): void {
    for (const run of this.deps.runs.activeRuns) {
      const { runId } = run.head;
      if (this.progressing.has(runId)) continue;
      const stop = run.onDidProgress(() => {
        void this.tellSoon();
      });
      this.progressing.set(runId, stop);
      const end = () => {
        stop();
        this.progressing.delete(runId);
        if (!this.disposal.signal.aborted) this.ended.tell(runId);
      };
      void run.done.then(end, end);
    }
  }

  /** Hundreds of writes a second need not be hundreds of drawings. */
  private async tellSoon(): Promise<void> {
    if (this.isWaiting) return;
    this.isWaiting = true;
    await this.deps.clock.sleep(drawingMs, this.disposal.signal);
    this.isWaiting = false;
    if (this.disposal.signal.aborted) return;
    for (const runId of this.progressing.keys()) this.changed.tell(runId);
  }
}

const drawingMs = 300;
