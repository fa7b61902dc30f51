import type { TagCount } from '../../core/model/tags';
import { foldName } from '../search/searchMatcher';
import { indexSuggestions, knownTags } from '../suggestions/suggestionIndex';
import { taggedFilesText } from '../text/counts';
import { tagLabel } from '../text/search/tagsViewText';
import {
  asTypedText,
  mergeChosenText,
  mergeLabel,
  mergeTitle,
  nameInUseText,
  newTagText,
  renamePrompt,
  renameTitle,
  takesPartText,
} from '../text/tagging/renameText';
import type { TagsInPlace } from './renameTags';

/** What is known of a library's tags. */
export interface TagsSeen {
  /** Each tag with the number of files that have it. */
  readonly seen: ReadonlyMap<string, number>;
  /** Whether they are those of the whole library, and not of what was seen of it so far. */
  readonly areAll: boolean;
}

export interface NewNameQuestion extends TagsInPlace, TagsSeen {
  /** Of the connection. */
  readonly library: string;
  /** What is wrong with a name, as a sentence. */
  readonly check: (name: string) => string | undefined;
}

/** What is to be said of a name that is being typed. */
export interface NameRemark {
  readonly severity: 'info' | 'error';
  readonly text: string;
}

/** The question for a tag's new name. */
export interface NewTagName {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly remarkOn: (name: string) => NameRemark | undefined;
}

/** A tag that others may be merged into. */
export interface MergeRow {
  readonly kind: 'into' | 'problem';
  readonly label: string;
  readonly description: string;
  readonly tag: string;
}

/** The question which tag several others become. */
export interface MergeQuestion {
  readonly title: string;
  readonly rows: (text: string) => readonly MergeRow[];
}

export function newTagName(question: NewNameQuestion): NewTagName {
  const { tags, seen, areAll, library, folder, check } = question;
  const [tag = ''] = tags;
  return {
    title: renameTitle(tag, library, folder),
    // what a whole library has says little of a folder
    prompt: renamePrompt(folder === undefined && areAll ? seen.get(tag) : undefined),
    value: tag,
    remarkOn: text => {
      const name = text.trim();
      if (name === tag || name === '') return undefined;
      const problem = check(name);
      if (problem !== undefined) return { severity: 'error', text: problem };
      const files = seen.get(name) ?? 0;
      return files > 0 ? { severity: 'info', text: nameInUseText(name, taggedFilesText(files, areAll)) } : undefined;
    },
  };
}

/** The tags themselves, the most frequent first; what is typed; and the tags of the library that have it in them. */
export function mergeQuestion({ tags, seen, areAll, library, folder, check }: NewNameQuestion): MergeQuestion {
  const own = tags.map((tag): TagCount => ({ tag, files: seen.get(tag) ?? 0 })).sort((left, right) => right.files - left.files);
  const row = ({ tag, files }: TagCount): MergeRow => {
    const problem = check(tag);
    const counted = taggedFilesText(files, areAll);
    return {
      kind: problem === undefined ? 'into' : 'problem',
      label: mergeLabel(tag),
      description: problem ?? (tags.includes(tag) ? takesPartText(counted) : seen.has(tag) ? counted : newTagText(areAll)),
      tag,
    };
  };
  const others = [...seen].filter(([tag]) => !tags.includes(tag)).map(([tag, files]): TagCount => ({ tag, files }));
  return {
    title: mergeTitle(tags, library, folder),
    rows: text => {
      const typed = text.trim();
      if (typed === '') return own.map(row);
      const has = ({ tag }: TagCount) => foldName(tag).includes(foldName(typed));
      const found = [...own.filter(has), ...others.filter(has).slice(0, namesAtMost)];
      const exact = found.find(({ tag }) => tag === typed) ?? { tag: typed, files: seen.get(typed) ?? 0 };
      return [exact, ...found.filter(({ tag }) => tag !== typed)].map(row);
    },
  };
}

export interface TagChoiceRow {
  readonly kind: 'tag' | 'done';
  readonly label: string;
  readonly description: string;
  readonly tag: string;
}

/**
 * Tags to choose one from, by what is typed; a tag that is not known yet can be typed whole.
 * @param chosen those that were chosen before, of several
 */
export function tagChoice({ seen, areAll }: TagsSeen, chosen: readonly string[] = []): (text: string) => readonly TagChoiceRow[] {
  const index = indexSuggestions(knownTags(seen, []));
  const row = (tag: string, description: string): TagChoiceRow => ({ kind: 'tag', label: tagLabel({ tag }), description, tag });
  const done: readonly TagChoiceRow[] =
    chosen.length > 1 ? [{ kind: 'done', ...mergeChosenText(chosen), tag: chosen[0] ?? '' }] : [];
  // what is like the tags that were chosen is likely meant too
  const likely = chosen.flatMap(tag => index.nearTwins(tag).map(twin => twin.tag)).filter(tag => !chosen.includes(tag));
  return text => {
    const typed = text.trim();
    const first = typed === '' ? [...new Set(likely)] : index.has(typed) ? [typed] : [];
    const found = index.offering(typed, new Set([...chosen, ...first]), choicesAtMost).map(({ tag }) => tag);
    const rows = [...first, ...found].map(tag => row(tag, taggedFilesText(seen.get(tag) ?? 0, areAll)));
    const fresh = typed === '' || index.has(typed) || chosen.includes(typed) ? [] : [row(typed, asTypedText())];
    return [...(typed === '' ? done : []), ...rows, ...fresh];
  };
}

/** More would not be read. */
const namesAtMost = 50;
const choicesAtMost = 100;
