import {
  commands as vscodeCommands,
  type Disposable,
  EventEmitter,
  type Memento,
  RelativePattern,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { Runs } from '../../core/run/runs';
import type { RunHistory } from '../../app/runs/runHistory';
import type { MoreFilesNode, RunsNode, RunsTree } from '../../app/runs/runsTree';
import { countUnseen } from '../../app/runs/runStatus';
import { contextKeys, views } from '../ids';

export interface RunsViewDependencies {
  readonly state: Pick<Memento, 'get' | 'update'>;
  readonly runs: Pick<Runs, 'record' | 'activeRun'>;
  readonly history: RunHistory;
  /** Where the journals of all windows are. */
  readonly journals: Uri;
}

/** The Runs view. What it shows is loaded when it is first seen. */
export class RunsView implements TreeDataProvider<RunsNode>, Disposable {
  private readonly changed = new EventEmitter<RunsNode | undefined>();
  private readonly view: TreeView<RunsNode>;
  private tree: Promise<RunsTree> | undefined;
  private others: OtherWindows | undefined;
  readonly drawn = new WeakSet<object>();
  private readonly following: readonly { dispose(): void }[];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly deps: RunsViewDependencies) {
    const { history } = deps;
    this.view = window.createTreeView<RunsNode>(views.runs, { treeDataProvider: this, showCollapseAll: true });
    const unfollow = history.onDidChange(runId => {
      if (runId === undefined) void this.updateBadge();
    });
    this.following = [
      { dispose: unfollow },
      this.view.onDidChangeVisibility(this.refreshVisible),
      // what other windows did meanwhile
      window.onDidChangeWindowState(this.refreshVisible),
    ];
  }

  /** Shows the view with this run selected and open; with the newest selected where none is told. */
  async reveal(runId?: string): Promise<void> {
    const node = await (await this.load()).find(runId);
    if (node) await this.view.reveal(node, { expand: runId !== undefined && 2, focus: true });
  }

  /** Gives the view the keyboard, where it is to be seen. */
  async focus(): Promise<void> {
    if (this.view.visible) await vscodeCommands.executeCommand(`${views.runs}.focus`);
  }

  get onDidChangeSelection(): TreeView<RunsNode>['onDidChangeSelection'] {
    return this.view.onDidChangeSelection;
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    const nodes = await (await this.load()).children(node);
    // until the list was read there is nothing to be said of it
    if (!node) void vscodeCommands.executeCommand('setContext', contextKeys.runs, nodes.length > 0 ? 'some' : 'none');
    return [...nodes];
  }

  getParent(): undefined {
    return undefined;
  }

  /** How runs are drawn is loaded with the first one. */
  async getTreeItem(node: RunsNode): Promise<TreeItem> {
    this.drawn.add(node);
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
    this.others?.dispose();
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

  private readonly refreshVisible = (): void => {
    if (this.view.visible) this.deps.history.refresh();
  };

  private load(): Promise<RunsTree> {
    return (this.tree ??= import('../../app/runs/runsTree').then(({ RunsTree }) => {
      const { runs, history, journals: folder } = this.deps;
      const isOwn = (runId: string) => runs.activeRun(runId) !== undefined;
      this.others = new OtherWindows({ folder, isOwn, onChange: this.refreshVisible });
      const tree = new RunsTree(runs, history);
      tree.onDidChange(node => {
        this.changed.fire(node);
      });
      return tree;
    }));
  }
}

/** When the list was looked at last, in whichever window. */
const seenKey = 'runs.seenAt';

interface OtherWindowsDependencies {
  /** The folder of the journals. */
  readonly folder: Uri;
  /** Whether this window carries the run out. */
  readonly isOwn: (runId: string) => boolean;
  /** Calls once for whatever has happened in a while. */
  readonly onChange: () => void;
}

/** Notices what other windows' runs write: they begin, get on and end without this window. */
class OtherWindows implements Disposable {
  private readonly disposables: readonly Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor({ folder, isOwn, onChange }: OtherWindowsDependencies) {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*.jsonl'));
    const follow = (uri: Uri) => {
      if (isOwn(uri.path.slice(uri.path.lastIndexOf('/') + 1, -'.jsonl'.length))) return;
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        onChange();
      }, pauseMs);
    };
    this.disposables = [watcher, watcher.onDidCreate(follow), watcher.onDidChange(follow), watcher.onDidDelete(follow)];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.disposables) one.dispose();
  }
}

/** A run writes many times a second. */
const pauseMs = 1000;
