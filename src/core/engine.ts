import type { LiveRun } from './activeRun';
import type { Patience } from './ask';
import type { Target } from './edit';
import { faultOf, recordOf } from './fault';
import { isPending } from './followup';
import { type Finding, inspect } from './inspect';
import type { Job, Preparation, PrepareOptions } from './job';
import type { JournalFile, RunRecord } from './journal';
import { countOutcomes, type FileOutcome, type Ledger } from './ledger';
import type { Memory } from './memory';
import { countWrites, planChanges } from './plan';
import { Recorder } from './recorder';
import { carryOut } from './run';
import { sameTags } from './tags';

/** Reads a job's files afresh and plans. @throws Fault; the signal's reason when aborted */
export async function prepare(
  job: Job,
  memory: Memory,
  { signal, onProgress, ...patience }: PrepareOptions & Patience,
): Promise<Preparation> {
  const { session } = job;
  const targets = new Map(job.targets.map(target => [target.id, target]));
  const findings = await inspect(session, [...targets.keys()], {
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

export interface PerformOptions extends Patience {
  readonly file: JournalFile;
  /** What the run's journal told, where it was cut off and is taken up again. */
  readonly record: RunRecord | undefined;
  readonly onSettled: (files: readonly FileOutcome[]) => void;
}

/** Carries out what was prepared, from the first outcome in the journal to its end. @throws Fault `journal` where nothing was sent */
export async function perform(
  run: LiveRun,
  { job, plan }: Preparation,
  { file, record, onSettled, ...patience }: PerformOptions,
): Promise<Ledger> {
  const settle = (files: readonly FileOutcome[]) => {
    run.settled(files);
    onSettled(files);
  };
  const recorder = new Recorder(file, patience.clock, settle, tagsBefore(record));
  const earlier = record?.files.filter(entry => !isPending(entry)) ?? [];
  run.begin(countWrites(plan));
  run.settled(earlier);
  if (plan.settled.length > 0) await recorder.outcomes(plan.settled);
  const stopped = await carryOut(plan, job.session, { ...patience, journal: recorder, signal: run.signal, gate: run.gate });
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
  recorder: Recorder,
  files: readonly FileOutcome[],
  stopped: Ledger['stopped'],
  { clock }: Patience,
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
