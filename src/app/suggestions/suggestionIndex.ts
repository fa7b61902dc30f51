import { foldName } from '../../core/model/foldedName';
import { similarityKey } from '../../core/model/tags';
import { FoldedTexts } from '../tagIndex/foldedTexts';

/** A tag that may be meant. */
export interface KnownTag {
  readonly tag: string;
  /** How many of the files seen so far have it. */
  readonly seen: number;
  /** How many of the selected files have it, as far as their tags are known. */
  readonly selected: number;
}

/**
 * Known tags and where they are: those that most of the selected files have first, then the most frequent.
 * @param seen each tag with the number of files that have it
 * @param selectedFiles the tags of each; undefined where they are not known
 */
export function knownTags(
  seen: ReadonlyMap<string, number>,
  selectedFiles: readonly (readonly string[] | undefined)[],
): readonly KnownTag[] {
  const selected = new Map<string, number>();
  for (const tags of selectedFiles) for (const tag of tags ?? []) selected.set(tag, (selected.get(tag) ?? 0) + 1);
  const known = Array.from(seen, ([tag, files]): KnownTag => ({ tag, seen: files, selected: selected.get(tag) ?? 0 }));
  for (const [tag, count] of selected) if (!seen.has(tag)) known.push({ tag, seen: 0, selected: count });
  return known.sort(
    (left, right) => right.selected - left.selected || right.seen - left.seen || compareText(left.tag, right.tag),
  );
}

/** What can be added: what is frequent comes first, and what all selected files have already does not come. */
export function addableTags(known: readonly KnownTag[], files: number): readonly KnownTag[] {
  return known.filter(({ selected }) => selected < files).sort((left, right) => right.seen - left.seen);
}

/** What can be removed: what the selected files have; anything where it is not known what they have. */
export function removableTags(known: readonly KnownTag[]): readonly KnownTag[] {
  const selected = known.filter(tag => tag.selected > 0);
  return selected.length > 0 ? selected : known;
}

/** Tags arranged so that each question is answered from 100,000 of them well within a frame (16 ms). */
export interface SuggestionIndex {
  has(tag: string): boolean;
  /** The first offered tags, in their order, that contain the text in whatever case, but for those of `except`. */
  offering(text: string, except: ReadonlySet<string>, most: number): readonly KnownTag[];
  /** Other tags that a person would take for this one. */
  nearTwins(tag: string): readonly KnownTag[];
}

/**
 * @param offered the likeliest first
 * @param others tags that are known and not offered
 */
export function indexSuggestions(offered: readonly KnownTag[], others: readonly KnownTag[] = []): SuggestionIndex {
  const known = [...offered, ...others];
  const names = new Set(known.map(({ tag }) => tag));
  const folded = new FoldedTexts(offered.map(({ tag }) => foldName(tag)));
  const twins = groupTwins(known);
  return {
    has: tag => names.has(tag),
    offering: (text, except, most) => {
      const found: KnownTag[] = [];
      folded.each(foldName(text), 'anywhere', number => {
        const one = offered[number];
        if (one && !except.has(one.tag)) found.push(one);
        return found.length >= most ? 'stop' : undefined;
      });
      return found;
    },
    nearTwins: tag => twins(similarityKey(tag)).filter(one => one.tag !== tag),
  };
}

/** Tags by what they have in common with their twins. A list for each of 100,000 keys would cost more than all the rest. */
function groupTwins(known: readonly KnownTag[]): (key: string) => readonly KnownTag[] {
  const first = new Map<string, number>();
  const next = new Int32Array(known.length);
  for (let index = known.length - 1; index >= 0; index--) {
    const key = similarityKey(known[index]?.tag ?? '');
    next[index] = first.get(key) ?? -1;
    first.set(key, index);
  }
  return key => {
    const group: KnownTag[] = [];
    for (let index = first.get(key) ?? -1; index >= 0; index = next[index] ?? -1) {
      const one = known[index];
      if (one) group.push(one);
    }
    return group;
  };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
