import type { RemoteFile } from '../../core/model/file';
import { type Reach, walkFolders } from '../library/folderWalk';
import { type BranchNode, connectionIdOf, folderOf } from '../library/libraryNode';
import type { LibraryTree } from '../library/libraryTree';

export interface CollectOptions {
  /** How far it goes below a folder; a connection is always its whole library. */
  readonly reach: Reach;
  readonly signal: AbortSignal;
  /** Gets the number of files found so far. */
  readonly onProgress?: (files: number) => void;
}

/**
 * All files of connections and folders, as the services have them now, in the largest pages that they give. Folders of one
 * connection are read side by side, at its pace, and so are connections.
 * @throws ConnectionFault where a listing fails; the signal's reason when aborted
 */
export async function collectFiles(
  nodes: readonly BranchNode[],
  tree: Pick<LibraryTree, 'list' | 'concurrency'>,
  { reach, signal, onProgress }: CollectOptions,
): Promise<ReadonlyMap<BranchNode, readonly RemoteFile[]>> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const counts = new Map<string, number>();
  const collect = async (connectionId: string, branches: readonly BranchNode[]) => {
    const lists = await walkFolders(
      branches.map(node => ({ folder: folderOf(node), reach: node.kind === 'connection' ? 'below' : reach })),
      {
        list: (folder, cursor, inner) => tree.list(connectionId, folder, cursor, inner, 'largest'),
        width: await tree.concurrency(connectionId),
        signal: either,
        onProgress: files => {
          counts.set(connectionId, files);
          onProgress?.([...counts.values()].reduce((sum, count) => sum + count, 0));
        },
      },
    );
    return branches.map((node, index) => [node, lists[index] ?? []] as const);
  };
  try {
    const found = await Promise.all(Array.from(byConnection(nodes), entry => collect(...entry)));
    return new Map(found.flat());
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

function byConnection(nodes: readonly BranchNode[]): ReadonlyMap<string, readonly BranchNode[]> {
  const groups = new Map<string, BranchNode[]>();
  for (const node of nodes) {
    const id = connectionIdOf(node);
    groups.set(id, [...(groups.get(id) ?? []), node]);
  }
  return groups;
}
