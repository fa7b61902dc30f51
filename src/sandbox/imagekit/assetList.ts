import type { HttpAnswer, FileFault, Request } from '../http/exchange';
import { json } from '../http/exchange';
import type { Asset } from '../library/sampleFile';
import { folderPath } from '../library/sampleFile';
import type { AssetSearch } from './assetSearch';
import { searchAssets } from './assetSearch';
import type { ImageKitContext } from './imagekitAssets';
import { describeAsset, refused } from './imagekitAssets';
import { QueryProblem } from './queryParser';

/** `GET /v1/files`: lists and searches, by the parameters of ImageKit's documentation of List and search assets. */
export class AssetList {
  /** The latest results: the next page of one is often what is asked for next. */
  private readonly results = new Map<string, { readonly revision: number; readonly found: readonly Found[] }>();

  constructor(private readonly context: ImageKitContext) {}

  answer({ query }: Request, fault?: FileFault): HttpAnswer {
    const problem = parametersProblem(query);
    if (problem !== undefined) return refused(400, problem);
    const [skip, limit] = [Number(query.get('skip') ?? 0), Number(query.get('limit') ?? 1000)];
    try {
      const page = this.found(query).slice(skip, skip + limit);
      return json(
        200,
        page.flatMap(found => this.described(found, fault)),
      );
    } catch (error) {
      if (!(error instanceof QueryProblem)) throw error;
      return refused(400, `Your request contains invalid value for searchQuery parameter. ${error.message}`);
    }
  }

  private described(found: Found, fault: FileFault | undefined): readonly object[] {
    const asset = this.asset(found);
    if (asset === undefined) return [];
    const described = describeAsset(asset, this.context.address());
    return fault?.kind === 'tagless' && fault.happensTo(asset.id) ? [{ ...described, tags: undefined }] : [described];
  }

  private found(query: URLSearchParams): readonly Found[] {
    const { library } = this.context;
    const key = Array.from(query)
      .filter(([name]) => name !== 'skip' && name !== 'limit')
      .join('\n');
    const revision = library.listedRevision;
    const known = this.results.get(key);
    // what is asked for again moves to the end
    this.results.delete(key);
    const result = known?.revision === revision ? known : { revision, found: this.find(query) };
    this.results.set(key, result);
    const [oldest = ''] = this.results.keys();
    if (this.results.size > keptResults) this.results.delete(oldest);
    return result.found;
  }

  private find(query: URLSearchParams): readonly Found[] {
    if (isPlain(query)) return this.plain(query);
    const text = query.get('searchQuery') ?? '';
    const search = text === '' ? undefined : searchAssets(text, this.context.now());
    const isOfType = typeMatcher(query.get('fileType'));
    const matches = search === undefined ? plainMatcher(query) : (asset: Asset) => search.matches(asset);
    const key = sortKeys[sortField(query)];
    const keyed = this.candidates(query, search?.ids).flatMap(found => {
      const asset = this.asset(found);
      if (asset?.owner !== 'user' || asset.path === '/' || !isOfType(asset) || !matches(asset)) return [];
      return [{ found, key: key?.(asset, search) ?? 0 }];
    });
    const sign = query.get('sort')?.startsWith('DESC') === true ? -1 : 1;
    keyed.sort((one, other) => sign * (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
    return keyed.map(({ found }) => found);
  }

  /** Files in the order of their creation: none need be looked at. */
  private plain(query: URLSearchParams): readonly Found[] {
    const { library } = this.context;
    const found = this.candidates(query, undefined).filter(one => typeof one === 'number' && library.isListed(one));
    return query.get('sort')?.startsWith('DESC') === true ? found.reverse() : found;
  }

  /** All that is in the folder of the parameter `path`, and in it alone; everything where there is none. */
  private candidates(query: URLSearchParams, ids: ReadonlySet<string> | undefined): Found[] {
    const { library } = this.context;
    const path = query.get('path');
    if (path !== null && path !== '') {
      const { folders, positions } = library.contents(folderPath(path));
      return [...folders.map(folder => folder.path), ...positions];
    }
    const named = ids && Array.from(ids, id => library.positionOf(id)).filter(position => position !== undefined);
    return [...Array.from(library.folders(), folder => folder.path), ...(named ?? Array(library.size).keys())];
  }

  private asset(found: Found): Asset | undefined {
    const { library } = this.context;
    return typeof found === 'string' ? library.folder(found) : library.listed(found);
  }
}

/** A folder's path or a file's position. */
type Found = string | number;

const keptResults = 8;

function isPlain(query: URLSearchParams): boolean {
  const isNarrowed = ['searchQuery', 'name', 'tags', 'fileType', 'includeFolder'].some(name => query.has(name));
  return !isNarrowed && (query.get('type') ?? 'file') === 'file' && sortField(query) === 'CREATED';
}

const types = ['file', 'file-version', 'folder', 'all'];
const fileTypes = ['all', 'image', 'non-image'];

function parametersProblem(query: URLSearchParams): string | undefined {
  const [skip, limit] = [query.get('skip') ?? '0', query.get('limit') ?? '1000'];
  if (!(Number(skip) >= 0)) return `The value of skip parameter should be greater than or equal to 0. Value sent is ${skip}.`;
  if (!(Number(limit) >= 1)) return `Minimum value of limit parameter is 1. Value sent is ${limit}.`;
  if (Number(limit) > 1000) return `Maximum value of limit parameter is 1000. Value sent is ${limit}.`;
  if (!Object.hasOwn(sortKeys, sortField(query))) return 'Your request contains invalid value for sort parameters.';
  if (!types.includes(query.get('type') ?? 'file'))
    return 'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.';
  if (!fileTypes.includes(query.get('fileType') ?? 'all')) return 'Your request contains invalid value for fileType parameter.';
  return undefined;
}

/** What the parameter `sort` names behind `ASC_` or `DESC_`. */
function sortField(query: URLSearchParams): string {
  return /^(?:ASC|DESC)_([A-Z]+)$/.exec(query.get('sort') ?? 'ASC_CREATED')?.[1] ?? '';
}

const sortKeys: Readonly<Record<string, (asset: Asset, search: AssetSearch | undefined) => string | number>> = {
  NAME: asset => asset.name.toLowerCase(),
  CREATED: asset => asset.createdAt,
  UPDATED: asset => asset.updatedAt,
  SIZE: asset => (asset.kind === 'file' ? asset.size : 0),
  WIDTH: asset => (asset.kind === 'file' ? (asset.dimensions?.width ?? 0) : 0),
  HEIGHT: asset => (asset.kind === 'file' ? (asset.dimensions?.height ?? 0) : 0),
  DURATION: asset => (asset.kind === 'file' ? (asset.duration ?? 0) : 0),
  RELEVANCE: (asset, search) => search?.relevance(asset) ?? 0,
};

/**
 * What is asked for without a search query. `tags` (any of a comma-separated list), `name` and `includeFolder` are older
 * parameters that ImageKit's former documentation and its older SDK have. Every file has one version, the current one.
 */
function plainMatcher(query: URLSearchParams): (asset: Asset) => boolean {
  const type = query.get('type') ?? (query.get('includeFolder') === 'true' ? 'all' : 'file');
  const tags = (query.get('tags') ?? '')
    .split(',')
    .map(tag => tag.trim())
    .filter(Boolean);
  const name = query.get('name');
  return asset =>
    (type === 'all' || asset.kind === type) &&
    (name === null || asset.name === name) &&
    (tags.length === 0 || (asset.kind === 'file' && asset.tags.some(tag => tags.includes(tag))));
}

function typeMatcher(fileType: string | null): (asset: Asset) => boolean {
  return asset => fileType === null || fileType === 'all' || asset.kind === 'folder' || asset.isImage === (fileType === 'image');
}
