import type { RunHead } from '../../core/journal/journal';
import type { Edit } from '../../core/model/edit';
import { foldName } from '../search/searchMatcher';
import { FoldedTexts } from '../tagIndex/foldedTexts';
import { groupNearTwins, similarityKey } from './nearTwins';

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
  const twins = groupNearTwins(known);
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

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

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

/**
 * The last edit of a person's own that can be done to other files, too: it takes nothing back, is no second try, and is neither about a
 * tag nor another one for each file. @param runs newest first
 */
export function lastEdit(runs: Iterable<RecentRun>): Edit | undefined {
  for (const { edit, origin } of runs) if (origin.kind === 'edit' && isForAnyFile(edit)) return edit;
  return undefined;
}

function isForAnyFile(edit: Edit): boolean {
  return edit.kind === 'patch' ? edit.add.length + edit.remove.length > 0 : edit.kind !== 'rename';
}

function tagsPut(edit: Edit): readonly string[] {
  if (edit.kind === 'patch') return edit.add;
  return edit.kind === 'add' || edit.kind === 'replace' ? edit.tags : [];
}

/** As many as are seen without scrolling. */
const tagsAtMost = 12;
