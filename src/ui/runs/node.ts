import type { FileRecord } from '../../core/run/journal';
import type { FailureGroup } from './failureGroups';

/** What the Runs view's tree consists of. */
export type RunsNode = RunNode | GroupNode | RunFileNode | MoreFilesNode | UnreadableNode;

/** Whoever has a run's id can make one: `{ kind: 'run', runId }` is what a person's click passes to a command. */
export interface RunNode {
  readonly kind: 'run';
  readonly runId: string;
}

/** Files under a run with the same outcome for the same reason. */
export interface GroupNode {
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
  readonly parent: GroupNode;
}

/** The run's journal could not be read. */
export interface UnreadableNode {
  readonly kind: 'runFault';
  readonly runId: string;
  readonly error: unknown;
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
