import type { HttpAnswer, NameAndPassword, Request } from '../http/exchange';
import type { MediaLibrary } from '../library/mediaLibrary';
import type { Asset, Owner, SampleFile } from '../library/sampleFile';
import type { Media } from '../media';
import type { Behavior } from '../options';
import { itemMatcher } from './itemSearch';
import { inMediaType } from './itemMediaType';
import type { OracleCaller, SampleGrants } from './oracleAccess';
import { badRequest } from './oracleRefusal';

/** What Oracle Content's side of the sandbox works with. */
export interface OracleContext {
  readonly library: MediaLibrary;
  readonly media: Media;
  readonly people: Readonly<Record<Owner, NameAndPassword>>;
  readonly grants: SampleGrants;
  readonly tokenSeconds: number;
  readonly now: () => number;
  readonly refuses: (file: SampleFile) => boolean;
  readonly behavior: () => Pick<Behavior, 'forbidden' | 'oracleAnswers' | 'oraclePictures'>;
  /** Called after the library was changed. */
  readonly changed: () => void;
}

/** A file or folder as Oracle's REST API for Documents describes it: every number is a text. */
export function describeItem({ library, people }: OracleContext, item: Asset): Readonly<Record<string, unknown>> {
  const person = { ...persons[item.owner], loginName: people[item.owner].name, type: 'user' };
  const common = {
    id: item.oracleId,
    parentID: item.path === '/' ? '' : (library.folder(item.folder)?.oracleId ?? 'self'),
    name: item.name,
    type: item.kind,
    createdTime: time(item.createdAt),
    modifiedTime: time(item.updatedAt),
    createdBy: person,
    ownedBy: person,
    modifiedBy: person,
  };
  return item.kind === 'file'
    ? { ...common, size: String(item.size), version: '1', mimeType: item.mime }
    : { ...common, childItemsCount: String(library.countIn(item.path)) };
}

export const persons: Readonly<Record<Owner, { readonly displayName: string; readonly id: string }>> = {
  user: { displayName: 'Demo User', id: 'U0EAA20910FAF3052ACB79E4T00000000001' },
  colleague: { displayName: 'Colleague', id: 'U0EAA20910FAF3052ACB79E4T00000000002' },
};

/** As in the documentation's examples: to the second. */
function time(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `GET …/folders/{folderId}/items` (List Folder Items). */
export function listItems(context: OracleContext, caller: OracleCaller, request: Request, folderId: string): HttpAnswer {
  const { library } = context;
  const { path } = caller.folder(folderId, 'read');
  const { folders, positions } = library.contents(path);
  const name = request.query.get('filterName');
  const isWanted = (item: Asset) => caller.sees(item) && (name === null || item.name === name);
  const visible = [...folders.filter(isWanted), ...filesWhere(library, positions, isWanted)];
  const { items, limit, offset, hasMore } = pageOf(request.query, visible, listingOrders, 50);
  return inMediaType(request, 200, {
    ownerFolderID: folderId,
    totalResults: String(visible.length),
    count: String(items.length),
    limit: String(limit),
    offset: String(offset),
    hasMore: hasMore ? '1' : '0',
    items: items.map(item => describeItem(context, item)),
    errorCode: '0',
  });
}

/** `GET …/folders/{folderId}/search/items` (Search Folders or Files): all that lies under the folder. */
export function searchItems(
  context: OracleContext,
  caller: OracleCaller,
  request: Request,
  folderId: string,
  version: string,
): HttpAnswer {
  const { library } = context;
  const { path } = caller.folder(folderId, 'read');
  const start = path === '/' ? '/' : `${path}/`;
  const matches = itemMatcher(request.query, context);
  const isWanted = (item: Asset) => item.path.startsWith(start) && caller.sees(item) && matches(item);
  const found = [...Array.from(library.folders()).filter(isWanted), ...filesWhere(library, Array(library.size).keys(), isWanted)];
  const { items, hasMore } = pageOf(request.query, found, searchOrders, version === '1.1' ? 50 : 20);
  return inMediaType(request, 200, {
    totalCount: String(found.length),
    count: String(items.length),
    hasMore: hasMore ? '1' : '0',
    items: items.map(item => describeItem(context, item)),
    errorCode: '0',
  });
}

function filesWhere(library: MediaLibrary, positions: Iterable<number>, isWanted: (file: SampleFile) => boolean): SampleFile[] {
  const found: SampleFile[] = [];
  for (const position of positions) {
    const file = library.listed(position);
    if (file !== undefined && isWanted(file)) found.push(file);
  }
  return found;
}

/** A part of a list, and what Oracle's documentation of List Folder Items says beside it. */
interface ItemPage {
  readonly items: readonly Asset[];
  readonly limit: number;
  readonly offset: number;
  readonly hasMore: boolean;
}

type Orders = Readonly<Record<string, (item: Asset) => string | number>>;

/**
 * Puts the items in the order of `orderby` (`name:asc` unless told) and cuts out the part of `limit` and `offset`.
 * @param orders what `orderby` may name
 */
function pageOf(query: URLSearchParams, items: readonly Asset[], orders: Orders, usualLimit: number): ItemPage {
  const [limit, offset] = [count(query, 'limit', usualLimit), count(query, 'offset', 0)];
  if (limit < 1 || limit > maximumLimit) throw badRequest(`limit must be from 1 to ${maximumLimit}.`);
  const [name = '', direction = 'asc'] = (query.get('orderby') ?? 'name:asc').split(':');
  const key = Object.hasOwn(orders, name) ? orders[name] : undefined;
  if (key === undefined || !['asc', 'desc'].includes(direction))
    throw badRequest(`orderby must be one of ${Object.keys(orders).join(', ')}, with :asc or :desc.`);
  const sign = direction === 'asc' ? 1 : -1;
  const keyed = items.map(item => ({ item, key: key(item) }));
  keyed.sort((one, other) => sign * (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  const page = keyed.slice(offset, offset + limit).map(({ item }) => item);
  return { items: page, limit, offset, hasMore: offset + limit < items.length };
}

const listingOrders: Orders = {
  name: item => item.name.toLowerCase(),
  createdTime: item => item.createdAt,
  modifiedTime: item => item.updatedAt,
};

const searchOrders: Orders = {
  name: item => item.name.toLowerCase(),
  size: item => (item.kind === 'file' ? item.size : 0),
  lastModifiedName: item => persons[item.owner].displayName,
  lastModifiedDate: item => item.updatedAt,
};

const maximumLimit = 10_000;

function count(query: URLSearchParams, name: string, usual: number): number {
  const text = query.get(name) ?? String(usual);
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`${name} must be a number.`);
  return Number(text);
}
