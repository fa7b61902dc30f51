/** Equal for tags that a person would take for the same one: case, blanks, hyphens and a plural apart. */
export function similarityKey(tag: string): string {
  const bare = compatible(tag)
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
  return bare.length > 3 && bare.endsWith('s') && !bare.endsWith('ss') ? bare.slice(0, -1) : bare;
}

/** Tags by their similarity key: by what they have in common with their twins. A list for each of 100,000 keys would cost more than all the rest. */
export function groupNearTwins<Known extends { readonly tag: string }>(
  known: readonly Known[],
): (key: string) => readonly Known[] {
  const first = new Map<string, number>();
  const next = new Int32Array(known.length);
  for (let index = known.length - 1; index >= 0; index--) {
    const key = similarityKey(known[index]?.tag ?? '');
    next[index] = first.get(key) ?? -1;
    first.set(key, index);
  }
  return key => {
    const group: Known[] = [];
    for (let index = first.get(key) ?? -1; index >= 0; index = next[index] ?? -1) {
      const one = known[index];
      if (one) group.push(one);
    }
    return group;
  };
}

/** Without differences that can't be seen; plain text, which most tags are, has none. */
function compatible(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.normalize('NFKC');
}
