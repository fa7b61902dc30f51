import { PauseToken } from './pauseAndCancel';
import type { RunHead } from '../journal/journal';
import { type Counts, countOutcomes, type FileOutcome, type Ledger } from '../model/ledger';
import { Emitter } from '../model/emitter';

/** A run from its start to its end, as the interface sees it. */
export interface ActiveRun {
  readonly head: RunHead;
  /** ms since 1970. */
  readonly startedAt: number;
  readonly state: RunState;
  /** Of the files settled so far. */
  readonly counts: Counts;
  /** How many of the files that went in have their outcome. */
  readonly settledFiles: number;
  /** Writes of the plan; more may be needed. */
  readonly writes: number;
  /** Rejects with a Fault where the run could not begin: then nothing was sent. */
  readonly done: Promise<Ledger>;
  cancel(): void;
  pause(): void;
  continue(): void;
  /** Called whenever files are settled or the state changes. */
  onDidProgress(listener: () => void): () => void;
}

/** `starting`: its job goes to disk. `waiting`: another run on the account goes first. */
export type RunState = 'starting' | 'waiting' | 'running' | 'paused' | 'ended';

/** The side of it that carries the run out. */
export class RunController implements ActiveRun {
  readonly gate = new PauseToken();
  readonly done: Promise<Ledger>;
  counts: Counts = countOutcomes([]);
  settledFiles = 0;
  writes = 0;
  private phase: Exclude<RunState, 'paused'> = 'starting';
  private readonly cancelled = new AbortController();
  private readonly progress = new Emitter<undefined>();

  constructor(
    readonly head: RunHead,
    readonly startedAt: number,
    perform: (run: RunController) => Promise<Ledger>,
    private readonly onDidChangeState: () => void,
  ) {
    this.done = perform(this);
  }

  get signal(): AbortSignal {
    return this.cancelled.signal;
  }

  get state(): RunState {
    return this.phase === 'running' && this.gate.isClosed ? 'paused' : this.phase;
  }

  /** Resolves to whether the turn came; false where the run was cancelled before. */
  async waitFor(turn: Promise<unknown> | undefined): Promise<boolean> {
    const aborted = new Promise(resolve => {
      this.signal.addEventListener('abort', resolve, { once: true });
    });
    await Promise.race([turn, aborted]);
    return !this.signal.aborted;
  }

  /** Another run goes first. */
  wait(): void {
    this.phase = 'waiting';
    this.changed();
  }

  /** @param writes how many its plan has */
  begin(writes: number): void {
    this.phase = 'running';
    this.writes = writes;
    this.changed();
  }

  settled(files: readonly FileOutcome[]): void {
    const counts = { ...this.counts };
    for (const { outcome } of files) counts[outcome]++;
    this.counts = counts;
    this.settledFiles += files.length;
    this.progress.tell(undefined);
  }

  end(files: readonly FileOutcome[], stopped: Ledger['stopped']): Ledger {
    this.phase = 'ended';
    this.counts = countOutcomes(files);
    this.changed();
    return { runId: this.head.runId, counts: this.counts, files, ...(stopped !== undefined && { stopped }) };
  }

  cancel(): void {
    this.cancelled.abort();
  }

  pause(): void {
    this.gate.pause();
    this.changed();
  }

  continue(): void {
    this.gate.continue();
    this.changed();
  }

  onDidProgress(listener: () => void): () => void {
    return this.progress.add(listener);
  }

  private changed(): void {
    this.progress.tell(undefined);
    this.onDidChangeState();
  }
}
