import {
  type CancellationToken,
  Disposable,
  type ProviderResult,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { ServiceCatalog } from '../../core/model/descriptor';
import type { Picture, RemoteFile } from '../../core/model/file';
import type { Connections } from '../../app/connections/connections';
import type { Sessions } from '../../app/connections/sessions';
import { signalOf } from '../abortSignal';
import { views } from '../ids';
import type { LibraryTree } from '../../app/library/libraryTree';
import { type LibraryNode, parentOf } from '../../app/library/libraryNode';

export interface LibraryViewDependencies {
  readonly library: LibraryTree;
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly services: ServiceCatalog;
  /** What there is to say of a file beside its facts. */
  readonly failureNote: (connectionId: string, fileId: string) => Promise<string | undefined>;
}

/** The Library view: the library's nodes, drawn. */
export class LibraryView implements TreeDataProvider<LibraryNode>, Disposable {
  private readonly tree: TreeView<LibraryNode>;

  constructor(private readonly deps: LibraryViewDependencies) {
    this.tree = window.createTreeView(views.library, { treeDataProvider: this, canSelectMany: true, showCollapseAll: true });
  }

  readonly onDidChangeTreeData = (listener: (nodes: LibraryNode[] | undefined) => void): Disposable =>
    new Disposable(
      this.deps.library.onDidChange(nodes => {
        listener(nodes && [...nodes]);
      }),
    );

  /** What is selected now, for commands that no node was clicked for. */
  get selection(): readonly LibraryNode[] {
    return this.tree.selection;
  }

  /** Shows the view with this connection selected and open. */
  async reveal(connectionId: string): Promise<void> {
    await this.tree.reveal(this.deps.library.root(connectionId), { expand: true, focus: true });
  }

  /** Selects a file that was loaded; resolves to whether it was. */
  async revealFile(connectionId: string, fileId: string): Promise<boolean> {
    const node = this.deps.library.fileNode(connectionId, fileId);
    if (node) await this.tree.reveal(node, { focus: true });
    return node !== undefined;
  }

  getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    return this.deps.library.children(node).then(nodes => [...nodes]);
  }

  getParent(node: LibraryNode): LibraryNode | undefined {
    return parentOf(node);
  }

  /** How nodes are drawn is loaded with the first one. */
  async getTreeItem(node: LibraryNode): Promise<TreeItem> {
    const { itemOf } = await import('./libraryItem');
    const { connections, services } = this.deps;
    return itemOf(node, { services, isPassing: id => connections.isPassing(id) });
  }

  resolveTreeItem(item: TreeItem, node: LibraryNode, token: CancellationToken): ProviderResult<TreeItem> {
    return node.kind === 'file' ? this.withHover(item, node.connectionId, node.file, signalOf(token)) : item;
  }

  dispose(): void {
    this.tree.dispose();
  }

  private async withHover(item: TreeItem, connectionId: string, file: RemoteFile, signal: AbortSignal): Promise<TreeItem> {
    const { hasOwnPicture, hoverOf } = await import('./hover');
    const [picture, derivedTags, note] = await Promise.all([
      hasOwnPicture(file.facts) ? undefined : this.picture(connectionId, file, signal),
      this.derivedTags(connectionId, file, signal),
      this.deps.failureNote(connectionId, file.id),
    ]);
    item.tooltip = hoverOf({ ...file, derivedTags }, picture, note);
    return item;
  }

  /** Where a listing has no tags, what is read for it has none but the file's own. */
  private async derivedTags(connectionId: string, file: RemoteFile, signal: AbortSignal): Promise<RemoteFile['derivedTags']> {
    try {
      const service = await this.deps.sessions.serviceOf(connectionId);
      if (service.limits.tagsInListing) return file.derivedTags;
      return (await service.readOne(file.id, signal))?.derivedTags ?? [];
    } catch {
      return file.derivedTags;
    }
  }

  /** A hover without its picture still tells the tags: nobody needs to know why it could not be had. */
  private async picture(connectionId: string, file: RemoteFile, signal: AbortSignal): Promise<Picture | undefined> {
    try {
      return await (await this.deps.sessions.serviceOf(connectionId)).picture(file, signal);
    } catch {
      return undefined;
    }
  }
}
