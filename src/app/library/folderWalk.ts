import type { Folder, Page, RemoteFile } from '../../core/model/file';
import { checkPage } from './pagedBranch';

/** The files of a folder alone, or those of all folders below it too. */
export type Reach = 'folder' | 'below';

/** Where a walk begins; without a folder, at the library's root. */
export interface WalkStart {
  readonly folder: Folder | undefined;
  readonly reach: Reach;
}

export interface WalkOptions {
  /** One page of a folder's folders and files. */
  readonly list: (
    folder: Folder | undefined,
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<Page<Folder | RemoteFile>>;
  /** How many folders are read at one time. */
  readonly width: number;
  readonly signal: AbortSignal;
  /** Whether a folder below a start is worth a look; all are, where it is not given. */
  readonly enters?: (folder: Folder) => boolean;
  /** Gets the number of files found so far, after each page. */
  readonly onProgress?: (files: number) => void;
}

/**
 * The files below each start, one folder after the other, from the top down: the same order whichever answer comes first. Folders
 * are read side by side, each once, even where several starts lead to it or a folder is shown within itself.
 * @throws what `list` throws first: a part of a library is no answer; the signal's reason when aborted
 */
export async function walkFolders(
  starts: readonly WalkStart[],
  { list, width, signal, enters = () => true, onProgress }: WalkOptions,
): Promise<readonly (readonly RemoteFile[])[]> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const listings = new Map<string, Listing>();
  const waiting: Request[] = [];
  const running = new Set<Promise<void>>();
  let files = 0;

  const want = (folder: Folder | undefined, reach: Reach): void => {
    let listing = listings.get(keyOf(folder));
    if (!listing) {
      listing = { folder, reach: 'folder', folders: [], files: [], seen: new Set() };
      listings.set(keyOf(folder), listing);
      waiting.push({ listing });
    }
    if (reach === 'folder' || listing.reach === 'below') return;
    listing.reach = 'below';
    for (const child of listing.folders) want(child, 'below');
  };

  const send = async ({ listing, cursor }: Request): Promise<void> => {
    const page = await list(listing.folder, cursor, either);
    either.throwIfAborted();
    checkPage(page, listing.seen);
    for (const item of page.items) {
      if (item.kind === 'file') {
        listing.files.push(item);
        files++;
      } else {
        if (!enters(item)) continue;
        listing.folders.push(item);
        if (listing.reach === 'below') want(item, 'below');
      }
    }
    // the rest of a folder goes before further folders, so that few of them are half read
    if (page.next !== undefined) waiting.unshift({ listing, cursor: page.next });
    onProgress?.(files);
  };

  for (const { folder, reach } of starts) want(folder, reach);
  try {
    while (waiting.length > 0 || running.size > 0) {
      for (const request of waiting.splice(0, width - running.size)) {
        const sent = send(request).finally(() => running.delete(sent));
        running.add(sent);
      }
      await Promise.race(running);
    }
  } catch (error) {
    stop.abort(error);
    throw error;
  }
  return starts.map(({ folder, reach }) => filesBelow(folder, reach, listings));
}

/** One page of a folder. */
interface Request {
  readonly listing: Listing;
  readonly cursor?: string;
}

/** What was read of a folder. */
interface Listing {
  readonly folder: Folder | undefined;
  reach: Reach;
  readonly folders: Folder[];
  readonly files: RemoteFile[];
  /** The ids of all that was listed. */
  readonly seen: Set<string>;
}

function keyOf(folder: Folder | undefined): string {
  return folder === undefined ? 'root' : `folder ${folder.id}`;
}

function filesBelow(start: Folder | undefined, reach: Reach, listings: ReadonlyMap<string, Listing>): readonly RemoteFile[] {
  const files: RemoteFile[] = [];
  const keys = new Set([keyOf(start)]);
  // a set can be gone through while it grows
  for (const key of keys) {
    const listing = listings.get(key);
    if (!listing) continue;
    for (const file of listing.files) files.push(file);
    if (reach === 'below') for (const folder of listing.folders) keys.add(keyOf(folder));
  }
  return files;
}
