import { type AccountTurns, LocalTurns } from './accountTurns';
import { type ActiveRun, RunController } from './activeRun';
import type { Timing } from './retryPolicy';
import type * as Engine from './engine';
import { type Edit, noEdit, type Target } from '../model/edit';
import { Fault } from '../model/fault';
import type { JournalStore, Origin, RunHead, RunRecord, RunSummary } from '../journal/journal';
import { RunList } from '../journal/runList';
import type { FileOutcome } from '../model/ledger';
import type { Job, Preparation, PrepareOptions } from '../plan/plan';
import { Emitter } from '../model/emitter';
import type { OwnWrites } from '../journal/ownWrites';
import type { Finding } from '../plan/readImages';
import type { TagCount } from '../model/tags';
import type { Session } from '../service/service';

export interface RunsDeps extends Timing {
  readonly store: JournalStore;
  readonly newRunId: () => string;
  /** The turns of all windows; those of this one alone where absent. */
  readonly turns?: AccountTurns;
}

export interface StartOptions {
  /**
   * What was confirmed has aged, and the job would now take tags that were not in it: whether it shall go on all the same.
   * Where this is absent, nothing was confirmed, and it does. What was confirmed of a run that was cut off is in no journal: it
   * asks where a file would lose tags that its edit does not name.
   * @param more the tags that were not in it, with how many files would lose each
   */
  readonly onWorse?: (now: Preparation, more: readonly TagCount[]) => Promise<boolean>;
}

/** The one place where plans become runs: one after the other on an account, each in its journal. */
export class Runs {
  private readonly active = new Map<string, RunController>();
  private readonly turns: AccountTurns;
  private readonly written = new Map<string, OwnWrites>();
  private readonly list: RunList;
  private readonly changes = new Emitter<undefined>();
  private readonly settlements = new Emitter<{ readonly connectionId: string; readonly files: readonly FileOutcome[] }>();

  constructor(private readonly deps: RunsDeps) {
    this.turns = deps.turns ?? new LocalTurns();
    this.list = new RunList(deps.store, runId => this.active.has(runId));
  }

  /** Reads the files' tags afresh and plans. @throws Fault; the signal's reason when aborted */
  async prepare(job: Job, options: PrepareOptions): Promise<Preparation> {
    const engine = await loadEngine();
    return engine.prepare(job, { ...this.deps, own: this.ownWrites(job.session, engine), ...options });
  }

  /**
   * What files have, as far as is known; nothing is planned yet. What runs have left counts where a search may be behind them.
   * @throws Fault; the signal's reason when aborted
   */
  async read(session: Session, ids: readonly string[], options: PrepareOptions): Promise<ReadonlyMap<string, Finding>> {
    const engine = await loadEngine();
    return engine.read(session, () => ids, { ...this.deps, own: this.ownWrites(session, engine), ...options });
  }

  /**
   * Reads the files on which runs have lately left one of these tags, or may have: a search may not show it yet.
   * @param known files that need not be read
   * @throws Fault; the signal's reason when aborted
   */
  async readWritten(
    session: Session,
    tags: readonly string[],
    known: ReadonlyMap<string, unknown>,
    options: PrepareOptions,
  ): Promise<ReadonlyMap<string, Finding>> {
    const engine = await loadEngine();
    const own = this.ownWrites(session, engine);
    const written = () => own.idsWith(tags).filter(id => !known.has(id));
    return engine.read(session, written, { ...this.deps, own, ...options });
  }

  /** The job goes to disk at once, and then takes its turn on the account: now, where nothing else runs there. */
  start(preparation: Preparation, { onWorse }: StartOptions = {}): ActiveRun {
    const head = headOf(preparation.job, this.deps.newRunId());
    const { store, clock } = this.deps;
    const open = async () => (await loadEngine()).createJournal(head, preparation.job.targets, { store, clock });
    return this.launch(head, preparation, { open, isNew: true, ...(onWorse && { onWorse }) });
  }

  /** Goes on with a run that was cut off, under its own id. @throws Fault */
  async resume(record: RunRecord, session: Session, { onWorse, ...options }: PrepareOptions & StartOptions): Promise<ActiveRun> {
    const { runId, connection, account, edit, origin, targets } = record;
    const { resumeTargets, reopenJournal, alreadyCarriedOut } = await loadEngine();
    if (this.active.has(runId)) throw alreadyCarriedOut();
    checkAccount(record, session);
    const job = { session, targets: resumeTargets(record), origin, isStillSo: async () => !(await this.isUndone(runId, 'all')) };
    const preparation = await this.prepare(job, options);
    if (this.active.has(runId)) throw alreadyCarriedOut();
    const head = { runId, connection, ...(account !== undefined && { account }), edit, origin, targets };
    return this.launch(head, preparation, {
      open: () => reopenJournal(record, this.deps),
      isNew: false,
      record,
      ...(onWorse && { onWorse }),
    });
  }

  /** The job that takes a run back, together with what was tried again of it. @throws Fault */
  async undoOf(record: RunRecord, session: Session): Promise<Job> {
    checkAccount(record, session);
    const [history, { undoChainOf, retriesOf, undoTargets, isSameStage }] = await Promise.all([this.history(), loadEngine()]);
    const retries = await Promise.all(retriesOf(record.runId, history).map(({ runId }) => this.record(runId)));
    const records = [record, ...retries];
    const { takesBack } = undoChainOf(record, new Map(history.map(run => [run.runId, run])));
    const retryIds = retries.map(({ runId }) => runId);
    const origin: Origin = { kind: 'undo', of: record.runId, retries: retryIds, ...(takesBack && { isRedo: true }) };
    const job = { session, targets: undoTargets(records), origin };
    // before this has its turn what was cut off may be resumed, and the run be taken back by another click
    const isAsItWas = async (one: RunRecord) => isSameStage(one, await this.record(one.runId));
    const isStillSo = async () => {
      if (await this.isUndone(record.runId, 'over')) throw takenBack();
      return (await Promise.all(records.filter(({ ended }) => !ended).map(isAsItWas))).every(Boolean);
    };
    return { ...job, isStillSo };
  }

  /** @throws Fault where the run was made on another account */
  async retryOf(record: RunRecord, session: Session): Promise<Job> {
    checkAccount(record, session);
    const { retryTargets } = await loadEngine();
    return { session, targets: retryTargets(record), origin: { kind: 'retry', of: record.runId } };
  }

  /** Newest first; runs under way are among them. */
  history(): Promise<readonly RunSummary[]> {
    return this.list.read();
  }

  /** Runs that were cut off, and that were not taken back. What never began is dropped. */
  async unfinished(): Promise<readonly RunSummary[]> {
    await this.list.removeStumps();
    return (await this.history()).filter(({ isCutOff, undoneBy }) => isCutOff && undoneBy === undefined);
  }

  /** @throws Fault `journal` where it can't be read, or a later version wrote it */
  async record(runId: string): Promise<RunRecord> {
    const { runRecordOf } = await import('../journal/readRecord');
    const record = await runRecordOf(this.deps.store.read(runId));
    if (!record) throw new Fault('journal', { subject: runId });
    return record;
  }

  /** Drops the oldest runs beyond the limits, and what never began; unfinished runs are kept. */
  async prune(mostRuns: number, mostDays: number): Promise<void> {
    await this.list.removeStumps();
    const oldest = this.deps.clock.now() - mostDays * 24 * 60 * 60_000;
    const ended = (await this.history()).filter(summary => summary.ended);
    const surplus = ended.filter((summary, index) => index >= mostRuns || summary.startedAt < oldest);
    await Promise.all(surplus.map(({ runId }) => this.deps.store.remove(runId)));
    if (surplus.length > 0) this.changes.tell(undefined);
  }

  /** Drops a run that nothing carries out: it can't be resumed or taken back any more. @throws Fault `journal` where it is carried out */
  async forget(runId: string): Promise<void> {
    if (await this.list.isLive(runId)) throw new Fault('journal', { isBusy: true });
    await this.deps.store.remove(runId);
    this.changes.tell(undefined);
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

  /** @param by which runs count: of two undos that wait for their turn, one must not stand back for the other */
  private async isUndone(runId: string, by: 'all' | 'over'): Promise<boolean> {
    return (await this.list.read(by)).some(run => run.runId === runId && run.undoneBy !== undefined);
  }

  private launch(
    head: RunHead,
    preparation: Preparation,
    options: Pick<Engine.PerformOptions, 'open' | 'isNew' | 'record' | 'onWorse'>,
  ): ActiveRun {
    const { store } = this.deps;
    const connectionId = head.connection.id;
    const { session } = preparation.job;
    const edits = new Map(preparation.job.targets.map(({ id, edit }) => [id, edit]));
    const settleInto = (own: OwnWrites) => (files: readonly FileOutcome[]) => {
      own.learn(head.runId, files, ({ id }) => edits.get(id) ?? head.edit);
      this.settlements.tell({ connectionId, files });
    };
    const run = new RunController(
      head,
      this.deps.clock.now(),
      async live => {
        const engine = await loadEngine();
        const own = this.ownWrites(session, engine);
        const deps = { ...this.deps, ...options, store, turns: this.turns, own, onSettled: settleInto(own) };
        return engine.perform(live, preparation, deps);
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

  private ownWrites({ account }: Session, { OwnWrites }: typeof Engine): OwnWrites {
    let own = this.written.get(account);
    if (!own) this.written.set(account, (own = new OwnWrites(this.deps.clock)));
    return own;
  }
}

function headOf({ session, targets, origin }: Job, runId: string): RunHead {
  const { id, name, service } = session.connection;
  return {
    runId,
    connection: { id, name, service },
    account: session.account,
    edit: editOfAll(targets),
    origin,
    targets: targets.length,
  };
}

function editOfAll(targets: readonly Target[]): Edit {
  const [first] = targets;
  return first && targets.every(({ edit }) => edit === first.edit) ? first.edit : noEdit;
}

/** @throws Fault where the files of a run are on another account than the session's */
function checkAccount({ account }: RunHead, session: Session): void {
  if (account === undefined || account === session.account) return;
  throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'otherAccount' } });
}

/** What plans and runs: a start does not pay for it. */
function loadEngine(): Promise<typeof Engine> {
  return import('./engine');
}

function takenBack(): Fault {
  return new Fault('invalidInput', { subject: 'runId', problem: { kind: 'unfitRun', ability: 'undo', isUndone: true } });
}
