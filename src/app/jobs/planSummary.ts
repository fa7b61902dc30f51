import type { InputProblem } from '../../core/model/invalidInput';
import type { Change, Edit } from '../../core/model/edit';
import type { FaultRecord } from '../../core/model/fault';
import { without } from '../../core/model/tags';
import { type Connection, partsOfConnectionId } from '../../core/service/connection';
import { countWrites, type Job, type Preparation, tally } from '../../core/plan/plan';
import { type TagCount } from '../../core/model/tags';
import type { RunHead } from '../../core/journal/journal';

/** What a job does, as a person would name it. `change`: each file its own edit. */
export type JobAction =
  | { readonly kind: 'add' | 'replace'; readonly tags: readonly string[] }
  | { readonly kind: 'remove'; readonly tags: readonly string[]; readonly areDerived?: true }
  | { readonly kind: 'rename' | 'merge'; readonly from: readonly string[]; readonly to: string }
  | { readonly kind: 'clear' | 'change' | 'undo' | 'redo' };

/** What a person should know before a job is carried out. */
export interface PlanSummary {
  readonly action: JobAction;
  readonly files: number;
  readonly changing: number;
  /** The one file's name, where one changes. */
  readonly name?: string;
  /** What the files are called that the job is about: paths where they are known, else ids. */
  readonly paths: readonly string[];
  /** Already as they should be, as far as is known. */
  readonly unchanged: number;
  readonly missing: number;
  /** Nothing can be sent for these, each reason once. */
  readonly refused: readonly { readonly fault: FaultRecord; readonly files: number }[];
  /** Edited elsewhere since the run that is undone, or since the draft was opened. */
  readonly drifted: number;
  /** Whether what was tried again of a run, or gone on with, is undone with it. */
  readonly withRetries?: true;
  /** What was done to the drifted files of a draft; undo goes by its own rules. */
  readonly conflicts: readonly Conflict[];
  readonly gained: readonly TagCount[];
  readonly lost: readonly TagCount[];
  /** Tags that are lost for good: the service would not take them again. */
  readonly unrestorable: readonly TagCount[];
  /** Whether a file's tags are replaced or cleared, perhaps because that shall be tried again: tags may be lost that were never named. */
  readonly overwrites: boolean;
  readonly writes: number;
  /** At the present pace; undefined where that is not known yet. */
  readonly estimateMs: number | undefined;
}

/** A file that was edited here, and elsewhere meanwhile. */
export interface Conflict {
  readonly id: string;
  readonly path?: string;
  /** What was added and removed elsewhere. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Pure, but for a look at the connection's pace. */
export function summaryOfPlan({ job, plan }: Preparation): PlanSummary {
  const { changes, unverified, settled, unrestorable } = plan;
  const writes = countWrites(plan);
  return {
    action: actionOf(job),
    files: job.targets.length,
    changing: changes.length,
    ...(changes.length === 1 && changes[0]?.path !== undefined && { name: nameOf(changes[0].path) }),
    paths: job.targets.map(({ id, path }) => path ?? id),
    unchanged: settled.filter(({ outcome }) => outcome === 'unchanged').length + unverified.length,
    missing: settled.filter(({ outcome }) => outcome === 'missing').length,
    refused: reasons(settled.flatMap(({ outcome, fault }) => (outcome === 'failed' && fault ? [fault] : []))),
    drifted: [...changes, ...unverified, ...settled].filter(({ drifted }) => drifted).length,
    ...(job.origin.kind === 'undo' && job.origin.retries?.length && { withRetries: true }),
    conflicts: job.origin.kind === 'edit' ? conflictsOf(job, [...changes, ...unverified, ...settled]) : [],
    ...tally(changes),
    unrestorable,
    overwrites: changes.some(({ replacesAll }) => replacesAll),
    writes,
    estimateMs: job.session.limiter.estimateMs('write', writes),
  };
}

/** Pure: what a job does to its files. */
export function actionOf({ origin, targets, session }: Job): JobAction {
  const edit = targets[0]?.edit;
  const isOne = edit !== undefined && targets.every(target => target.edit === edit);
  return origin.kind === 'undo' ? actionOfUndo(origin) : actionOfEdit(isOne ? edit : undefined, session.connection);
}

/** Pure: the same of a run, which remembers the edit of its first file alone. */
export function actionOfRun({ origin, edit, connection }: Pick<RunHead, 'origin' | 'edit' | 'connection'>): JobAction {
  return origin.kind === 'undo' ? actionOfUndo(origin) : actionOfEdit(edit, connection);
}

function actionOfUndo({ isRedo }: { readonly isRedo?: true }): JobAction {
  return { kind: isRedo ? 'redo' : 'undo' };
}

function actionOfEdit(edit: Edit | undefined, { id }: Pick<Connection, 'id'>): JobAction {
  if (edit?.kind === 'remove' && partsOfConnectionId(id).isDerived) return { ...edit, areDerived: true };
  if (edit === undefined || edit.kind === 'patch') return { kind: 'change' };
  return edit.kind === 'rename' ? { ...edit, kind: edit.from.length === 1 ? 'rename' : 'merge' } : edit;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}

type DriftingFile = Pick<Change, 'id' | 'path' | 'drifted'> & Partial<Pick<Change, 'before'>>;

function conflictsOf({ targets }: Job, files: readonly DriftingFile[]): readonly Conflict[] {
  const drifted = files.filter(file => file.drifted);
  if (drifted.length === 0) return [];
  const expected = new Map(targets.map(target => [target.id, target.expected]));
  return drifted.map(({ id, path, before = [] }) => {
    const opened = expected.get(id) ?? before;
    return { id, ...(path !== undefined && { path }), added: without(before, opened), removed: without(opened, before) };
  });
}

/** Faults that differ in the file that they are about, and in nothing else, are one reason. */
function reasons(faults: readonly FaultRecord[]): PlanSummary['refused'] {
  const found = new Map<string, { fault: FaultRecord; files: number }>();
  for (const fault of faults) {
    const key = [
      fault.code,
      fault.status,
      fault.detail,
      fault.code === 'unfitTag' && fault.problem && ruleOf(fault.problem),
      fault.code === 'invalidInput' && fault.subject,
    ].join(' ');
    const known = found.get(key);
    if (known) known.files++;
    else found.set(key, { fault, files: 1 });
  }
  return [...found.values()];
}

/** What a service does not take, whichever tag it is about. */
function ruleOf(problem: InputProblem): string {
  const character = problem.kind === 'forbiddenCharacter' ? problem.character : '';
  const limit = 'limit' in problem ? problem.limit : '';
  return `${problem.kind} ${character}${limit}`;
}
