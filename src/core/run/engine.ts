import type { RunController } from './activeRun';
import type { Timing } from './requestWithRetry';
import type { Target } from '../model/edit';
import { faultOf, recordOf } from '../model/fault';
import { isPending } from './followUpTargets';
import { type Finding, readImages } from '../plan/readImages';
import type { Job, Preparation, PrepareOptions } from '../plan/job';
import type { JournalFile, RunRecord } from './journal';
import { countOutcomes, type FileOutcome, type Ledger } from '../model/ledger';
import type { RecentWrites } from './recentWrites';
import { countWrites, planChanges } from '../plan/plan';
import { JournalWriter } from './journalWriter';
import { execute } from './execution';
import { sameTags } from '../model/tags';

/** Reads a job's files afresh and plans. @throws Fault; the signal's reason when aborted */
export async function prepare(
  job: Job,
  memory: RecentWrites,
  { signal, onProgress, ...patience }: PrepareOptions & Timing,
): Promise<Preparation> {
  const { session } = job;
  const targets = new Map(job.targets.map(target => [target.id, target]));
  const findings = await readImages(session, [...targets.keys()], {
    ...patience,
    signal,
    isPlausible: (id, tags) => {
      const { expected = memory.tagsOf(id), doubtful } = targets.get(id) ?? {};
      return !doubtful && (!expected || sameTags(expected, tags));
    },
    ...(onProgress && { onProgress }),
  });
  const found = Array.from(targets.values(), target => withPath(target, findings.get(target.id)));
  const plan = planChanges(found, findings, session.service.limits);
  return { job: { ...job, targets: found }, plan, readAt: patience.clock.now() };
}

export interface PerformOptions extends Timing {
  readonly file: JournalFile;
  /** What the run's journal told, where it was cut off and is taken up again. */
  readonly record: RunRecord | undefined;
  readonly onSettled: (files: readonly FileOutcome[]) => void;
}

/** Carries out what was prepared, from the first outcome in the journal to its end. @throws Fault `journal` where nothing was sent */
export async function perform(
  run: RunController,
  { job, plan }: Preparation,
  { file, record, onSettled, ...patience }: PerformOptions,
): Promise<Ledger> {
  const settle = (files: readonly FileOutcome[]) => {
    run.settled(files);
    onSettled(files);
  };
  const recorder = new JournalWriter(file, patience.clock, settle, tagsBefore(record));
  const earlier = record?.files.filter(entry => !isPending(entry)) ?? [];
  run.begin(countWrites(plan));
  run.settled(earlier);
  if (plan.settled.length > 0) await recorder.outcomes(plan.settled);
  const stopped = await execute(plan, job.session, { ...patience, journal: recorder, signal: run.signal, gate: run.gate });
  const later = job.targets.map(({ id }) => recorder.outcome(id)).filter(outcome => outcome !== undefined);
  const files = [...earlier, ...later];
  return run.end(files, await writeEnd(recorder, files, stopped, patience));
}

/** Of the files that a run may have changed before it was cut off. */
function tagsBefore(record: RunRecord | undefined): ReadonlyMap<string, readonly string[]> {
  const open = record?.files.filter(({ open: isOpen }) => isOpen) ?? [];
  return new Map(open.flatMap(({ id, before }) => (before ? [[id, before] as const] : [])));
}

/** A run whose end could not be written down is taken for cut off, and can be resumed. */
async function writeEnd(
  recorder: JournalWriter,
  files: readonly FileOutcome[],
  stopped: Ledger['stopped'],
  { clock }: Timing,
): Promise<Ledger['stopped']> {
  try {
    const end = { type: 'end', at: clock.now(), counts: countOutcomes(files) } as const;
    await recorder.write(stopped === undefined ? end : { ...end, stopped });
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
