import type { Edit } from '../../core/model/edit';
import type { RunHead } from '../../core/run/journal';
import type { Job } from '../../core/plan/job';

/** What a job does, as a person would name it. `change`: each file its own edit. */
export type JobAction =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly tags: readonly string[] }
  | { readonly kind: 'clear' | 'change' | 'undo' | 'retry' };

export function actionOf({ origin, targets }: Pick<Job, 'origin' | 'targets'>): JobAction {
  const edit = targets[0]?.edit;
  const isOne = edit !== undefined && targets.every(target => target.edit === edit);
  return origin.kind === 'edit' ? deedOfEdit(isOne ? edit : undefined) : { kind: origin.kind };
}

/** A run remembers the edit of its first file alone. */
export function actionOfRun({ origin, edit }: Pick<RunHead, 'origin' | 'edit'>): JobAction {
  return origin.kind === 'edit' ? deedOfEdit(edit) : { kind: origin.kind };
}

function deedOfEdit(edit: Edit | undefined): JobAction {
  return edit === undefined || edit.kind === 'patch' ? { kind: 'change' } : edit;
}
