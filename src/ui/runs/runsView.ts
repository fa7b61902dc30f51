import { type Disposable, EventEmitter, type Memento, type TreeDataProvider, type TreeItem, type TreeView, window } from 'vscode';
import type { Runs } from '../../core/run/runs';
import type { RunHistory } from '../../app/runs/runHistory';
import type { MoreFilesNode, RunsNode, RunsTree } from '../../app/runs/runsTree';
import { countUnseen } from '../../app/runs/runStatus';
import { views } from '../ids';

export interface RunsViewDependencies {
  readonly state: Pick<Memento, 'get' | 'update'>;
  readonly runs: Pick<Runs, 'record'>;
  readonly history: RunHistory;
}

/** The Runs view. What it shows is loaded when it is first seen. */
export class RunsView implements TreeDataProvider<RunsNode>, Disposable {
  private readonly changed = new EventEmitter<RunsNode | undefined>();
  private readonly view: TreeView<RunsNode>;
  private tree: Promise<RunsTree> | undefined;
  private readonly following: readonly { dispose(): void }[];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly deps: RunsViewDependencies) {
    const { history } = deps;
    this.view = window.createTreeView<RunsNode>(views.runs, { treeDataProvider: this, showCollapseAll: true });
    const refreshVisible = () => {
      if (this.view.visible) history.refresh();
    };
    const unfollow = history.onDidChange(runId => {
      if (runId === undefined) void this.updateBadge();
    });
    this.following = [
      { dispose: unfollow },
      this.view.onDidChangeVisibility(refreshVisible),
      // what other windows did meanwhile
      window.onDidChangeWindowState(refreshVisible),
    ];
  }

  /** Shows the view with this run selected and open; with the newest selected where none is told. */
  async reveal(runId?: string): Promise<void> {
    const node = await (await this.load()).find(runId);
    if (node) await this.view.reveal(node, { expand: runId !== undefined && 2, focus: true });
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    return [...(await (await this.load()).children(node))];
  }

  getParent(): undefined {
    return undefined;
  }

  /** How runs are drawn is loaded with the first one. */
  async getTreeItem(node: RunsNode): Promise<TreeItem> {
    const [tree, { runsItemOf }] = await Promise.all([this.load(), import('./runItem')]);
    return runsItemOf(node, node.kind === 'run' ? tree.entry(node) : undefined);
  }

  async loadMore(node: MoreFilesNode): Promise<void> {
    (await this.load()).loadMore(node);
  }

  dispose(): void {
    void this.tree?.then(tree => {
      tree.dispose();
    });
    for (const one of this.following) one.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  /** Tells how many runs failed or were cut off, on the icon of the views, until they were looked at. */
  async updateBadge(): Promise<void> {
    const { history, state } = this.deps;
    const entries = [...(await history.all()).values()];
    if (this.view.visible) await state.update(seenKey, Date.now());
    const unseen = countUnseen(entries, state.get<number>(seenKey, 0));
    const { unseenRunsText } = await import('../../app/text/runs/runStatusText');
    this.view.badge = unseen === 0 ? undefined : { value: unseen, tooltip: unseenRunsText(unseen) };
  }

  private load(): Promise<RunsTree> {
    return (this.tree ??= import('../../app/runs/runsTree').then(({ RunsTree }) => {
      const tree = new RunsTree(this.deps.runs, this.deps.history);
      tree.onDidChange(node => {
        this.changed.fire(node);
      });
      return tree;
    }));
  }
}

/** When the list was looked at last, in whichever window. */
const seenKey = 'runs.seenAt';
