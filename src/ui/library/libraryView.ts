import {
  type CancellationToken,
  commands,
  commands as vscodeCommands,
  Disposable,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { Connections } from '../../app/connections/connections';
import type { ConnectionList, Subscription } from '../../app/connections/ports';
import type { Sessions } from '../../app/connections/sessions';
import { type LibraryNode, parentOf } from '../../app/library/libraryNode';
import type { LibraryTree } from '../../app/library/libraryTree';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { signalOf } from '../abortSignal';
import { contextKeys, views } from '../ids';
import type { DraggedNodes } from '../selectedNodes';

export interface LibraryViewDependencies {
  readonly library: LibraryTree;
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly services: ServiceCatalog;
  readonly dragged: DraggedNodes;
  /** Whether a file's last run failed. */
  readonly isFailed: (connectionId: string, fileId: string) => boolean;
  /** What there is to say of a file beside its facts. */
  readonly failureNote: (connectionId: string, fileId: string) => Promise<string | undefined>;
}

/** The Library view: the library's nodes, drawn. */
export class LibraryView implements TreeDataProvider<LibraryNode>, Disposable {
  readonly tree: TreeView<LibraryNode>;
  /** Whether a file is marked; set while there are checkboxes. */
  isMarked: ((connectionId: string, fileId: string) => boolean) | undefined;
  readonly drawn = new WeakSet<object>();

  constructor(private readonly deps: LibraryViewDependencies) {
    this.tree = window.createTreeView<LibraryNode>(views.library, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
      dragAndDropController: deps.dragged,
    });
    this.tree.onDidChangeSelection(() => void this.describeSelection());
  }

  readonly onDidChangeTreeData = (listener: (nodes: LibraryNode[] | undefined) => void): Disposable =>
    new Disposable(
      this.deps.library.onDidChange(nodes => {
        listener(nodes && [...nodes]);
      }),
    );

  /** What is selected now, for commands that no node was clicked for; nothing while it can't be seen. */
  get selection(): readonly LibraryNode[] {
    return this.tree.visible ? this.tree.selection : [];
  }

  get isVisible(): boolean {
    return this.tree.visible;
  }

  get onDidChangeSelection(): TreeView<LibraryNode>['onDidChangeSelection'] {
    return this.tree.onDidChangeSelection;
  }

  /** Gives the view the keyboard, where it is to be seen. */
  async focus(): Promise<void> {
    if (this.tree.visible) await vscodeCommands.executeCommand(`${views.library}.focus`);
  }

  /** Shows the view with this connection selected and open. */
  async reveal(connectionId: string): Promise<void> {
    await this.tree.reveal(this.deps.library.root(connectionId), { expand: true, focus: true });
  }

  /** Shows the view with this node selected and open. */
  async revealNode(node: LibraryNode): Promise<void> {
    await this.tree.reveal(node, { expand: true, focus: true });
  }

  /** Gives a node the keyboard, and selects nothing else. */
  async focusNode(node: LibraryNode): Promise<void> {
    if (this.tree.visible) await this.tree.reveal(node, { focus: true, select: false });
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
    this.drawn.add(node);
    const { libraryItem } = await import('./libraryItem');
    const { connections, services, isFailed } = this.deps;
    return libraryItem(node, { services, isPassing: id => connections.isPassing(id), isFailed, isMarked: this.isMarked });
  }

  async resolveTreeItem(item: TreeItem, node: LibraryNode, token: CancellationToken): Promise<TreeItem> {
    if (node.kind !== 'file' && node.kind !== 'folder') return item;
    const { resolveFileHover, resolveFolderHover } = await import('./fileHover');
    return node.kind === 'file'
      ? resolveFileHover(item, node, this.deps, signalOf(token))
      : resolveFolderHover(item, node, this.deps, signalOf(token));
  }

  /** Beside the title, where it moves nothing. */
  private async describeSelection(): Promise<void> {
    const { selectionText } = await import('../../app/text/libraryText');
    const files = this.tree.selection.flatMap(node => (node.kind === 'file' ? [node.file] : []));
    const description = selectionText(files);
    if (this.tree.description !== description) Object.assign(this.tree, { description });
  }

  dispose(): void {
    this.tree.dispose();
  }
}

/** Keeps the context key that says whether there is a connection. */
export function followConnections(connections: ConnectionList): Subscription {
  const tell = () =>
    void commands.executeCommand('setContext', contextKeys.connections, connections.all.length > 0 ? 'some' : 'none');
  tell();
  return connections.onDidChange(tell);
}
