import type { SampleFile, SampleFolder } from '../library/file';
import { PEOPLE } from './item';
import { badRequest } from './refusal';

type Item = SampleFile | SampleFolder;

/** A part of a list, and what Oracle's documentation of List Folder Items says beside it. */
export interface ItemPage {
  readonly items: readonly Item[];
  readonly limit: number;
  readonly offset: number;
  readonly hasMore: boolean;
}

/**
 * Puts the items in the order of `orderby` (`name:asc` unless told) and cuts out the part of `limit` and `offset`.
 * @param keys what `orderby` may name
 */
export function page(
  query: URLSearchParams,
  items: readonly Item[],
  keys: Readonly<Record<string, (item: Item) => string | number>>,
  usual: number,
): ItemPage {
  const [limit, offset] = [count(query, 'limit', usual), count(query, 'offset', 0)];
  if (limit < 1 || limit > MAXIMUM) throw badRequest(`limit must be from 1 to ${MAXIMUM}.`);
  const [name = '', direction = 'asc'] = (query.get('orderby') ?? 'name:asc').split(':');
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (key === undefined || !['asc', 'desc'].includes(direction))
    throw badRequest(`orderby must be one of ${Object.keys(keys).join(', ')}, with :asc or :desc.`);
  const sign = direction === 'asc' ? 1 : -1;
  const keyed = items.map(item => ({ item, key: key(item) }));
  keyed.sort((one, other) => sign * (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  return {
    items: keyed.slice(offset, offset + limit).map(({ item }) => item),
    limit,
    offset,
    hasMore: offset + limit < items.length,
  };
}

export const LISTING_ORDERS: Readonly<Record<string, (item: Item) => string | number>> = {
  name: item => item.name.toLowerCase(),
  createdTime: item => item.createdAt,
  modifiedTime: item => item.updatedAt,
};

export const SEARCH_ORDERS: Readonly<Record<string, (item: Item) => string | number>> = {
  name: item => item.name.toLowerCase(),
  size: item => (item.kind === 'file' ? item.size : 0),
  lastModifiedName: item => PEOPLE[item.owner]['displayName'] ?? '',
  lastModifiedDate: item => item.updatedAt,
};

const MAXIMUM = 10_000;

function count(query: URLSearchParams, name: string, usual: number): number {
  const text = query.get(name) ?? String(usual);
  if (!/^\d+$/.test(text)) throw badRequest(`${name} must be a number.`);
  return Number(text);
}
