import type { Answer, Request } from '../exchange';
import { json } from '../exchange';
import { lastName } from '../library/file';
import { QueryProblem } from '../query/problem';
import { folderPath, search } from '../query/search';
import type { Asset, Search } from '../query/search';
import { refusal } from './answer';
import { describe } from './asset';
import type { ImageKitContext } from './context';
import { sorter } from './sort';

/** `GET /v1/files`: lists and searches, by the parameters of ImageKit's documentation of List and search assets. */
export class Listing {
  /** The last result in full: the next page of it is often what is asked for next. */
  #last: { readonly key: string; readonly revision: number; readonly assets: readonly Asset[] } | undefined;

  constructor(private readonly context: ImageKitContext) {}

  answer({ query }: Request): Answer {
    const { skip, limit, problem } = page(query);
    const order = sorter(query.get('sort') ?? 'ASC_CREATED');
    if (problem !== undefined) return refusal(400, problem);
    if (order === undefined) return refusal(400, 'Your request contains invalid value for sort parameters.');
    if (!TYPES.includes(query.get('type') ?? 'file'))
      return refusal(
        400,
        'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.',
      );
    if (!FILE_TYPES.includes(query.get('fileType') ?? 'all'))
      return refusal(400, 'Your request contains invalid value for fileType parameter.');
    try {
      const assets = this.#assets(query, order).slice(skip, skip + limit);
      return json(
        200,
        assets.map(asset => describe(asset, this.context.address())),
      );
    } catch (error) {
      if (error instanceof QueryProblem)
        return refusal(400, `Your request contains invalid value for searchQuery parameter. ${error.message}`);
      throw error;
    }
  }

  #assets(query: URLSearchParams, order: NonNullable<ReturnType<typeof sorter>>): readonly Asset[] {
    const { library, now } = this.context;
    const key = Array.from(query)
      .filter(([name]) => name !== 'skip' && name !== 'limit')
      .join('\n');
    if (this.#last?.key === key && this.#last.revision === library.revision) return this.#last.assets;
    const text = query.get('searchQuery') ?? '';
    const found = text === '' ? undefined : search(text, now());
    const matches = found === undefined ? plainMatcher(query) : (asset: Asset) => found.matches(asset);
    const assets = this.#candidates(query, found?.ids).filter(
      asset => isOfFileType(asset, query.get('fileType')) && matches(asset),
    );
    const sorted = order(assets, found ?? NO_SEARCH);
    this.#last = { key, revision: library.revision, assets: sorted };
    return sorted;
  }

  /** All that is in the folder of the parameter `path`, and in it alone; everything where there is none. */
  #candidates(query: URLSearchParams, ids: ReadonlySet<string> | undefined): readonly Asset[] {
    const { library } = this.context;
    const path = query.get('path');
    const named = ids && Array.from(ids, id => library.file(id)).filter(file => file !== undefined);
    const { folders, files } =
      path === null || path === ''
        ? { folders: library.folders(), files: named ?? library.files() }
        : library.contents(folderPath(path));
    return [...folders, ...files].filter(asset => asset.owner === 'user' && asset.path !== '/');
  }
}

const TYPES = ['file', 'file-version', 'folder', 'all'];
const FILE_TYPES = ['all', 'image', 'non-image'];
const NO_SEARCH: Search = { matches: () => true, relevance: () => 0 };

function page(query: URLSearchParams): { readonly skip: number; readonly limit: number; readonly problem: string | undefined } {
  const skip = Number(query.get('skip') ?? 0);
  const limit = Number(query.get('limit') ?? 1000);
  return { skip, limit, problem: skipProblem(skip, query) ?? limitProblem(limit, query) };
}

function skipProblem(skip: number, query: URLSearchParams): string | undefined {
  return skip >= 0
    ? undefined
    : `The value of skip parameter should be greater than or equal to 0. Value sent is ${query.get('skip') ?? ''}.`;
}

function limitProblem(limit: number, query: URLSearchParams): string | undefined {
  const sent = `Value sent is ${query.get('limit') ?? ''}.`;
  if (!(limit >= 1)) return `Minimum value of limit parameter is 1. ${sent}`;
  return limit > 1000 ? `Maximum value of limit parameter is 1000. ${sent}` : undefined;
}

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
    (name === null || lastName(asset.path) === name) &&
    (tags.length === 0 || (asset.kind === 'file' && asset.tags.some(tag => tags.includes(tag))));
}

function isOfFileType(asset: Asset, fileType: string | null): boolean {
  return fileType === null || fileType === 'all' || asset.kind === 'folder' || asset.isImage === (fileType === 'image');
}
