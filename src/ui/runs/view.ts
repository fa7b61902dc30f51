import { type Disposable, EventEmitter, type TreeDataProvider, TreeItem, type TreeView, window } from 'vscode';
import type { Runs } from '../../core/run/runs';
import { views } from '../ids';
import type { History, RunEntry } from './history';
import type { GroupNode, MoreFilesNode, RunFileNode, RunNode, RunsNode } from './node';
import { reasonOf, runTitle } from '../../app/text/runText';
import { failureGroups } from './failureGroups';

export interface RunsViewDependencies {
  readonly runs: Runs;
  readonly history: History;
}

/** The Runs view: runs, newest first, and under each one the files that somebody should look at. */
export class RunsView implements TreeDataProvider<RunsNode>, Disposable {
  private readonly changed = new EventEmitter<RunsNode | undefined>();
  private readonly tree: TreeView<RunsNode>;
  private readonly following: readonly Disposable[];
  private readonly nodes = new Map<string, RunNode>();
  /** What is below runs that were opened; a run's record may be large, and is not kept. */
  private readonly below = new Map<string, Below>();
  private entries: ReadonlyMap<string, RunEntry> = new Map();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly deps: RunsViewDependencies) {
    const { history } = deps;
    this.tree = window.createTreeView<RunsNode>(views.runs, { treeDataProvider: this, showCollapseAll: true });
    const refreshVisible = () => {
      if (this.tree.visible) history.refresh();
    };
    this.following = [
      history.onDidChange(runId => {
        this.redraw(runId);
      }),
      this.tree.onDidChangeVisibility(refreshVisible),
      // what other windows did meanwhile
      window.onDidChangeWindowState(refreshVisible),
    ];
  }

  /** Shows the view with this run selected and open. */
  async reveal(runId?: string): Promise<void> {
    this.entries = await this.deps.history.all();
    const [newest] = this.entries.keys();
    const shown = runId ?? newest;
    if (shown !== undefined && this.entries.has(shown))
      await this.tree.reveal(this.node(shown), { expand: runId !== undefined && 2, focus: true });
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    if (!node) {
      this.entries = await this.deps.history.all();
      for (const runId of this.nodes.keys()) if (!this.entries.has(runId)) this.drop(runId);
      return [...this.entries.keys()].map(runId => this.node(runId));
    }
    if (node.kind === 'run') return [...(await this.childrenOf(node.runId))];
    return node.kind === 'runGroup' ? this.filesOf(node, 'grouped') : [];
  }

  getParent(): undefined {
    return undefined;
  }

  /** How runs are drawn is loaded with the first one. */
  async getTreeItem(node: RunsNode): Promise<TreeItem> {
    const { groupItem, moreFilesItem, runFileItem, runItem, unreadableItem } = await import('./item');
    switch (node.kind) {
      case 'run': {
        const entry = this.entries.get(node.runId);
        const find = (runId: string) => this.entries.get(runId)?.summary;
        return entry ? runItem(node, entry, runTitle(entry.summary, find)) : new TreeItem(node.runId);
      }
      case 'runGroup':
        return groupItem(node);
      case 'runFile':
        return runFileItem(node);
      case 'runMore':
        return moreFilesItem(node);
      case 'runFault':
        return unreadableItem(node);
    }
  }

  loadMore({ parent }: MoreFilesNode): void {
    parent.shown += filesAPage;
    this.changed.fire(parent);
  }

  dispose(): void {
    for (const one of this.following) one.dispose();
    this.tree.dispose();
    this.changed.dispose();
  }

  private redraw(runId: string | undefined): void {
    if (runId === undefined) this.changed.fire(undefined);
    else if (this.nodes.has(runId)) this.changed.fire(this.node(runId));
  }

  private node(runId: string): RunNode {
    const known = this.nodes.get(runId);
    if (known) return known;
    const node: RunNode = { kind: 'run', runId };
    this.nodes.set(runId, node);
    return node;
  }

  private drop(runId: string): void {
    this.nodes.delete(runId);
    this.below.delete(runId);
  }

  private childrenOf(runId: string): Promise<readonly RunsNode[]> {
    const endedAt = this.entries.get(runId)?.summary.ended?.at;
    const known = this.below.get(runId);
    if (known && known.endedAt === endedAt) return known.nodes;
    const nodes = this.readTroubles(runId);
    this.below.set(runId, { endedAt, nodes });
    return nodes;
  }

  private async readTroubles(runId: string): Promise<readonly RunsNode[]> {
    const { runs } = this.deps;
    try {
      const record = await runs.record(runId);
      const connectionId = record.connection.id;
      const groups = failureGroups(record, reasonOf);
      const nodes = groups.map((group): GroupNode => ({ kind: 'runGroup', runId, connectionId, group, shown: filesAPage }));
      const files = groups.reduce((sum, group) => sum + group.files.length, 0);
      return files > filesUngrouped ? nodes : nodes.flatMap(node => this.filesOf(node, 'alone'));
    } catch (error) {
      return [{ kind: 'runFault', runId, error }];
    }
  }

  private filesOf(node: GroupNode, place: 'grouped' | 'alone'): RunsNode[] {
    const grouped = place === 'grouped';
    const { runId, connectionId, group, shown } = node;
    const { reason, files } = group;
    const nodes: RunsNode[] = files
      .slice(0, shown)
      .map((file): RunFileNode => ({ kind: 'runFile', runId, connectionId, file, reason, grouped }));
    if (files.length > shown) nodes.push({ kind: 'runMore', parent: node });
    return nodes;
  }
}

interface Below {
  /** A run that was resumed ends anew. */
  readonly endedAt: number | undefined;
  readonly nodes: Promise<readonly RunsNode[]>;
}

/** So many files stand under their run without groups. */
const filesUngrouped = 20;

const filesAPage = 200;
