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
  return without(left, right).length === 0 && without(right, left).length === 0;
}

/** The tags of `left` that are not in `right`, in the order of `left`. */
export function without(left: readonly string[], right: readonly string[]): readonly string[] {
  if (right.length === 0) return left;
  return left.filter(tag => !right.includes(tag));
}

/** `left` and then what `right` adds to it, each once. */
export function union(left: readonly string[], right: readonly string[]): readonly string[] {
  const joined: string[] = [];
  // a file carries few tags: for those a search is faster than a set
  for (const tag of left) if (!joined.includes(tag)) joined.push(tag);
  for (const tag of right) if (!joined.includes(tag)) joined.push(tag);
  return joined;
}

/** Equal for tags that a person would take for the same one: case, blanks, hyphens and a plural apart. */
export function similarityKey(tag: string): string {
  const bare = compatible(tag)
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
  return bare.length > 3 && bare.endsWith('s') && !bare.endsWith('ss') ? bare.slice(0, -1) : bare;
}

/** Without differences that can't be seen; plain text, which most tags are, has none. */
function compatible(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.normalize('NFKC');
}
