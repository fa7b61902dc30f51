import type { RemoteFile } from '../../core/model/file';
import { type Reach, walkFolders } from '../library/folderWalk';
import {
  type BranchNode,
  type ConnectionNode,
  connectionIdOf,
  type FolderNode,
  folderOfNode,
  nodeId,
  type SearchNode,
  type TagNode,
} from '../library/libraryNode';
import type { LibraryTree } from '../library/libraryTree';

export interface CollectOptions {
  /** How far it goes below each of them. */
  readonly reach: Reach;
  readonly signal: AbortSignal;
  /** Gets the number of files found so far. */
  readonly onProgress?: (files: number) => void;
}

/** Where files are collected from. */
export interface FileSources {
  readonly tree: Pick<LibraryTree, 'list' | 'concurrency' | 'found'>;
  /** The files that have a tag, as the index of their library has it. */
  readonly tagged: (node: TagNode) => Promise<readonly RemoteFile[]>;
}

/**
 * All files of connections, folders, searches and tags, in the largest pages that the services give. Folders of one connection are
 * read side by side, at its pace, and so are connections.
 * @throws ConnectionFault where a listing fails; the signal's reason when aborted
 */
export async function collectFiles(
  nodes: readonly BranchNode[],
  { tree, tagged }: FileSources,
  { reach, signal, onProgress }: CollectOptions,
): Promise<ReadonlyMap<BranchNode, readonly RemoteFile[]>> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const counts = new Map<string, number>();
  const count = (of: string, files: number) => {
    counts.set(of, files);
    onProgress?.([...counts.values()].reduce((sum, one) => sum + one, 0));
  };
  const collectFolders = async (connectionId: string, branches: readonly (ConnectionNode | FolderNode)[]) => {
    const lists = await walkFolders(
      branches.map(node => ({ folder: folderOfNode(node), reach })),
      {
        list: (folder, cursor, inner) => tree.list(connectionId, folder, cursor, inner, 'largest'),
        width: await tree.concurrency(connectionId),
        signal: either,
        onProgress: files => {
          count(connectionId, files);
        },
      },
    );
    return branches.map((node, index) => [node, lists[index] ?? []] as const);
  };
  const collectFound = async (node: SearchNode) => {
    const files: RemoteFile[] = [];
    let cursor: string | undefined;
    do {
      const page = await tree.found(node, cursor, either);
      for (const file of page.items) files.push(file);
      count(nodeId(node), files.length);
      cursor = page.next;
    } while (cursor !== undefined);
    return [[node, files]] as const;
  };
  const folders = nodes.filter(node => node.kind === 'connection' || node.kind === 'folder');
  try {
    const found = await Promise.all([
      ...Array.from(byConnection(folders), entry => collectFolders(...entry)),
      ...nodes.filter(node => node.kind === 'search').map(collectFound),
      ...nodes.filter(node => node.kind === 'tag').map(async node => [[node, await tagged(node)]] as const),
    ]);
    return new Map<BranchNode, readonly RemoteFile[]>(found.flat());
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

function byConnection<Node extends BranchNode>(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    const id = connectionIdOf(node);
    groups.set(id, [...(groups.get(id) ?? []), node]);
  }
  return groups;
}
