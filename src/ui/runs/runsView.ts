import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem, type TreeView, window } from 'vscode';
import type { RunHistory } from '../../app/runs/runHistory';
import type { RunsNode, RunsTree } from '../../app/runs/runsTree';
import { views } from '../ids';

/** The Runs view. */
export class RunsView implements TreeDataProvider<RunsNode>, Disposable {
  private readonly changed = new EventEmitter<RunsNode | undefined>();
  private readonly view: TreeView<RunsNode>;
  private readonly following: readonly { dispose(): void }[];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly tree: RunsTree,
    history: RunHistory,
  ) {
    this.view = window.createTreeView<RunsNode>(views.runs, { treeDataProvider: this, showCollapseAll: true });
    const refreshVisible = () => {
      if (this.view.visible) history.refresh();
    };
    const stop = tree.onDidChange(node => {
      this.changed.fire(node);
    });
    this.following = [
      { dispose: stop },
      this.view.onDidChangeVisibility(refreshVisible),
      // what other windows did meanwhile
      window.onDidChangeWindowState(refreshVisible),
    ];
  }

  /** Shows the view with this run selected and open; with the newest selected where none is told. */
  async reveal(runId?: string): Promise<void> {
    const node = await this.tree.find(runId);
    if (node) await this.view.reveal(node, { expand: runId !== undefined && 2, focus: true });
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    return [...(await this.tree.children(node))];
  }

  getParent(): undefined {
    return undefined;
  }

  /** How runs are drawn is loaded with the first one. */
  async getTreeItem(node: RunsNode): Promise<TreeItem> {
    const { itemOfNode } = await import('./runItem');
    return itemOfNode(node, node.kind === 'run' ? this.tree.entry(node) : undefined);
  }

  dispose(): void {
    for (const one of this.following) one.dispose();
    this.view.dispose();
    this.changed.dispose();
  }
}
