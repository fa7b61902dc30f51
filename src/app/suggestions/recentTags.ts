import type { Edit } from '../../core/model/edit';
import type { RunHead } from '../../core/journal/journal';

type RecentRun = Pick<RunHead, 'edit' | 'origin'>;

/** Tags that were put on files by a person's own edits, the latest first. @param runs newest first */
export function recentTags(runs: Iterable<RecentRun>): readonly string[] {
  const tags = new Set<string>();
  for (const { edit, origin } of runs) {
    if (origin.kind === 'edit') for (const tag of tagsPut(edit)) tags.add(tag);
    if (tags.size >= tagsAtMost) break;
  }
  return [...tags].slice(0, tagsAtMost);
}

/** The last edit of a person's own, which takes nothing back, is no second try, and is about files rather than about a tag. @param runs newest first */
export function lastEdit(runs: Iterable<RecentRun>): Edit | undefined {
  for (const { edit, origin } of runs) if (origin.kind === 'edit' && edit.kind !== 'rename') return edit;
  return undefined;
}

function tagsPut(edit: Edit): readonly string[] {
  if (edit.kind === 'patch') return edit.add;
  return edit.kind === 'add' || edit.kind === 'replace' ? edit.tags : [];
}

/** As many as are seen without scrolling. */
const tagsAtMost = 12;
