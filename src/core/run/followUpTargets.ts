import { applyEdit, editBetween, isChange, type Target } from '../model/edit';
import type { FileRecord, RunRecord } from './journal';
import { isRetryable } from '../model/ledger';

/** Pure: what takes a run back. Each file gets back what the run took and loses what it gave; nothing else is touched. */
export function undoTargets({ files }: RunRecord): readonly Target[] {
  return files.flatMap(file => {
    const { id, path, before } = file;
    const after = file.after ?? possibleAfter(file);
    if (!before || !after || !isChange({ before, after })) return [];
    const knowledge = file.outcome === 'unknown' ? ({ doubtful: true } as const) : { expected: after };
    return [{ id, ...(path !== undefined && { path }), edit: editBetween(after, before), ...knowledge }];
  });
}

/** Pure: what did not work, once more. */
export function retryTargets({ files }: RunRecord): readonly Target[] {
  return files.filter(isRetryable).map(targetOf);
}

/** Pure: what a run that was cut off still has to do. Its open writes are repeated, which changes nothing if they had arrived. */
export function resumeTargets({ files }: RunRecord): readonly Target[] {
  return files.filter(isPending).map(targetOf);
}

/** Whether a run that was cut off had not settled this file. */
export function isPending({ outcome, open }: FileRecord): boolean {
  return open === true || outcome === 'notSent';
}

/** A file of which it is not known whether the run changed it. */
function possibleAfter({ outcome, edit, before }: FileRecord): readonly string[] | undefined {
  return outcome === 'unknown' && before ? applyEdit(edit, before) : undefined;
}

function targetOf({ id, path, edit, expected, outcome }: FileRecord): Target {
  return {
    id,
    ...(path !== undefined && { path }),
    edit,
    ...(expected && { expected }),
    ...(outcome === 'unknown' && { doubtful: true }),
  };
}
