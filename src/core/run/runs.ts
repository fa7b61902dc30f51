import { type AccountTurns, LocalTurns } from './accountTurns';
import { type ActiveRun, RunController } from './activeRun';
import type { Timing } from './requestWithRetry';
import type * as Engine from './engine';
import { Fault } from '../model/fault';
import { isPending, resumeTargets, retryTargets, undoTargets } from './followUpTargets';
import {
  type Beginning,
  beginningOf,
  type JournalEnds,
  type JournalFile,
  type JournalStore,
  type RunHead,
  type RunRecord,
  runRecordOf,
  type RunSummary,
  summaryOf,
} from './journal';
import { jobLines, lineOf } from './journalEntry';
import type { FileOutcome } from '../model/ledger';
import type { Job, Preparation, PrepareOptions } from '../plan/job';
import { Emitter } from '../model/emitter';
import { RecentWrites } from './recentWrites';
import type { Session } from '../model/session';
import type { Target } from '../model/edit';

export interface RunsDeps extends Timing {
  readonly store: JournalStore;
  readonly newRunId: () => string;
  /** The turns of all windows; those of this one alone where absent. */
  readonly turns?: AccountTurns;
}

export interface StartOptions {
  /**
   * What was confirmed has aged, and the job would now take tags that were not in it: whether it shall go on all the same.
   * Where this is absent, nothing was confirmed, and it does.
   */
  readonly onWorse?: (now: Preparation) => Promise<boolean>;
}

/** The one place where plans become runs: one after the other on an account, each in its journal. */
export class Runs {
  private readonly active = new Map<string, RunController>();
  private readonly turns: AccountTurns;
  private readonly memories = new Map<string, RecentWrites>();
  /** Of runs without an end, once it is known that they began. */
  private readonly begun = new Map<string, RunSummary>();
  private readonly changes = new Emitter<undefined>();
  private readonly settlements = new Emitter<{ readonly connectionId: string; readonly files: readonly FileOutcome[] }>();

  constructor(private readonly deps: RunsDeps) {
    this.turns = deps.turns ?? new LocalTurns();
  }

  /** Reads the files' tags afresh and plans. @throws Fault; the signal's reason when aborted */
  async prepare(job: Job, options: PrepareOptions): Promise<Preparation> {
    const { prepare } = await loadEngine();
    return prepare(job, this.memoryOf(job.session.account), { ...this.deps, ...options });
  }

  /** The job goes to disk at once, and then takes its turn on the account: now, where nothing else runs there. */
  start(preparation: Preparation, { onWorse }: StartOptions = {}): ActiveRun {
    const head = headOf(preparation.job, this.deps.newRunId());
    const open = () => this.create(head, preparation.job.targets);
    return this.launch(head, preparation, { open, isNew: true, ...(onWorse && { onWorse }) });
  }

  /** Goes on with a run that was cut off, under its own id. @throws Fault */
  async resume(record: RunRecord, session: Session, options: PrepareOptions): Promise<ActiveRun> {
    const { runId, connection, account, edit, origin, targets } = record;
    if (this.active.has(runId)) throw alreadyCarriedOut();
    checkAccount(record, session);
    const preparation = await this.prepare({ session, targets: resumeTargets(record), origin }, options);
    if (this.active.has(runId)) throw alreadyCarriedOut();
    const head = { runId, connection, ...(account !== undefined && { account }), edit, origin, targets };
    return this.launch(head, preparation, { open: () => this.reopen(record), isNew: false, record });
  }

  /** The job that takes a run back, together with what was tried again of it. @throws Fault */
  async undoOf(record: RunRecord, session: Session): Promise<Job> {
    checkAccount(record, session);
    const retries = await Promise.all(this.retriesOf(record.runId, await this.history()).map(({ runId }) => this.record(runId)));
    return { session, targets: undoTargets([record, ...retries]), origin: { kind: 'undo', of: record.runId } };
  }

  /** @throws Fault where the run was made on another account */
  retryOf(record: RunRecord, session: Session): Job {
    checkAccount(record, session);
    return { session, targets: retryTargets(record), origin: { kind: 'retry', of: record.runId } };
  }

  /** Newest first; runs under way are among them. */
  async history(): Promise<readonly RunSummary[]> {
    const summaries = (await this.list()).map(({ summary }) => summary).filter(summary => summary !== undefined);
    return withUndone(summaries).sort((left, right) => right.startedAt - left.startedAt);
  }

  /** Runs without an end that nothing carries out any more, and that were not taken back. */
  async unfinished(): Promise<readonly RunSummary[]> {
    const listed = await this.list();
    await this.removeStumps(listed);
    const live = new Set(listed.filter(({ isLive }) => isLive).map(({ runId }) => runId));
    return (await this.history()).filter(
      ({ runId, ended, undoneBy, isLaterVersion }) => !ended && undoneBy === undefined && !isLaterVersion && !live.has(runId),
    );
  }

  /** @throws Fault `journal` where it can't be read, or a later version wrote it */
  async record(runId: string): Promise<RunRecord> {
    const record = await runRecordOf(this.deps.store.read(runId));
    if (!record) throw new Fault('journal', { subject: runId });
    return record;
  }

  /** Drops the oldest runs beyond the limits, and what never began; unfinished runs are kept. */
  async prune(mostRuns: number, mostDays: number): Promise<void> {
    await this.removeStumps(await this.list());
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
    options: Pick<Engine.PerformOptions, 'open' | 'isNew' | 'record' | 'onWorse'>,
  ): ActiveRun {
    const { store } = this.deps;
    const connectionId = head.connection.id;
    const memory = this.memoryOf(preparation.job.session.account);
    const onSettled = (files: readonly FileOutcome[]) => {
      memory.learn(files);
      this.settlements.tell({ connectionId, files });
    };
    const run = new RunController(
      head,
      this.deps.clock.now(),
      async live => {
        const { perform } = await loadEngine();
        return perform(live, preparation, { ...this.deps, ...options, store, turns: this.turns, memory, onSettled });
      },
      () => {
        this.changes.tell(undefined);
      },
    );
    this.active.set(head.runId, run);
    void run.done
      .catch(() => undefined)
      .then(() => {
        this.active.delete(head.runId);
        this.changes.tell(undefined);
      });
    this.changes.tell(undefined);
    return run;
  }

  /** A journal with the whole job in it, and the mark that it is whole; nothing is left where that fails. */
  private async create(head: RunHead, targets: readonly Target[]): Promise<JournalFile> {
    const { store, clock } = this.deps;
    const file = await store.create(head.runId);
    try {
      let text = '';
      for (const line of jobLines(head, targets, clock.now())) {
        text += line;
        // a job of a million files is at no time one text
        if (text.length < charactersPerAppend) continue;
        await file.append(text);
        text = '';
      }
      await file.append(text);
      return file;
    } catch (error) {
      await file.close();
      await store.remove(head.runId).catch(() => undefined);
      throw error;
    }
  }

  /** The journal of a run that was cut off, and has come no further since it was read. */
  private async reopen(record: RunRecord): Promise<JournalFile> {
    const file = await this.deps.store.reopen(record.runId);
    try {
      // it may have been taken up since: its files' tags before the run would be lost
      if (!isSameStage(record, await this.record(record.runId))) throw alreadyCarriedOut();
      await file.append(lineOf({ type: 'resume', at: this.deps.clock.now() }));
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private async list(): Promise<readonly Listed[]> {
    const ends = await this.deps.store.list();
    return Promise.all(ends.map(one => this.listed(one)));
  }

  private async listed(ends: JournalEnds): Promise<Listed> {
    const { runId } = ends;
    const isLive = ends.live || this.active.has(runId);
    const told = summaryOf(ends) ?? this.begun.get(runId);
    if (told) {
      if (!told.ended) this.begun.set(runId, told);
      return { runId, isLive, summary: told };
    }
    const beginning = await beginningOf(this.deps.store.read(runId)).catch((): Beginning => ({ kind: 'damaged' }));
    if (beginning.kind !== 'begun') return { runId, isLive, ...(beginning.kind === 'stump' && { isStump: true }) };
    this.begun.set(runId, beginning.summary);
    return { runId, isLive, summary: beginning.summary };
  }

  /** Of runs that were cut off while their job went to disk: they never began. */
  private async removeStumps(listed: readonly Listed[]): Promise<void> {
    const stumps = listed.filter(({ isStump, isLive }) => isStump && !isLive);
    await Promise.all(stumps.map(({ runId }) => this.deps.store.remove(runId).catch(() => undefined)));
  }

  /** A run's retries, and theirs, that were not taken back by themselves; oldest first. */
  private retriesOf(runId: string, history: readonly RunSummary[]): readonly RunSummary[] {
    const own = history.filter(({ origin, undoneBy, isLaterVersion }) => {
      return origin.kind === 'retry' && origin.of === runId && undoneBy === undefined && !isLaterVersion;
    });
    const all = own.flatMap(retry => [retry, ...this.retriesOf(retry.runId, history)]);
    return all.sort((left, right) => left.startedAt - right.startedAt);
  }

  private memoryOf(account: string): RecentWrites {
    let memory = this.memories.get(account);
    if (!memory) this.memories.set(account, (memory = new RecentWrites(this.deps.clock)));
    return memory;
  }
}

const charactersPerAppend = 1024 * 1024;

interface Listed {
  readonly runId: string;
  readonly isLive: boolean;
  readonly summary?: RunSummary;
  readonly isStump?: true;
}

function headOf({ session, targets, origin }: Job, runId: string): RunHead {
  const { id, name, service } = session.connection;
  const edit = targets[0]?.edit ?? { kind: 'add', tags: [] };
  return { runId, connection: { id, name, service }, account: session.account, edit, origin, targets: targets.length };
}

/** Says of each run which one has taken it back. An undo that was itself taken back counts for nothing. */
function withUndone(summaries: readonly RunSummary[]): RunSummary[] {
  const runs = new Map(summaries.map(run => [run.runId, run]));
  const undos = new Map<string, RunSummary[]>();
  for (const run of summaries) {
    if (run.origin.kind !== 'undo' || !hasDone(run)) continue;
    undos.set(run.origin.of, [...(undos.get(run.origin.of) ?? []), run]);
  }
  const undoOf = (run: RunSummary): RunSummary | undefined => {
    const own = undos.get(run.runId)?.find(undo => !undoOf(undo));
    if (own || run.origin.kind !== 'retry') return own;
    // to take a run back takes back what was tried again of it by then
    const first = runs.get(run.origin.of);
    const undo = first && undoOf(first);
    return undo && undo.startedAt >= run.startedAt ? undo : undefined;
  };
  return summaries.map(run => {
    const undo = undoOf(run);
    return undo ? { ...run, undoneBy: undo.runId } : run;
  });
}

/** Whether a run has done something, or may have. */
function hasDone({ ended }: RunSummary): boolean {
  return !ended || ended.counts.changed + ended.counts.unchanged + ended.counts.failed + ended.counts.unknown > 0;
}

/** @throws Fault where the files of a run are on another account than the session's */
function checkAccount({ account }: RunHead, session: Session): void {
  if (account === undefined || account === session.account) return;
  throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'otherAccount' } });
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
