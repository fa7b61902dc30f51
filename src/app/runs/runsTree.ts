import { Emitter } from '../../core/model/emitter';
import { needsAttention, type Outcome } from '../../core/model/ledger';
import { partsOfConnectionId } from '../../core/service/connection';
import type { FileRecord, RunRecord } from '../../core/journal/journal';
import type { Runs } from '../../core/run/runs';
import { reasonOf, runTitle } from '../text/runs/runText';
import type { RunEntry, RunHistory } from './runHistory';

/** What the tree of runs consists of. */
export type RunsNode = RunNode | FailureGroupNode | RunFileNode | MoreFilesNode | UnreadableNode;

/** Whatever has a run's id can make one: `{ kind: 'run', runId }` is what a person's click passes to a command. */
export interface RunNode {
  readonly kind: 'run';
  readonly runId: string;
}

/** Files under a run with the same outcome for the same reason. */
export interface FailureGroupNode {
  readonly kind: 'runGroup';
  readonly runId: string;
  readonly connectionId: string;
  readonly group: FailureGroup;
  /** How many of the files are shown. */
  shown: number;
}

export interface RunFileNode {
  readonly kind: 'runFile';
  readonly runId: string;
  readonly connectionId: string;
  readonly file: FileRecord;
  /** Of its group. */
  readonly reason: string;
  /** Whether it stands under a group, which tells the reason for all. */
  readonly grouped: boolean;
}

export interface MoreFilesNode {
  readonly kind: 'runMore';
  readonly parent: FailureGroupNode;
}

/** The run's journal could not be read. */
export interface UnreadableNode {
  readonly kind: 'runFault';
  readonly runId: string;
  readonly error: unknown;
}

/** Files of one run that have the same outcome for the same reason. */
export interface FailureGroup {
  readonly outcome: Outcome;
  /** In words; empty where the outcome says it all. */
  readonly reason: string;
  readonly files: readonly FileRecord[];
}

/** Runs, newest first, and under each one the files that need a look. */
export class RunsTree {
  private readonly changed = new Emitter<RunsNode | undefined>();
  private readonly unfollow: () => void;
  private readonly nodes = new Map<string, RunNode>();
  /** What is below runs that were opened; a run's record may be large, and is not kept. */
  private readonly below = new Map<
    string,
    { readonly endedAt: number | undefined; readonly nodes: Promise<readonly RunsNode[]> }
  >();
  private entries: ReadonlyMap<string, RunEntry> = new Map();

  constructor(
    private readonly runs: Pick<Runs, 'record'>,
    private readonly history: Pick<RunHistory, 'all' | 'onDidChange'>,
  ) {
    this.unfollow = history.onDidChange(runId => {
      if (runId === undefined) this.changed.tell(undefined);
      else if (this.nodes.has(runId)) this.changed.tell(this.node(runId));
    });
  }

  /** Calls with the node whose drawing or children are out of date; with undefined for all of them. */
  onDidChange(listener: (node: RunsNode | undefined) => void): () => void {
    return this.changed.add(listener);
  }

  /** What is below a node, below none the runs. */
  async children(node?: RunsNode): Promise<readonly RunsNode[]> {
    if (!node) {
      this.entries = await this.history.all();
      for (const runId of this.nodes.keys()) if (!this.entries.has(runId)) this.drop(runId);
      return [...this.entries.keys()].map(runId => this.node(runId));
    }
    if (node.kind === 'run') return this.childrenOf(node.runId);
    return node.kind === 'runGroup' ? filesOf(node, 'grouped') : [];
  }

  /** A run's node, the newest one's unless told; undefined where there is no such run. */
  async find(runId?: string): Promise<RunNode | undefined> {
    this.entries = await this.history.all();
    const [newest] = this.entries.keys();
    const found = runId ?? newest;
    return found !== undefined && this.entries.has(found) ? this.node(found) : undefined;
  }

  /** The run of a node that is shown, and what it is called. */
  entry({ runId }: RunNode): { readonly entry: RunEntry; readonly title: string } | undefined {
    const entry = this.entries.get(runId);
    return entry && { entry, title: runTitle(entry.summary, id => this.entries.get(id)?.summary) };
  }

  loadMore({ parent }: MoreFilesNode): void {
    parent.shown += filesAPage;
    this.changed.tell(parent);
  }

  dispose(): void {
    this.unfollow();
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
    // a run that was resumed ends anew
    const endedAt = this.entries.get(runId)?.summary.ended?.at;
    const known = this.below.get(runId);
    if (known && known.endedAt === endedAt) return known.nodes;
    const nodes = this.readFailures(runId);
    this.below.set(runId, { endedAt, nodes });
    return nodes;
  }

  private async readFailures(runId: string): Promise<readonly RunsNode[]> {
    try {
      const record = await this.runs.record(runId);
      const { connectionId } = partsOfConnectionId(record.connection.id);
      const groups = failureGroups(record, reasonOf);
      const nodes = groups.map((group): FailureGroupNode => ({
        kind: 'runGroup',
        runId,
        connectionId,
        group,
        shown: filesAPage,
      }));
      const files = groups.reduce((sum, group) => sum + group.files.length, 0);
      return files > filesUngrouped ? nodes : nodes.flatMap(node => filesOf(node, 'alone'));
    } catch (error) {
      return [{ kind: 'runFault', runId, error }];
    }
  }
}

/** Pure: the files that need a look, by outcome and reason; the gravest first, then the most frequent. */
export function failureGroups(
  { files }: Pick<RunRecord, 'files'>,
  reason: (file: FileRecord) => string,
): readonly FailureGroup[] {
  const groups = new Map<string, { outcome: Outcome; reason: string; files: FileRecord[] }>();
  for (const file of files) {
    if (!needsAttention(file)) continue;
    const { outcome } = file;
    const why = reason(file);
    const key = `${outcome} ${why}`;
    const known = groups.get(key);
    if (known) known.files.push(file);
    else groups.set(key, { outcome, reason: why, files: [file] });
  }
  const rank = (group: FailureGroup) => gravity.indexOf(group.outcome);
  return [...groups.values()].sort((left, right) => rank(left) - rank(right) || right.files.length - left.files.length);
}

export function isRunsNode<Kind extends RunsNode['kind']>(
  value: unknown,
  kind: Kind,
): value is Extract<RunsNode, { kind: Kind }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

/** The run that a command was given, by its own node or one below it. */
export function runIdOf(value: unknown): string | undefined {
  if (isRunsNode(value, 'run') || isRunsNode(value, 'runGroup') || isRunsNode(value, 'runFile')) return value.runId;
  return undefined;
}

function filesOf(node: FailureGroupNode, place: 'grouped' | 'alone'): readonly RunsNode[] {
  const grouped = place === 'grouped';
  const { runId, connectionId, group, shown } = node;
  const { reason, files } = group;
  const nodes: RunsNode[] = files
    .slice(0, shown)
    .map((file): RunFileNode => ({ kind: 'runFile', runId, connectionId, file, reason, grouped }));
  if (files.length > shown) nodes.push({ kind: 'runMore', parent: node });
  return nodes;
}

const gravity: readonly Outcome[] = ['failed', 'unknown', 'missing', 'notSent'];

/** So many files stand under their run without groups. */
const filesUngrouped = 20;

const filesAPage = 200;
