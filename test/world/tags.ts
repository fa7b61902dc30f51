// The oracle's own arithmetic of tags: it shares no code with what it judges.

export type Tags = readonly string[];

export type Edit =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly tags: Tags }
  | { readonly kind: 'patch'; readonly add: Tags; readonly remove: Tags }
  /** `to` instead of those of `from` that a file has; a file that has none of them is not meant. */
  | { readonly kind: 'rename'; readonly from: Tags; readonly to: string }
  | { readonly kind: 'clear' };

export const none: Tags = [];

/** Of `left` those that `right` has not. */
export function minus(left: Tags, right: Tags): Tags {
  if (left.length === 0 || right.length === 0) return left;
  const kept: string[] = [];
  for (const tag of left) if (!right.includes(tag)) kept.push(tag);
  return kept.length === left.length ? left : kept;
}

/** `left`, and what `right` has beside it. */
export function plus(left: Tags, right: Tags): Tags {
  const joined = [...left];
  for (const tag of right) if (!joined.includes(tag)) joined.push(tag);
  return joined.length === left.length ? left : joined;
}

/** The same tags, in whatever order. */
export function same(left: Tags, right: Tags): boolean {
  if (left === right) return true;
  for (const tag of left) if (!right.includes(tag)) return false;
  for (const tag of right) if (!left.includes(tag)) return false;
  return true;
}

export function after(edit: Edit, tags: Tags): Tags {
  switch (edit.kind) {
    case 'add':
      return plus(tags, edit.tags);
    case 'remove':
      return minus(tags, edit.tags);
    case 'replace':
      return plus(none, edit.tags);
    case 'patch':
      return plus(minus(tags, edit.remove), edit.add);
    case 'rename':
      return isMeant(edit, tags) ? plus(minus(tags, unwantedOf(edit)), [edit.to]) : tags;
    case 'clear':
      return none;
  }
}

/** Whether the edit is about a file with these tags: one that has none of the old names is none of a rename's. */
export function isMeant(edit: Edit, tags: Tags): boolean {
  return edit.kind !== 'rename' || edit.from.some(tag => tag !== edit.to && tags.includes(tag));
}

/** Tags that the edit names to be there afterwards. */
export function wantedOf(edit: Edit): Tags {
  switch (edit.kind) {
    case 'add':
    case 'replace':
      return edit.tags;
    case 'patch':
      return edit.add;
    case 'rename':
      return [edit.to];
    default:
      return none;
  }
}

/** Tags that the edit names to be gone afterwards. */
export function unwantedOf(edit: Edit): Tags {
  switch (edit.kind) {
    case 'remove':
      return edit.tags;
    case 'patch':
      return minus(edit.remove, edit.add);
    case 'rename':
      return minus(edit.from, [edit.to]);
    default:
      return none;
  }
}

/** Whether the edit speaks of all tags of a file, named or not. */
export function isWhole(edit: Edit): boolean {
  return edit.kind === 'replace' || edit.kind === 'clear';
}
