import type { Disposable, LogOutputChannel, Memento } from 'vscode';
import { faultOf } from '../../core/model/fault';
import type { Runs } from '../../core/run/runs';
import type { Connections } from '../../app/connections/connections';
import { historyLimits } from '../settings';
import { Documents } from './documents';
import { History } from './history';
import { FailedFiles } from './failedFiles';
import type { RunDocuments } from './runDocuments';
import { RunsView } from './view';

export interface RunsFeatureDependencies {
  readonly runs: Runs;
  readonly connections: Connections;
  readonly state: Memento;
  readonly log: LogOutputChannel;
}

/** All that a person sees of runs after and around them. */
export class RunsFeature implements Disposable {
  readonly marks: FailedFiles;
  readonly history: History;
  readonly view: RunsView;
  private readonly documents: Documents;
  private readonly following: Disposable;
  private loaded: Promise<RunDocuments> | undefined;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(private readonly deps: RunsFeatureDependencies) {
    const { runs } = deps;
    this.history = new History(runs);
    this.marks = new FailedFiles(deps);
    this.view = new RunsView({ runs, history: this.history });
    this.documents = new Documents(async page => (await this.pages()).text(page));
    this.following = this.history.onDidEnd(runId => {
      this.documents.refresh(runId);
      this.pruneSoon();
    });
  }

  /** Once, after the start: what earlier sessions left. */
  begin(): void {
    this.pruneSoon();
    this.offerResume().catch((error: unknown) => {
      this.deps.log.error(`resume: ${faultOf(error).message}`);
    });
  }

  private async offerResume(): Promise<void> {
    const unfinished = await this.deps.runs.unfinished();
    if (unfinished.length === 0) return;
    const { offerResume } = await import('./resumeOffer');
    await offerResume(unfinished, this.deps.runs, this.history);
  }

  /** What writes the pages about runs, loaded at its first use. */
  pages(): Promise<RunDocuments> {
    return (this.loaded ??= import('./runDocuments').then(({ RunDocuments }) => new RunDocuments(this.deps.runs, this.history)));
  }

  dispose(): void {
    for (const timer of this.timers) clearTimeout(timer);
    for (const one of [this.following, this.documents, this.view, this.marks, this.history]) one.dispose();
    void this.loaded?.then(pages => {
      pages.dispose();
    });
  }

  /** Nobody waits for it: not the start, and not a run's last word. */
  private pruneSoon(): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const { runs: most, days } = historyLimits();
      this.deps.runs.prune(most, days).catch((error: unknown) => {
        this.deps.log.warn(`prune: ${faultOf(error).message}`);
      });
    }, pruneMs);
    this.timers.add(timer);
  }
}

const pruneMs = 10_000;
