import type { Folder } from '../../core/model/file';
import type { Limits, SearchQuery } from '../../core/service/service';
import { type SearchExpression, type SearchTerm, sinceMs } from './searchExpression';

/** Who answers a search of one library. */
export type SearchRoute =
  | {
      readonly by: 'service';
      readonly query: SearchQuery;
      /** What must be held against each file that the service finds. */
      readonly sift: readonly SearchTerm[];
      /** The service narrows nothing: the whole library is looked through. */
      readonly isSweep: boolean;
    }
  | { readonly by: 'index' }
  /** Only an index can answer this, and there is none; for a query in a service's own language there is no way at all. */
  | { readonly by: 'none'; readonly lacks: 'index' | 'native' };

/**
 * Who answers: the service where it can narrow the search down, and what it finds is sifted; else the index, where there is one;
 * else the service again, by looking through the whole library where it lets us.
 */
export function searchRoute(
  { terms, native }: SearchExpression,
  { searches }: Pick<Limits, 'searches'>,
  index: 'present' | 'absent',
  now: number,
): SearchRoute {
  if (native !== undefined && !searches.fields.includes('native')) return { by: 'none', lacks: 'native' };
  const asked = terms.flatMap(term => {
    const query = term.negated ? undefined : queryOf(term, now);
    return query !== undefined && searches.fields.includes(query.field) ? [{ term, ...query }] : [];
  });
  // what a service takes for words in names is its own affair
  const settled = new Set(asked.filter(({ field }) => field === 'words').map(({ term }) => term));
  const sift = terms.filter(term => !settled.has(term));
  const canSift = sift.every(({ kind }) => needs[kind] === undefined || searches.shows.includes(needs[kind]));
  const isNarrow = asked.length > 0 || native !== undefined;
  if (canSift && isNarrow)
    return { by: 'service', query: { ...joined(asked), ...(native !== undefined && { native }) }, sift, isSweep: false };
  if (native === undefined && index === 'present') return { by: 'index' };
  if (canSift && searches.everything) return { by: 'service', query: {}, sift, isSweep: true };
  return { by: 'none', lacks: 'index' };
}

/** What a found file must show so that a term can be held against it; a name and what follows from it is always shown. */
const needs: Readonly<Record<SearchTerm['kind'], Limits['searches']['shows'][number] | undefined>> = {
  word: undefined,
  tag: 'tags',
  untagged: 'tags',
  type: undefined,
  folder: 'path',
  changed: 'updatedAt',
};

type Asked = {
  readonly [Field in keyof SearchQuery]-?: { readonly field: Field; readonly value: NonNullable<SearchQuery[Field]> };
}[keyof SearchQuery];

/** What of a service's search finds all files for which the term holds, and perhaps more. */
function queryOf(term: SearchTerm, now: number): Asked | undefined {
  switch (term.kind) {
    case 'word':
      return { field: 'words', value: [term.text] };
    case 'tag':
      return { field: 'tags', value: [term.anyOf] };
    case 'type':
      return { field: 'media', value: term.anyOf };
    case 'folder':
      return { field: 'folder', value: folderAt(term.path) };
    case 'changed':
      return { field: 'changedSince', value: new Date(sinceMs(term.since, now)).toISOString() };
    case 'untagged':
      // a search for files without tags leaves out those with derived ones
      return undefined;
  }
}

function joined(asked: readonly Asked[]): SearchQuery {
  return asked.reduce<SearchQuery>((query, part) => ({ ...query, ...join(query, part) }), {});
}

/** Words and lists of tags add up. Of the others one narrows enough: all of them are sifted. */
function join(query: SearchQuery, asked: Asked): SearchQuery {
  switch (asked.field) {
    case 'words':
      return { words: [...(query.words ?? []), ...asked.value] };
    case 'tags':
      return { tags: [...(query.tags ?? []), ...asked.value] };
    default:
      return { [asked.field]: asked.value };
  }
}

/** For services that know folders by path; no other has `folder` among its fields. */
function folderAt(path: string): Folder {
  return { kind: 'folder', id: path, name: path.slice(path.lastIndexOf('/') + 1), path };
}
