import { mediaTypes } from '../../core/model/file';
import type { Connection } from '../../core/service/connection';
import type { LibraryTree } from '../library/libraryTree';
import type { TagIndexes } from '../tagIndex/tagIndexes';
import { searchTokens } from './parseSearch';
import { type Qualifier, qualifiers } from './searchExpression';
import { foldName } from './searchMatcher';

/** What the last word of a search can be completed to. */
export interface SearchCompletion {
  readonly kind: 'qualifier' | 'tag' | 'type' | 'folder' | 'age';
  /** `tag:summer`, or a qualifier alone. */
  readonly label: string;
  /** The search with it. */
  readonly text: string;
  /** How many files have the tag, where that is known. */
  readonly files?: number;
}

/** What is known of the libraries that are searched. */
export interface SearchVocabulary {
  /** Tags that have the text in them, the likeliest first. */
  tags(text: string, most: number): readonly { readonly tag: string; readonly files?: number }[];
  /** Folders' paths that have the text in them, the likeliest first. */
  folders(text: string, most: number): readonly string[];
}

/** Completions of a search at its end. @param most how many values are offered */
export function searchCompletions(text: string, vocabulary: SearchVocabulary, most: number): readonly SearchCompletion[] {
  const last = [...searchTokens(text)].at(-1);
  const isFresh = last === undefined || (last.end < text.length && !last.isOpen);
  if (isFresh) return text.trim() === '' ? beginnings.map(label => ({ kind: 'qualifier', label, text: text + label })) : [];
  const { qualifier, negated, values, valueStart, start } = last;
  const sign = negated ? '-' : '';
  if (qualifier === undefined) {
    const typed = text.slice(start + sign.length).toLowerCase();
    const fitting = beginnings.filter(label => label.startsWith(typed) && label !== typed && !(negated && label === 'native:'));
    return fitting.map(label => {
      const end = label.endsWith(':') ? '' : ' ';
      return { kind: 'qualifier', label: sign + label, text: `${text.slice(0, start)}${sign}${label}${end}` };
    });
  }
  const value = values.at(-1) ?? '';
  return valuesOf(qualifier as Qualifier, value, vocabulary, most).map(({ kind, value: known, files }) => {
    const whole = `${text.slice(start, valueStart)}${quoteValue(known)}`;
    return { kind, label: whole, text: `${text.slice(0, start)}${whole} `, ...(files !== undefined && { files }) };
  });
}

/** As a value is written: in quotes where a blank, a comma or a quote would end or part it. */
export function quoteValue(value: string): string {
  return /[\s,"]/.test(value) || value === '' ? `"${value.replace(/[\\"]/g, '\\$&')}"` : value;
}

const beginnings: readonly string[] = [
  ...qualifiers.filter(one => one !== 'native').map(one => `${one}:`),
  'untagged',
  'native:',
];

const ages = ['1d', '7d', '30d', '1y'];

interface KnownValue {
  readonly kind: SearchCompletion['kind'];
  readonly value: string;
  readonly files?: number | undefined;
}

function valuesOf(qualifier: Qualifier, typed: string, vocabulary: SearchVocabulary, most: number): readonly KnownValue[] {
  const others = (values: readonly string[], kind: SearchCompletion['kind']) =>
    values.filter(value => value.startsWith(typed.toLowerCase()) && value !== typed).map(value => ({ kind, value }));
  switch (qualifier) {
    case 'tag':
      return vocabulary
        .tags(typed, most)
        .filter(({ tag }) => tag !== typed)
        .map(({ tag, files }) => ({ kind: 'tag', value: tag, files }));
    case 'type':
      return others(mediaTypes, 'type');
    case 'in':
      return vocabulary
        .folders(typed, most)
        .filter(path => path !== typed)
        .map(value => ({ kind: 'folder', value }));
    case 'changed':
      return others(ages, 'age');
    default:
      return [];
  }
}

/** What is known of these connections' libraries: by their indexes, or by what was seen of them. */
export function libraryVocabulary(
  connections: readonly Pick<Connection, 'id'>[],
  tree: Pick<LibraryTree, 'tagsSeen' | 'foldersSeen'>,
  indexes: Pick<TagIndexes, 'of'>,
): SearchVocabulary {
  return {
    tags: (text, most) => {
      const counts = new Map<string, number>();
      for (const { id } of connections)
        for (const { tag, files } of tagsOf(id, text, most, tree, indexes)) counts.set(tag, (counts.get(tag) ?? 0) + files);
      const found = Array.from(counts, ([tag, files]) => ({ tag, files }));
      // of one library they come in order
      if (connections.length > 1) found.sort((left, right) => compareTags(left, right, foldName(text)));
      return found.slice(0, most);
    },
    folders: (text, most) => {
      const folded = foldName(text);
      const paths = new Set<string>();
      for (const { id } of connections)
        for (const path of indexes.of(id).opened?.folderPaths() ?? tree.foldersSeen(id))
          if (foldName(path).includes(folded)) paths.add(path);
      return [...paths].sort((left, right) => left.length - right.length || (left < right ? -1 : 1)).slice(0, most);
    },
  };
}

function tagsOf(
  connectionId: string,
  text: string,
  most: number,
  tree: Pick<LibraryTree, 'tagsSeen'>,
  indexes: Pick<TagIndexes, 'of'>,
): readonly { readonly tag: string; readonly files: number }[] {
  const index = indexes.of(connectionId).opened;
  if (index) return index.vocabulary.matching(text, most);
  const folded = foldName(text);
  return Array.from(tree.tagsSeen(connectionId), ([tag, files]) => ({ tag, files }))
    .filter(({ tag }) => foldName(tag).includes(folded))
    .sort((left, right) => compareTags(left, right, folded))
    .slice(0, most);
}

interface CountedTag {
  readonly tag: string;
  readonly files: number;
}

/** Those that begin with the text first, then the most frequent. */
function compareTags(left: CountedTag, right: CountedTag, folded: string): number {
  const begins = ({ tag }: CountedTag) => Number(foldName(tag).startsWith(folded));
  return begins(right) - begins(left) || right.files - left.files || (left.tag < right.tag ? -1 : 1);
}
