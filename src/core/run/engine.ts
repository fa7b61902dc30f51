import type { RunController } from './activeRun';
import type { Timing } from './requestWithRetry';
import { lost, type Target } from '../model/edit';
import { faultOf, recordOf } from '../model/fault';
import { isPending } from './followUpTargets';
import { type Finding, readImages } from '../plan/readImages';
import type { Job, Preparation, PrepareOptions } from '../plan/job';
import type { JournalFile, JournalStore, RunRecord } from './journal';
import { countOutcomes, type FileOutcome, type Ledger, mayBeTouched } from '../model/ledger';
import type { RecentWrites } from './recentWrites';
import { countWrites, type Plan, planChanges } from '../plan/plan';
import { JournalWriter } from './journalWriter';
import { execute } from './execution';
import { sameTags, without } from '../model/tags';
import type { AccountTurns } from './accountTurns';

/** Reads a job's files afresh and plans. @throws Fault; the signal's reason when aborted */
export async function prepare(
  job: Job,
  memory: RecentWrites,
  { signal, onProgress, ...timing }: PrepareOptions & Timing,
): Promise<Preparation> {
  const { session } = job;
  const targets = new Map(job.targets.map(target => [target.id, target]));
  const findings = await readImages(session, [...targets.keys()], {
    ...timing,
    signal,
    isPlausible: (id, tags) => {
      const { expected = memory.tagsOf(id), uncertain } = targets.get(id) ?? {};
      return !uncertain && (!expected || sameTags(expected, tags));
    },
    ...(onProgress && { onProgress }),
  });
  const found = Array.from(targets.values(), target => withPath(target, findings.get(target.id)));
  const plan = planChanges(found, findings, session.service.limits);
  return { job: { ...job, targets: found }, plan, readAt: timing.clock.now() };
}

export interface PerformOptions extends Timing {
  /** Opens the run's journal, with the whole job in it. @throws Fault `journal` */
  readonly open: () => Promise<JournalFile>;
  readonly store: JournalStore;
  readonly turns: AccountTurns;
  /** Whether the run has never been begun before. */
  readonly isNew: boolean;
  /** What the run's journal told, where it was cut off and is taken up again. */
  readonly record?: RunRecord;
  readonly memory: RecentWrites;
  readonly onWorse?: (now: Preparation) => Promise<boolean>;
  readonly onSettled: (files: readonly FileOutcome[]) => void;
}

/**
 * Carries out what was prepared, from the job in the journal to its end. What has aged by the time of its turn is read again.
 * @throws Fault where nothing was sent; of a run that is new, nothing is left then
 */
export async function perform(run: RunController, confirmed: Preparation, options: PerformOptions): Promise<Ledger> {
  const { store, isNew } = options;
  const file = await options.open();
  let isCarriedOut = false;
  try {
    for (let preparation = confirmed; ;) {
      const endTurn = await takeTurn(run, preparation, options);
      if (!endTurn) return await carryOut(run, undone(preparation), file, options);
      try {
        const fresh = await refreshed(run, preparation, options);
        if (run.signal.aborted || !options.onWorse || !losesMore(fresh.plan, confirmed.plan)) {
          isCarriedOut = true;
          return await carryOut(run, run.signal.aborted ? undone(fresh) : fresh, file, options);
        }
        preparation = fresh;
      } finally {
        await endTurn();
      }
      // others need not wait for the answer
      if (await options.onWorse(preparation)) confirmed = preparation;
      else run.cancel();
    }
  } catch (error) {
    if (isNew && !isCarriedOut) await store.remove(run.head.runId).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/** Undefined where the run was cancelled before its turn. */
async function takeTurn(
  run: RunController,
  { job }: Preparation,
  { turns }: PerformOptions,
): Promise<(() => Promise<void>) | undefined> {
  try {
    return await turns.take(job.session.account, run.signal);
  } catch (error) {
    if (run.signal.aborted) return undefined;
    throw error;
  }
}

/** A person may look at a preview for hours, and other runs may have been before this one. */
async function refreshed(run: RunController, preparation: Preparation, options: PerformOptions): Promise<Preparation> {
  if (run.signal.aborted || !isOutdated(preparation, options)) return preparation;
  try {
    return await prepare(preparation.job, options.memory, { ...options, signal: run.signal });
  } catch (error) {
    if (isCancelled(run)) return preparation;
    throw error;
  }
}

/** A call of its own: it may have been cancelled while something else was waited for. */
function isCancelled({ signal }: RunController): boolean {
  return signal.aborted;
}

/** What was read so long ago is read again before it is acted on. */
const freshMs = 60_000;

function isOutdated({ plan, readAt }: Preparation, { clock, memory }: PerformOptions): boolean {
  if (clock.now() - readAt > freshMs) return true;
  return [...plan.changes, ...plan.settled].some(({ id, before }) => {
    const left = memory.tagsOf(id);
    return left !== undefined && before !== undefined && !sameTags(left, before);
  });
}

/** Whether a file loses a tag that it was not to lose. */
function losesMore(now: Plan, confirmed: Plan): boolean {
  const known = new Map(confirmed.changes.map(change => [change.id, lost(change)]));
  return now.changes.some(change => without(lost(change), known.get(change.id) ?? []).length > 0);
}

/** The same job, of which nothing shall be sent. */
function undone({ job, readAt }: Preparation): Preparation {
  const settled = job.targets.map(({ id, path }): FileOutcome => ({
    id,
    ...(path !== undefined && { path }),
    outcome: 'notSent',
  }));
  return { job, readAt, plan: { changes: [], phases: [], settled } };
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
  const journal = new JournalWriter(file, timing.clock, settle, tagsBefore(record));
  const earlier = record?.files.filter(entry => !isPending(entry)) ?? [];
  run.begin(countWrites(plan));
  run.settled(earlier);
  const stopped = await execute(plan, job.session, { ...timing, journal, signal: run.signal, gate: run.gate });
  const later = job.targets.map(({ id }) => journal.outcome(id)).filter(outcome => outcome !== undefined);
  const files = [...earlier, ...later];
  return run.end(files, await writeEnd(journal, files, stopped, timing));
}

/** Of the files that a run may have changed before it was cut off. */
function tagsBefore(record: RunRecord | undefined): ReadonlyMap<string, readonly string[]> {
  const open = record?.files.filter(({ open: isOpen }) => isOpen) ?? [];
  return new Map(open.flatMap(({ id, before }) => (before ? [[id, before] as const] : [])));
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
    await journal.write(stopped === undefined ? end : { ...end, stopped });
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
