import { sameTags, union, without } from './tags';

/** What the user wants of a file's tags. */
export type Edit =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly tags: readonly string[] }
  | { readonly kind: 'patch'; readonly add: readonly string[]; readonly remove: readonly string[] }
  /** `to` in place of each of `from`, on files that have one of them; nothing on others. */
  | { readonly kind: 'rename'; readonly from: readonly string[]; readonly to: string }
  | { readonly kind: 'clear' };

/** Asks nothing of a file. */
export const noEdit: Edit = { kind: 'patch', add: [], remove: [] };

/** A file and what is wanted of it. */
export interface Target {
  readonly id: string;
  /** Where the file is in its library, when that is known. */
  readonly path?: string;
  readonly edit: Edit;
  /** The tags that an earlier run left here; other ones mean that the file has been edited since. */
  readonly expected?: readonly string[];
  /** Tags of which our own writes may have left either state. */
  readonly uncertain?: readonly string[];
  /** The edit puts back what was there: what the service would not take again is left out and named. */
  readonly restores?: true;
}

/** One file's tags before and after, and what is sent to get there. */
export interface Change {
  readonly id: string;
  readonly path?: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The tags to be added. All of them are asked for; some may be there already. */
  readonly add: readonly string[];
  /** The tags to be removed, and no others. */
  readonly remove: readonly string[];
  /** A tag to be removed can't be named in a request of its own, so that the file's tags are written as a whole. */
  readonly whole?: true;
  /** Tags that were there once and that the service would not take again. */
  readonly unrestored?: readonly string[];
  /** The user named all tags of the file (replace, clear), so that it shall have these and no others. */
  readonly replacesAll?: true;
  /** A rename gives its tag in place of one of these alone: a file that has none of them any more is none of its. */
  readonly insteadOf?: readonly string[];
  /** Others have edited the file since the run that is taken back. */
  readonly drifted?: true;
}

/** The tags that a file with these tags has after the edit. */
export function applyEdit(edit: Edit, tags: readonly string[]): readonly string[] {
  switch (edit.kind) {
    case 'add':
      return union(tags, edit.tags);
    case 'remove':
      return without(tags, edit.tags);
    case 'replace':
      return union([], edit.tags);
    case 'patch':
      return union(without(tags, edit.remove), edit.add);
    case 'rename':
      return concernsFile(edit, tags) ? union(without(tags, edit.from), [edit.to]) : tags;
    case 'clear':
      return [];
  }
}

/** What a file is to gain and lose by an edit, whatever of it is so already. */
export function askedOf(edit: Edit, tags: readonly string[]): Pick<Change, 'add' | 'remove'> {
  switch (edit.kind) {
    case 'add':
      return { add: union([], edit.tags), remove: [] };
    case 'remove':
      return { add: [], remove: union([], edit.tags) };
    case 'patch':
      return { add: union([], edit.add), remove: without(union([], edit.remove), edit.add) };
    case 'rename':
      return concernsFile(edit, tags) ? { add: [edit.to], remove: without(edit.from, [edit.to]) } : { add: [], remove: [] };
    case 'replace':
      return { add: union([], edit.tags), remove: without(tags, edit.tags) };
    case 'clear':
      return { add: [], remove: tags };
  }
}

/** Whether a file with these tags is one that the edit means: a rename is about the files that have the tag, and no others. */
export function concernsFile(edit: Edit, tags: readonly string[]): boolean {
  return edit.kind !== 'rename' || edit.from.some(tag => tag !== edit.to && tags.includes(tag));
}

/** The edit that turns `before` into `after` and leaves every other tag alone. */
export function editBetween(before: readonly string[], after: readonly string[]): Edit {
  return { kind: 'patch', add: without(after, before), remove: without(before, after) };
}

export function gained({ before, after }: Pick<Change, 'before' | 'after'>): readonly string[] {
  return without(after, before);
}

export function lost({ before, after }: Pick<Change, 'before' | 'after'>): readonly string[] {
  return without(before, after);
}

export function isChange({ before, after }: Pick<Change, 'before' | 'after'>): boolean {
  return !sameTags(before, after);
}
