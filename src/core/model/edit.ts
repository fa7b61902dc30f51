import { sameTags, union, without } from './tags';

/** What the user wants of a file's tags. */
export type Edit =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly tags: readonly string[] }
  | { readonly kind: 'patch'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'clear' };

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
  /** The user named all tags of the file (replace, clear), so that it shall carry these and no others. */
  readonly replacesAll?: true;
  /** The file did not carry the tags that were expected (undo). */
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
    case 'clear':
      return [];
  }
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
