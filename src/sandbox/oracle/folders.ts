import type { Answer, Request } from '../exchange';
import type { Library } from '../library/library';
import type { Caller } from './caller';
import { describe } from './item';
import { inMediaType } from './mediaType';
import { LISTING_ORDERS, page, SEARCH_ORDERS } from './page';
import { searchMatcher } from './search';

/** `GET …/folders/{folderId}/items` (List Folder Items). */
export function listItems(library: Library, caller: Caller, request: Request, folderId: string): Answer {
  const { path } = caller.folder(folderId, 'read');
  const { folders, files } = library.contents(path);
  const name = request.query.get('filterName');
  const visible = [...folders, ...files].filter(item => caller.sees(item) && (name === null || item.name === name));
  const { items, limit, offset, hasMore } = page(request.query, visible, LISTING_ORDERS, 50);
  return inMediaType(request, 200, {
    ownerFolderID: folderId,
    totalResults: String(visible.length),
    count: String(items.length),
    limit: String(limit),
    offset: String(offset),
    hasMore: hasMore ? '1' : '0',
    items: items.map(item => describe(library, item)),
    errorCode: '0',
  });
}

/** `GET …/folders/{folderId}/search/items` (Search Folders or Files): all that lies under the folder. */
export function searchItems(library: Library, caller: Caller, request: Request, folderId: string, version: string): Answer {
  const { path } = caller.folder(folderId, 'read');
  const start = path === '/' ? '/' : `${path}/`;
  const matches = searchMatcher(request.query);
  const found = [...library.folders(), ...library.files()].filter(
    item => item.path.startsWith(start) && caller.sees(item) && matches(item),
  );
  const { items, hasMore } = page(request.query, found, SEARCH_ORDERS, version === '1.1' ? 50 : 20);
  return inMediaType(request, 200, {
    totalCount: String(found.length),
    count: String(items.length),
    hasMore: hasMore ? '1' : '0',
    items: items.map(item => describe(library, item)),
    errorCode: '0',
  });
}
