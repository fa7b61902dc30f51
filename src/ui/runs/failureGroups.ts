import { isPending } from '../../core/run/followUpTargets';
import type { FileRecord, RunRecord } from '../../core/run/journal';
import { needsAttention, type Outcome } from '../../core/model/ledger';

/** Files of one run that have the same outcome for the same reason. */
export interface FailureGroup {
  readonly outcome: Outcome;
  /** In words; empty where the outcome says it all. */
  readonly reason: string;
  readonly files: readonly FileRecord[];
}

/** Pure: the files that somebody should look at, by outcome and reason; the gravest first, then the most frequent. */
export function failureGroups(
  { files }: Pick<RunRecord, 'files'>,
  reasonOf: (file: FileRecord) => string,
): readonly FailureGroup[] {
  const groups = new Map<string, { outcome: Outcome; reason: string; files: FileRecord[] }>();
  for (const file of files) {
    if (!needsAttention(file)) continue;
    // of a run that was cut off, a file with an open write is not lost: it waits like those that were not sent
    const outcome = isPending(file) ? 'notSent' : file.outcome;
    const reason = reasonOf(file);
    const key = `${outcome} ${reason}`;
    const known = groups.get(key);
    if (known) known.files.push(file);
    else groups.set(key, { outcome, reason, files: [file] });
  }
  const rank = (group: FailureGroup) => gravity.indexOf(group.outcome);
  return [...groups.values()].sort((left, right) => rank(left) - rank(right) || right.files.length - left.files.length);
}

const gravity: readonly Outcome[] = ['failed', 'unknown', 'missing', 'notSent'];
