/** A tag and how many files have it. */
export interface TagCount {
  readonly tag: string;
  readonly files: number;
}

/** Without blanks around, without empty ones, each once, in the order given. Case is kept: no service says that it folds it. */
export function normaliseTags(tags: Iterable<string>): readonly string[] {
  const kept = new Set<string>();
  for (const tag of tags) {
    const trimmed = tag.trim();
    if (trimmed !== '') kept.add(trimmed);
  }
  return [...kept];
}

/** Combined length in characters, as services count it: separators are not counted. */
export function charactersOf(tags: readonly string[]): number {
  return tags.reduce((sum, tag) => sum + tag.length, 0);
}

/** Whether both hold the same tags; services promise no order. */
export function sameTags(left: readonly string[], right: readonly string[]): boolean {
  return left === right || (isWithin(left, right) && isWithin(right, left));
}

/** The tags of `left` that are not in `right`, in the order of `left`. */
export function without(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length === 0 || right.length === 0) return left;
  if (right.length <= fewTags) return left.filter(tag => !right.includes(tag));
  const others = new Set(right);
  return left.filter(tag => !others.has(tag));
}

/** `left` and then what `right` adds to it, each once. */
export function union(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length + right.length > fewTags) return [...new Set([...left, ...right])];
  const joined: string[] = [];
  for (const tag of left) if (!joined.includes(tag)) joined.push(tag);
  for (const tag of right) if (!joined.includes(tag)) joined.push(tag);
  return joined;
}

/** A file has few tags: for those a search is faster than a set. What a service claims may be any number. */
const fewTags = 16;

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  if (outer.length <= fewTags) return inner.every(tag => outer.includes(tag));
  const all = new Set(outer);
  return inner.every(tag => all.has(tag));
}
