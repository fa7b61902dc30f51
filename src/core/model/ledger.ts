import type { FaultRecord } from './fault';
import { sameTags } from './tags';

export const outcomes = ['changed', 'unchanged', 'missing', 'failed', 'unknown', 'notSent'] as const;

/** What became of one file in a run. */
export type Outcome = (typeof outcomes)[number];

export type Counts = Readonly<Record<Outcome, number>>;

export type Known = 'computed' | 'answered' | 'read';

export interface FileOutcome {
  readonly id: string;
  readonly path?: string;
  readonly outcome: Outcome;
  /** Why it is not `changed` or `unchanged`. */
  readonly fault?: FaultRecord;
  /** The tags before the run; absent where they were never read. */
  readonly before?: readonly string[];
  /** The tags after it; absent where they are not known. */
  readonly after?: readonly string[];
  /**
   * How `after` is known: it follows from what was known before and from what the service says it has done · the service's answer
   * showed it · it was read afterwards at the file's own address. Absent where nothing was sent.
   */
  readonly known?: Known;
  /** Others have edited the file: since the run that is taken back, or while this one was under way. */
  readonly drifted?: true;
  /** Tags that were there once and that the service would not take again. */
  readonly unrestored?: readonly string[];
}

/** A run's outcomes, one for every file that went in. */
export interface Ledger {
  readonly runId: string;
  readonly counts: Counts;
  readonly files: readonly FileOutcome[];
  /** What ended the run early. */
  readonly stopped?: FaultRecord | 'cancelled';
}

export function countOutcomes(files: Iterable<FileOutcome>): Counts {
  const counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
  for (const { outcome } of files) counts[outcome]++;
  return counts;
}

/** Whether a run was cancelled or stopped on its way, and files are left that nothing was sent for. */
export function endedEarly(
  ended: { readonly stopped?: Ledger['stopped'] | undefined; readonly counts: Counts } | undefined,
): boolean {
  return ended?.stopped !== undefined && ended.counts.notSent > 0;
}

/** Whether of all that needs a look every file is missing. */
export function onlyMissing(ended: { readonly counts: Counts } | undefined): boolean {
  if (!ended) return false;
  const { missing, failed, unknown, notSent } = ended.counts;
  return missing > 0 && failed + unknown + notSent === 0;
}

/** Whether a file's tags are, or may be, no longer what they were before the run: then there is something to take back. */
export function mayBeTouched({ outcome, before, after }: FileOutcome): boolean {
  if (outcome === 'changed') return true;
  return before !== undefined && (outcome === 'unknown' || (after !== undefined && !sameTags(before, after)));
}

/** Whether a person should look at this file. */
export function needsAttention({ outcome }: FileOutcome): boolean {
  return outcome !== 'changed' && outcome !== 'unchanged';
}

/** Whether "Retry Failed Files" takes this file up again. A missing file stays missing. */
export function isRetryable({ outcome }: FileOutcome): boolean {
  return outcome === 'failed' || outcome === 'unknown' || outcome === 'notSent';
}
