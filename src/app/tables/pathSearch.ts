import { faultOn } from '../connections/connectionFault';
import type { ConnectionList } from '../connections/ports';
import { walkFolders } from '../library/folderWalk';
import type { LibraryTree } from '../library/libraryTree';

export interface PathSearchOptions {
  readonly connections: Pick<ConnectionList, 'find'>;
  readonly tree: Pick<LibraryTree, 'list' | 'concurrency'>;
  readonly signal: AbortSignal;
  /** Gets the number of files seen so far. */
  readonly onProgress?: (files: number) => void;
}

/**
 * The ids of the files at these paths: of the library's folders, those that lead to them are listed, and no others. A path that no
 * file has, or several have, is absent.
 * @throws ConnectionFault where a listing fails; the signal's reason when aborted
 */
export async function resolvePaths(
  connectionId: string,
  paths: readonly string[],
  { connections, tree, signal, onProgress }: PathSearchOptions,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(paths);
  if (wanted.size === 0) return new Map();
  const folders = foldersAbove(wanted);
  try {
    const [files = []] = await walkFolders([{ folder: undefined, reach: 'below' }], {
      list: (folder, cursor, inner) => tree.list(connectionId, folder, cursor, inner, 'largest'),
      width: await tree.concurrency(connectionId),
      enters: ({ path }) => folders.has(path),
      signal,
      ...(onProgress && { onProgress }),
    });
    const found = new Map<string, string | undefined>();
    for (const { id, path } of files) if (wanted.has(path)) found.set(path, found.has(path) ? undefined : id);
    return new Map([...found].flatMap(([path, id]) => (id === undefined ? [] : [[path, id] as const])));
  } catch (error) {
    throw faultOn(connections.find(connectionId), error);
  }
}

function foldersAbove(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
