import type { Edit } from '../../core/edit';
import type { RunHead } from '../../core/journal';
import type { Job } from '../../core/job';

/** What a job does, as a person would name it. `change`: each file its own edit. */
export type Deed =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly tags: readonly string[] }
  | { readonly kind: 'clear' | 'change' | 'undo' | 'retry' };

export function deedOf({ origin, targets }: Pick<Job, 'origin' | 'targets'>): Deed {
  const edit = targets[0]?.edit;
  const isOne = edit !== undefined && targets.every(target => target.edit === edit);
  return origin.kind === 'edit' ? deedOfEdit(isOne ? edit : undefined) : { kind: origin.kind };
}

/** A run remembers the edit of its first file alone. */
export function deedOfRun({ origin, edit }: Pick<RunHead, 'origin' | 'edit'>): Deed {
  return origin.kind === 'edit' ? deedOfEdit(edit) : { kind: origin.kind };
}

function deedOfEdit(edit: Edit | undefined): Deed {
  return edit === undefined || edit.kind === 'patch' ? { kind: 'change' } : edit;
}
