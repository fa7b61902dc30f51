import { type Edit, editBetween, type Target } from '../../core/model/edit';
import { sameTags, union, without } from '../../core/model/tags';

/** A file of a draft, as its library showed it when it was last looked at. */
export interface DraftFile {
  readonly id: string;
  /** Where the file is; undefined where the service does not tell. */
  readonly path?: string;
  /** Shown where there is no path. */
  readonly name?: string;
  /** The tags it had then. */
  readonly tags: readonly string[];
}

/** Files, and the tags that are wanted for them; nothing has been sent. Any face may edit it. */
export interface TagDraft {
  readonly files: readonly DraftFile[];
  /** By id; a file that is not in it is left alone. */
  readonly wanted: ReadonlyMap<string, readonly string[]>;
}

/** How a draft names the file. */
export function labelOf({ id, path, name }: DraftFile): string {
  return path ?? name ?? id;
}

/** The files whose wanted tags are other ones than they had. */
export function changedFiles({ files, wanted }: TagDraft): readonly (DraftFile & { readonly wanted: readonly string[] })[] {
  const changed: (DraftFile & { readonly wanted: readonly string[] })[] = [];
  for (const file of files) {
    const tags = wanted.get(file.id);
    if (tags !== undefined && !sameTags(tags, file.tags)) changed.push({ ...file, wanted: tags });
  }
  return changed;
}

/**
 * What a draft asks for, file by file: just the tags that were added and removed in it, so that a tag which came to the file
 * since then stays. Equal edits are one object.
 */
export function targetsOfDraft(draft: TagDraft): readonly Target[] {
  const edits = new Map<string, Edit>();
  return changedFiles(draft).map(({ id, path, tags, wanted }) => {
    const patch = editBetween(tags, wanted);
    const key = JSON.stringify(patch);
    const edit = edits.get(key) ?? simplest(patch);
    edits.set(key, edit);
    return { id, ...(path !== undefined && { path }), edit, expected: tags };
  });
}

/** What becomes of one file that two have edited. */
export interface Merge {
  readonly tags: readonly string[];
  /** Both changed the file, and not to the same tags: the other's additions and removals are told. */
  readonly conflict?: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** Three-way: what I added and removed, on top of what others made of the file. No tag of theirs is lost. */
export function mergeTags(opened: readonly string[], mine: readonly string[], theirs: readonly string[]): Merge {
  const tags = union(without(theirs, without(opened, mine)), without(mine, opened));
  if (sameTags(opened, mine) || sameTags(opened, theirs) || sameTags(mine, theirs)) return { tags };
  return { tags, conflict: { added: without(theirs, opened), removed: without(opened, theirs) } };
}

/** What the library says by now: the present tags of some files of a draft. */
export type PresentTags = ReadonlyMap<string, readonly string[]>;

/** The draft on top of the library's present state: the files have the present tags, and what was wanted is wanted of them. */
export function rebaseDraft({ files, wanted }: TagDraft, present: PresentTags): TagDraft {
  const merged = new Map(wanted);
  const rebased = files.map(file => {
    const theirs = present.get(file.id);
    if (theirs === undefined) return file;
    const mine = wanted.get(file.id);
    if (mine) merged.set(file.id, mergeTags(file.tags, mine, theirs).tags);
    return { ...file, tags: theirs };
  });
  return { files: rebased, wanted: merged };
}

function simplest(edit: Edit): Edit {
  if (edit.kind !== 'patch') return edit;
  if (edit.remove.length === 0) return { kind: 'add', tags: edit.add };
  if (edit.add.length === 0) return { kind: 'remove', tags: edit.remove };
  return edit;
}
