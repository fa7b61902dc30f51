import { type Disposable, EventEmitter } from 'vscode';
import type { ActiveRun } from '../../core/run/activeRun';
import type { RunSummary } from '../../core/run/journal';
import type { Runs } from '../../core/run/runs';
import { type RunStatus, statusOf } from './status';

/** A run in the list, as it stands now. */
export interface RunEntry {
  readonly summary: RunSummary;
  readonly standing: RunStatus;
  /** Where this window carries it out. */
  readonly active?: ActiveRun;
}

/** The list of runs, read when it is first asked for and whenever a run comes, goes or ends. */
export class History implements Disposable {
  private readonly changed = new EventEmitter<string | undefined>();
  private readonly ended = new EventEmitter<string>();
  private readonly progressing = new Map<string, () => void>();
  private readonly unfollow: () => void;
  private entries: Promise<ReadonlyMap<string, RunEntry>> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Fires with the id of a run that got on, with undefined when the list is another one. */
  readonly onDidChange = this.changed.event;

  /** Fires with the id of a run of this window that ended, well or not. */
  readonly onDidEnd = this.ended.event;

  constructor(private readonly runs: Runs) {
    this.unfollow = runs.onDidChange(() => {
      this.refresh();
    });
  }

  /** Newest first, by id. */
  all(): Promise<ReadonlyMap<string, RunEntry>> {
    return (this.entries ??= this.read());
  }

  /** Reads the list again: other windows have their runs in it, too. */
  refresh(): void {
    this.follow();
    this.entries = undefined;
    this.changed.fire(undefined);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const stop of this.progressing.values()) stop();
    this.unfollow();
    this.changed.dispose();
    this.ended.dispose();
  }

  private async read(): Promise<ReadonlyMap<string, RunEntry>> {
    const [history, unfinished] = await Promise.all([this.runs.history(), this.runs.unfinished()]);
    const cutOff = new Set(unfinished.map(({ runId }) => runId));
    const waiting = this.runs.activeRuns.filter(({ head }) => !history.some(({ runId }) => runId === head.runId));
    // a run has no journal until its turn comes
    const begun: readonly RunSummary[] = waiting.map(({ head, startedAt }) => ({ ...head, startedAt }));
    const summaries = [...begun, ...history].sort((left, right) => right.startedAt - left.startedAt);
    return new Map(summaries.map(summary => [summary.runId, this.entry(summary, cutOff.has(summary.runId))]));
  }

  private entry(summary: RunSummary, isCutOff: boolean): RunEntry {
    const active = this.runs.activeRun(summary.runId);
    const standing = statusOf(summary, { active: active?.state, isCutOff });
    return { summary, standing, ...(active && active.state !== 'ended' && { active }) };
  }

  private follow(): void {
    for (const run of this.runs.activeRuns) {
      const { runId } = run.head;
      if (this.progressing.has(runId)) continue;
      const stop = run.onDidProgress(() => {
        this.tellSoon();
      });
      this.progressing.set(runId, stop);
      const end = () => {
        stop();
        this.progressing.delete(runId);
        this.ended.fire(runId);
      };
      void run.done.then(end, end);
    }
  }

  /** Hundreds of writes a second need not be hundreds of drawings. */
  private tellSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const runId of this.progressing.keys()) this.changed.fire(runId);
    }, drawingMs);
  }
}

const drawingMs = 300;
