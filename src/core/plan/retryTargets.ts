import { askedOf, type Target } from '../model/edit';
import type { FileRecord, RunRecord } from '../journal/journal';
import { isRetryable } from '../model/ledger';
import { union, without } from '../model/tags';

/** Pure: what did not work, once more. */
export function retryTargets({ files }: RunRecord): readonly Target[] {
  return files.filter(isRetryable).map(againOf);
}

/** Pure: what a run that was cut off still has to do. Its open writes are repeated, which changes nothing if they had arrived. */
export function resumeTargets({ files }: RunRecord): readonly Target[] {
  return files.filter(isPending).map(againOf);
}

/** Whether a run that was cut off had not settled this file. */
export function isPending({ outcome, open }: FileRecord): boolean {
  return open === true || outcome === 'notSent';
}

/** The same once more. What was left half done by ourselves is no drift. */
function againOf({ id, path, edit, expected, uncertain = [], before, after, outcome, restores }: FileRecord): Target {
  const asked = expected && outcome !== 'notSent' ? askedOf(edit, expected) : undefined;
  const half = expected && before && after ? [...without(before, after), ...without(after, before)] : [];
  const open = union(uncertain, [...(asked?.add ?? []), ...(asked?.remove ?? []), ...half]);
  return {
    id,
    ...(path !== undefined && { path }),
    edit,
    ...(expected && { expected }),
    ...(open.length > 0 && { uncertain: open }),
    ...(restores && { restores }),
  };
}
