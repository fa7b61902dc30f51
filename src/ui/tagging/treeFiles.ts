import { CancellationError, l10n, ProgressLocation, window } from 'vscode';
import { collectFiles } from '../../app/selection/collectFiles';
import type { RemoteFile } from '../../core/model/file';
import { signalOf } from '../abortSignal';
import { number } from '../../app/text/l10n';
import type { LibraryTree } from '../../app/library/libraryTree';
import { type BranchNode, connectionIdOf, type FileNode, isNode, type LibraryNode } from '../../app/library/libraryNode';
import { type Selection, selectionOf, type SelectedFile, selectedFile } from './selection';

/** What has files: the rest of a tree says what could not be loaded. */
export type FilesNode = BranchNode | FileNode;

export function isFilesNode(value: unknown): value is FilesNode {
  return isNode(value, 'file') || isNode(value, 'folder') || isNode(value, 'connection');
}

/** What a tree's command is about: the clicked element with the selection that it belongs to, or it alone. */
export function clickedNodes([clicked, selection]: readonly unknown[]): readonly FilesNode[] {
  if (!isFilesNode(clicked)) return [];
  const selected = Array.isArray(selection) ? selection.filter(isFilesNode) : [];
  return selected.includes(clicked) ? selected : [clicked];
}

/**
 * The files of these nodes, by connection. For a folder with folders in it a person is asked how deep to go; a connection is its
 * whole library. Throws a CancellationError when it is called off, and a ConnectionFault where a listing fails.
 */
export async function filesOfNodes(nodes: readonly FilesNode[], library: LibraryTree): Promise<readonly Selection[]> {
  const branches = nodes.filter(node => node.kind !== 'file');
  const folders = branches.filter(node => node.kind === 'folder');
  const below = await askReach(folders, library);
  const listed = branches.length === 0 ? new Map<BranchNode, readonly RemoteFile[]>() : await list(branches, below, library);
  const found = new Map<string, SelectedFile[]>();
  for (const node of nodes) {
    const connectionId = connectionIdOf(node);
    const files = found.get(connectionId) ?? [];
    if (node.kind === 'file') files.push(selectedFile(node.file));
    else for (const file of listed.get(node) ?? []) files.push(selectedFile(file));
    found.set(connectionId, files);
  }
  return Array.from(found, ([connectionId, files]) => selectionOf(connectionId, files)).filter(({ files }) => files.length > 0);
}

async function askReach(folders: readonly BranchNode[], library: LibraryTree): Promise<boolean> {
  const children = await Promise.all(folders.map(folder => library.children(folder)));
  if (!children.flat().some(mayHoldFolders)) return false;
  const [folder] = folders;
  const title =
    folders.length === 1 && folder?.kind === 'folder' ? folder.folder.path : l10n.t('{0} folders', number(folders.length));
  const items = [
    { label: l10n.t('Files in this folder'), below: false },
    { label: l10n.t('Files in this folder and all below it'), below: true },
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: l10n.t('Which files?') });
  if (!picked) throw new CancellationError();
  return picked.below;
}

function mayHoldFolders({ kind }: LibraryNode): boolean {
  return kind === 'folder' || kind === 'more';
}

function list(
  branches: readonly BranchNode[],
  below: boolean,
  library: LibraryTree,
): Promise<ReadonlyMap<BranchNode, readonly RemoteFile[]>> {
  const options = { location: ProgressLocation.Notification, title: l10n.t('Looking for files'), cancellable: true };
  return Promise.resolve(
    window.withProgress(options, (progress, token) =>
      collectFiles(branches, library, {
        reach: below ? 'below' : 'folder',
        signal: signalOf(token),
        onProgress: count => {
          if (count > 0) progress.report({ message: l10n.t('{0} so far', number(count)) });
        },
      }),
    ),
  );
}
