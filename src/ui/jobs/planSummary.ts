import type { FaultRecord } from '../../core/model/fault';
import { countWrites, type TagCount, tally } from '../../core/plan/plan';
import type { Preparation } from '../../core/plan/job';
import { type JobAction, actionOf } from './jobAction';

/** What a person should know before a job is carried out. */
export interface PlanSummary {
  readonly deed: JobAction;
  readonly files: number;
  readonly changing: number;
  /** Already as they should be. */
  readonly unchanged: number;
  readonly missing: number;
  /** Nothing can be sent for these, each reason once. */
  readonly refused: readonly { readonly fault: FaultRecord; readonly files: number }[];
  /** Edited by somebody else since the run that is undone. */
  readonly drifted: number;
  readonly gained: readonly TagCount[];
  readonly lost: readonly TagCount[];
  /** Whether a file's tags are replaced or cleared, perhaps because that shall be tried again: tags may be lost that nobody named. */
  readonly overwrites: boolean;
  readonly writes: number;
  /** At the present pace; undefined where nobody knows yet. */
  readonly estimateMs: number | undefined;
}

/** Pure, but for a look at the connection's pace. */
export function summaryOfPlan({ job, plan }: Preparation): PlanSummary {
  const { changes, settled } = plan;
  const writes = countWrites(plan);
  return {
    deed: actionOf(job),
    files: job.targets.length,
    changing: changes.length,
    unchanged: settled.filter(({ outcome }) => outcome === 'unchanged').length,
    missing: settled.filter(({ outcome }) => outcome === 'missing').length,
    refused: reasons(settled.flatMap(({ outcome, fault }) => (outcome === 'failed' && fault ? [fault] : []))),
    drifted: [...changes, ...settled].filter(({ drifted }) => drifted).length,
    ...tally(changes),
    overwrites: changes.some(({ replacesAll }) => replacesAll),
    writes,
    estimateMs: job.session.limiter.estimateMs('write', writes),
  };
}

/** Faults that differ in the file that they are about, and in nothing else, are one reason. */
function reasons(faults: readonly FaultRecord[]): PlanSummary['refused'] {
  const found = new Map<string, { fault: FaultRecord; files: number }>();
  for (const fault of faults) {
    const key = [
      fault.code,
      fault.status,
      fault.detail,
      fault.character,
      fault.limit,
      fault.code === 'invalidInput' && fault.subject,
    ].join(' ');
    const known = found.get(key);
    if (known) known.files++;
    else found.set(key, { fault, files: 1 });
  }
  return [...found.values()];
}
