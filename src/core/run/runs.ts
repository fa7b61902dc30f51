import { type ActiveRun, RunController } from './activeRun';
import type { Timing } from './requestWithRetry';
import type * as Engine from './engine';
import { Fault } from '../model/fault';
import { isPending, resumeTargets, retryTargets, undoTargets } from './followUpTargets';
import {
  type JournalStore,
  lineOf,
  runRecordOf,
  type RunHead,
  type RunRecord,
  type RunSummary,
  summaryOf,
  targetLines,
} from './journal';
import type { FileOutcome, Ledger } from '../model/ledger';
import type { Job, Preparation, PrepareOptions } from '../plan/job';
import { Emitter } from '../model/emitter';
import { RecentWrites } from './recentWrites';
import type { Session } from '../model/session';
import { sameTags } from '../model/tags';

export interface RunsDeps extends Timing {
  readonly store: JournalStore;
  readonly newRunId: () => string;
}

/** What was read so long ago is read again before it is written over: a person may look at a preview for hours. */
const freshMs = 5 * 60_000;

/** The one place where plans become runs: one after the other on a connection, each in its journal. */
export class Runs {
  private readonly active = new Map<string, RunController>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly memories = new Map<string, RecentWrites>();
  private readonly changes = new Emitter<undefined>();
  private readonly settlements = new Emitter<{ readonly connectionId: string; readonly files: readonly FileOutcome[] }>();

  constructor(private readonly deps: RunsDeps) {}

  /** Reads the files' tags afresh and plans. @throws Fault; the signal's reason when aborted */
  async prepare(job: Job, options: PrepareOptions): Promise<Preparation> {
    const { prepare } = await loadEngine();
    return prepare(job, this.memoryOf(job.session.connection.id), { ...this.deps, ...options });
  }

  /** Takes its turn on the connection, at once where nothing else runs there. */
  start(preparation: Preparation): ActiveRun {
    const head = headOf(preparation.job, this.deps.newRunId());
    return this.launch(head, preparation, async () => {
      const file = await this.deps.store.create(head.runId);
      await file.append(
        lineOf({ type: 'begin', version: 1, at: this.deps.clock.now(), ...head }) +
          targetLines(preparation.job.targets, head.edit),
      );
      return file;
    });
  }

  /** Goes on with a run that was cut off, under its own id. @throws Fault */
  async resume(record: RunRecord, session: Session, options: PrepareOptions): Promise<ActiveRun> {
    const { runId, connection, edit, origin, targets } = record;
    if (this.active.has(runId)) throw alreadyCarriedOut();
    const preparation = await this.prepare({ session, targets: resumeTargets(record), origin }, options);
    return this.launch(
      { runId, connection, edit, origin, targets },
      preparation,
      async () => {
        const file = await this.deps.store.reopen(runId);
        try {
          // somebody may have gone on with it since it was read: its files' tags before the run would be lost
          if (!isSameStage(record, await this.record(runId))) throw alreadyCarriedOut();
          await file.append(lineOf({ type: 'resume', at: this.deps.clock.now() }));
          return file;
        } catch (error) {
          await file.close();
          throw error;
        }
      },
      record,
    );
  }

  undoOf(record: RunRecord, session: Session): Job {
    return { session, targets: undoTargets(record), origin: { kind: 'undo', of: record.runId } };
  }

  retryOf(record: RunRecord, session: Session): Job {
    return { session, targets: retryTargets(record), origin: { kind: 'retry', of: record.runId } };
  }

  /** Newest first; runs under way are among them. */
  async history(): Promise<readonly RunSummary[]> {
    const ends = await this.deps.store.list();
    const summaries = ends.map(summaryOf).filter(summary => summary !== undefined);
    return summaries.sort((left, right) => right.startedAt - left.startedAt);
  }

  /** Runs without an end that nobody carries out. */
  async unfinished(): Promise<readonly RunSummary[]> {
    const ends = await this.deps.store.list();
    const orphans = ends.filter(({ runId, live }) => !live && !this.active.has(runId)).map(summaryOf);
    return orphans.filter(summary => summary !== undefined && !summary.ended) as readonly RunSummary[];
  }

  /** @throws Fault `journal` */
  async record(runId: string): Promise<RunRecord> {
    const record = runRecordOf(await this.deps.store.read(runId));
    if (!record) throw new Fault('journal', { subject: runId });
    return record;
  }

  /** Drops the oldest runs beyond the limits; unfinished ones are kept. */
  async prune(mostRuns: number, mostDays: number): Promise<void> {
    const oldest = this.deps.clock.now() - mostDays * 24 * 60 * 60_000;
    const ended = (await this.history()).filter(summary => summary.ended);
    const surplus = ended.filter((summary, index) => index >= mostRuns || summary.startedAt < oldest);
    await Promise.all(surplus.map(({ runId }) => this.deps.store.remove(runId)));
    if (surplus.length > 0) this.changes.tell(undefined);
  }

  activeRun(runId: string): ActiveRun | undefined {
    return this.active.get(runId);
  }

  get activeRuns(): readonly ActiveRun[] {
    return [...this.active.values()];
  }

  /** A run began, ended, was dropped, or went from one state to another. */
  onDidChange(listener: () => void): () => void {
    return this.changes.add(listener);
  }

  /** Files got their outcomes, in any run. */
  onDidSettle(listener: (event: { readonly connectionId: string; readonly files: readonly FileOutcome[] }) => void): () => void {
    return this.settlements.add(listener);
  }

  private launch(
    head: RunHead,
    preparation: Preparation,
    open: () => ReturnType<JournalStore['create']>,
    record?: RunRecord,
  ): ActiveRun {
    const connectionId = head.connection.id;
    const before = this.turns.get(connectionId);
    const run = new RunController(
      head,
      this.deps.clock.now(),
      live => this.perform(live, preparation, before, open, record),
      () => {
        this.changes.tell(undefined);
      },
    );
    this.active.set(head.runId, run);
    const turn = run.done
      .catch(() => undefined)
      .then(() => {
        this.active.delete(head.runId);
        if (this.turns.get(connectionId) === turn) this.turns.delete(connectionId);
        this.changes.tell(undefined);
      });
    this.turns.set(connectionId, turn);
    this.changes.tell(undefined);
    return run;
  }

  private async perform(
    run: RunController,
    preparation: Preparation,
    before: Promise<unknown> | undefined,
    open: () => ReturnType<JournalStore['create']>,
    record: RunRecord | undefined,
  ): Promise<Ledger> {
    const turnCame = await run.waitFor(before);
    // what was read before another run's turn may no longer be so
    const fresh =
      turnCame && (before || this.isOutdated(preparation))
        ? await this.prepare(preparation.job, { signal: run.signal })
        : preparation;
    const { perform } = await loadEngine();
    const connectionId = run.head.connection.id;
    const onSettled = (files: readonly FileOutcome[]) => {
      this.memoryOf(connectionId).learn(files);
      this.settlements.tell({ connectionId, files });
    };
    const file = await open();
    try {
      return await perform(run, fresh, { ...this.deps, file, record, onSettled });
    } finally {
      await file.close();
    }
  }

  /** Whether another run has changed these files since they were read, or anybody might have. */
  private isOutdated({ job, plan, readAt }: Preparation): boolean {
    if (this.deps.clock.now() - readAt > freshMs) return true;
    const memory = this.memoryOf(job.session.connection.id);
    return [...plan.changes, ...plan.settled].some(({ id, before }) => {
      const left = memory.tagsOf(id);
      return left !== undefined && before !== undefined && !sameTags(left, before);
    });
  }

  private memoryOf(connectionId: string): RecentWrites {
    let memory = this.memories.get(connectionId);
    if (!memory) this.memories.set(connectionId, (memory = new RecentWrites(this.deps.clock)));
    return memory;
  }
}

function headOf({ session, targets, origin }: Job, runId: string): RunHead {
  const { id, name, service } = session.connection;
  const edit = targets[0]?.edit ?? { kind: 'add', tags: [] };
  return { runId, connection: { id, name, service }, edit, origin, targets: targets.length };
}

/** Whether a run that was cut off has come no further. */
function isSameStage(left: RunRecord, right: RunRecord): boolean {
  const stage = ({ files }: RunRecord) => [files.filter(isPending).length, files.filter(({ open }) => open).length].join();
  return right.ended === undefined && stage(left) === stage(right);
}

function alreadyCarriedOut(): Fault {
  return new Fault('journal', { isBusy: true });
}

/** What plans and runs: a start does not pay for it. */
function loadEngine(): Promise<typeof Engine> {
  return import('./engine');
}
