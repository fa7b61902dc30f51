import type { RunController } from './activeRun';
import type { Timing } from './retryPolicy';
import { concernsFile, type Target } from '../model/edit';
import { faultOf, recordOf } from '../model/fault';
import type { TagCount } from '../model/tags';
import { isPending } from '../plan/undoAndRetry';
import { type Finding, readImages, type ReadOptions } from '../plan/readImages';
import { countWrites, type Job, lostBeyond, type Plan, planChanges, type Preparation, type PrepareOptions } from '../plan/plan';
import type { JournalFile, JournalStore, RunRecord } from '../journal/journal';
import { countOutcomes, type FileOutcome, type Ledger, mayBeTouched } from '../model/ledger';
import type { OwnWrites } from '../journal/ownWrites';
import { freshFor, freshMs } from '../plan/knowledge';
import { alreadyCarriedOut, type Earlier, earlierOf, JournalWriter } from '../journal/journalWriter';
import { execute } from './execution';
import type { Session } from '../service/service';
import type { AccountTurns } from './accountTurns';

// all that only runs need comes with this file, so that a start does not pay for it
export { alreadyCarriedOut, createJournal, isSameStage, reopenJournal } from '../journal/journalWriter';
export { OwnWrites } from '../journal/ownWrites';
export { undoChainOf, retriesOf } from '../journal/relatedRuns';
export { resumeTargets, retryTargets, undoTargets } from '../plan/undoAndRetry';

export interface PrepareDeps extends Timing {
  readonly store: JournalStore;
  /** What our own writes have left on the job's account. */
  readonly own: OwnWrites;
}

/**
 * Reads what files have, as far as is known: what our own writes have left counts where a search may be behind them.
 * @param ids asked for when it is known what other windows have written
 * @throws Fault; the signal's reason when aborted
 */
export async function read(
  session: Session,
  ids: () => readonly string[],
  options: ReadOptions & PrepareDeps,
): Promise<ReadonlyMap<string, Finding>> {
  await options.own.refresh(options.store, session);
  options.signal.throwIfAborted();
  return readImages(session, ids(), options);
}

/** Reads a job's files afresh and plans. @throws Fault; the signal's reason when aborted */
export async function prepare(job: Job, options: PrepareOptions & PrepareDeps): Promise<Preparation> {
  const { session } = job;
  const now = options.clock.now();
  // so that a person has some time to look at it before it has aged
  const shown = new Map([...(job.shown ?? [])].filter(([, { at }]) => now - at < freshMs / 2));
  const readAt = [...shown.values()].reduce((earliest, { at }) => Math.min(earliest, at), now);
  const targets = new Map(job.targets.map(target => [target.id, target]));
  const findings = await read(session, () => [...targets.keys()], {
    ...options,
    shown: id => shown.get(id),
    isUnexpected: (id, tags) => {
      const target = targets.get(id);
      return target !== undefined && !concernsFile(target.edit, tags);
    },
  });
  const found = Array.from(targets.values(), target => withPath(target, findings.get(target.id)));
  const plan = planChanges(found, findings, session.service.limits);
  return { job: { ...job, targets: found }, plan, readAt };
}

export interface PerformOptions extends PrepareDeps {
  /** Opens the run's journal, with the whole job in it. @throws Fault `journal` */
  readonly open: () => Promise<JournalFile>;
  readonly turns: AccountTurns;
  /** Whether the run has never been begun before. */
  readonly isNew: boolean;
  /** What the run's journal told, where it was cut off and is taken up again. */
  readonly record?: RunRecord;
  readonly onWorse?: (now: Preparation, more: readonly TagCount[]) => Promise<boolean>;
  readonly onSettled: (files: readonly FileOutcome[]) => void;
}

/**
 * Carries out what was prepared, from the job in the journal to its end. What has aged by the time of its turn is read again.
 * @throws Fault where nothing was sent; of a run that is new, nothing is left then
 */
export async function perform(run: RunController, prepared: Preparation, options: PerformOptions): Promise<Ledger> {
  const { store, isNew } = options;
  const file = await options.open();
  let isCarriedOut = false;
  try {
    let confirmed = isNew ? prepared.plan : namedAlone(prepared.plan);
    let more: readonly TagCount[] = [];
    for (let preparation = prepared; ;) {
      const endTurn = await takeTurn(run, preparation, options);
      if (!endTurn) return await carryOut(run, undone(preparation), file, options);
      try {
        if (prepared.job.isStillSo && !(await prepared.job.isStillSo())) throw alreadyCarriedOut();
        const fresh = await refreshed(run, preparation, options);
        // of a job that nothing was confirmed of, or that is cancelled, it need not be known
        more = run.signal.aborted || !options.onWorse ? [] : lostBeyond(confirmed, fresh.plan);
        if (!options.onWorse || more.length === 0) {
          isCarriedOut = true;
          return await carryOut(run, run.signal.aborted ? undone(fresh) : fresh, file, options);
        }
        preparation = fresh;
      } finally {
        await endTurn();
      }
      // others need not wait for the answer
      if (await options.onWorse(preparation, more)) confirmed = preparation.plan;
      else run.cancel();
    }
  } catch (error) {
    if (isNew && !isCarriedOut) await store.remove(run.head.runId).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/** What can be taken for confirmed of a run that was cut off: the edits that name what a file loses. */
function namedAlone(plan: Plan): Plan {
  return { ...plan, changes: plan.changes.filter(({ replacesAll }) => !replacesAll) };
}

/** Undefined where the run was cancelled before its turn. */
async function takeTurn(
  run: RunController,
  { job }: Preparation,
  { turns }: PerformOptions,
): Promise<(() => Promise<void>) | undefined> {
  try {
    return await turns.take(job.session.account, run.signal, () => {
      run.wait();
    });
  } catch (error) {
    if (run.signal.aborted) return undefined;
    throw error;
  }
}

/** A person may look at a preview for hours, and other runs may have been before this one. */
async function refreshed(run: RunController, preparation: Preparation, options: PerformOptions): Promise<Preparation> {
  const { own, store } = options;
  await run.gate.pass(run.signal);
  if (run.signal.aborted) return preparation;
  const { session, targets } = preparation.job;
  await own.refresh(store, session);
  const reads = Math.ceil(targets.length / session.service.limits.filesPerRead);
  const isOutdated =
    options.clock.now() - preparation.readAt > freshFor(reads) ||
    targets.some(({ id }) => (own.of(id)?.at ?? -1) >= preparation.readAt);
  if (!isOutdated) return preparation;
  try {
    return await prepare(preparation.job, { ...options, signal: run.signal });
  } catch (error) {
    if (isCancelled(run)) return preparation;
    throw error;
  }
}

/** A call of its own: it may have been cancelled while something else was waited for. */
function isCancelled({ signal }: RunController): boolean {
  return signal.aborted;
}

/** The same job, of which nothing shall be sent. */
function undone({ job, readAt }: Preparation): Preparation {
  const settled = job.targets.map(({ id, path }): FileOutcome => ({
    id,
    ...(path !== undefined && { path }),
    outcome: 'notSent',
  }));
  return { job, readAt, plan: { changes: [], unverified: [], phases: [], settled, unrestorable: [] } };
}

/** From the first outcome to the end. Never throws. */
async function carryOut(
  run: RunController,
  { job, plan }: Preparation,
  file: JournalFile,
  { record, onSettled, ...timing }: PerformOptions,
): Promise<Ledger> {
  const settle = (files: readonly FileOutcome[]) => {
    run.settled(files);
    onSettled(files);
  };
  const journal = new JournalWriter(file, timing.clock, settle, onSettled, touchedEarlier(record, plan));
  const earlier = record?.files.filter(entry => !isPending(entry)) ?? [];
  run.begin(countWrites(plan));
  run.settled(earlier);
  const stopped = await execute(plan, job.session, { ...timing, journal, signal: run.signal, gate: run.gate });
  const later = job.targets.map(({ id }) => journal.outcome(id)).filter(outcome => outcome !== undefined);
  const files = [...earlier, ...later];
  return run.end(files, await writeEnd(journal, files, stopped, timing));
}

/** The files that a run may have changed before it was cut off. */
function touchedEarlier(record: RunRecord | undefined, plan: Plan): ReadonlyMap<string, Earlier> {
  const open = record?.files.filter(({ open: isOpen }) => isOpen) ?? [];
  const now = new Map([...plan.changes, ...plan.unverified, ...plan.settled].map(({ id, before }) => [id, before]));
  return new Map(
    open.flatMap(({ id, before, edit }) => (before ? [[id, earlierOf(before, edit, now.get(id) ?? before)] as const] : [])),
  );
}

/** A run whose end could not be written down is taken for cut off, and can be resumed. */
async function writeEnd(
  journal: JournalWriter,
  files: readonly FileOutcome[],
  stopped: Ledger['stopped'],
  { clock }: Timing,
): Promise<Ledger['stopped']> {
  try {
    const touched = files.filter(mayBeTouched).length;
    const end = { type: 'end', at: clock.now(), counts: countOutcomes(files), touched } as const;
    await journal.end(stopped === undefined ? end : { ...end, stopped });
    return stopped;
  } catch (error) {
    return stopped ?? recordOf(faultOf(error));
  }
}

/** A target that was given by its id alone is found somewhere. */
function withPath(target: Target, finding: Finding | undefined): Target {
  if (target.path !== undefined || finding?.kind !== 'present' || finding.path === undefined) return target;
  return { ...target, path: finding.path };
}
