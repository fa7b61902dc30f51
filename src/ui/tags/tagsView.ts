import {
  type CancellationToken,
  commands as vscodeCommands,
  Disposable,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { TagsNode, TagsTree } from '../../app/tagIndex/tagsTree';
import { signalOf } from '../abortSignal';
import type { DraggedNodes } from '../selectedNodes';
import { views } from '../ids';

/** What the view shows and how, loaded when it is first seen. */
export interface TagsFace {
  readonly tree: TagsTree;
  readonly itemOf: (node: TagsNode) => TreeItem;
  readonly resolve: (item: TreeItem, node: TagsNode, signal: AbortSignal) => Promise<TreeItem>;
  /** What stands over the tree. */
  readonly message: () => string | undefined;
}

/** The Tags view: the tags of indexes, drawn. */
export class TagsView implements TreeDataProvider<TagsNode>, Disposable {
  private readonly view: TreeView<TagsNode>;
  private readonly listeners = new Set<(nodes: TagsNode[] | undefined) => void>();
  readonly drawn = new WeakSet<object>();
  private face: TagsFace | undefined;
  private loading: Promise<TagsFace> | undefined;

  constructor(
    private readonly open: () => Promise<TagsFace>,
    dragAndDropController: DraggedNodes,
  ) {
    this.view = window.createTreeView<TagsNode>(views.tags, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController,
    });
  }

  readonly onDidChangeTreeData = (listener: (nodes: TagsNode[] | undefined) => void): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  get selection(): readonly TagsNode[] {
    return this.view.selection;
  }

  get isVisible(): boolean {
    return this.view.visible;
  }

  async focus(): Promise<void> {
    if (this.view.visible) await vscodeCommands.executeCommand(`${views.tags}.focus`);
  }

  /** Calls when something else is selected. */
  get onDidChangeSelection(): TreeView<TagsNode>['onDidChangeSelection'] {
    return this.view.onDidChangeSelection;
  }

  async load(): Promise<TagsFace> {
    return (this.loading ??= this.open().then(face => this.follow(face)));
  }

  async getChildren(node?: TagsNode): Promise<TagsNode[]> {
    const { tree } = await this.load();
    return [...(await tree.children(node))];
  }

  getTreeItem(node: TagsNode): TreeItem {
    this.drawn.add(node);
    // a node comes from the tree, which was loaded then
    if (!this.face) throw new Error('no tree yet');
    return this.face.itemOf(node);
  }

  getParent(node: TagsNode): TagsNode | undefined {
    return this.face?.tree.parentOf(node);
  }

  async resolveTreeItem(item: TreeItem, node: TagsNode, token: CancellationToken): Promise<TreeItem> {
    const { resolve } = await this.load();
    return resolve(item, node, signalOf(token));
  }

  dispose(): void {
    this.face?.tree.dispose();
    this.view.dispose();
  }

  private follow(face: TagsFace): TagsFace {
    this.face = face;
    face.tree.onDidChange(nodes => {
      const message = face.message();
      if (this.view.message !== message) Object.assign(this.view, { message });
      for (const listener of this.listeners) listener(nodes && [...nodes]);
    });
    return face;
  }
}
