import { applyEdit, type Change, type Edit, gained, lost, type Target } from '../model/edit';
import { Fault, recordOf } from '../model/fault';
import type { Finding } from './readImages';
import type { FileOutcome } from '../model/ledger';
import type { Limits, Write } from '../model/service';
import { checkTags } from '../model/checks';
import { sameTags, union, without } from '../model/tags';
import { fewestWrites } from './fewestWrites';

/** The changes that an edit really makes, and the writes that carry them out. */
export interface Plan {
  readonly changes: readonly Change[];
  /** Phases, one after the other: no two writes of one phase touch the same file. */
  readonly phases: readonly (readonly Write[])[];
  /** Files of which nothing is sent: already so, missing, unreadable, refused by the service's rules. */
  readonly settled: readonly FileOutcome[];
}

/** Pure. Every target is found once in the result, in `changes` or in `settled`. */
export function planChanges(targets: readonly Target[], findings: ReadonlyMap<string, Finding>, limits: Limits): Plan {
  const changes: Change[] = [];
  const settled: FileOutcome[] = [];
  /** Tags that the service takes: the same ones come again and again. */
  const sound = new Set<string>();
  for (const target of targets) {
    const finding = findings.get(target.id);
    if (finding?.kind !== 'present') {
      settled.push(unread(target, finding));
      continue;
    }
    const change = changeOf(target, finding.tags);
    const gain = gained(change);
    if (gain.length === 0 && lost(change).length === 0) {
      settled.push(untouched(change, 'unchanged'));
      continue;
    }
    const refusal = refusalOf(change, gain, limits, sound);
    if (refusal) settled.push({ ...untouched(change, 'failed'), fault: recordOf(refusal) });
    else changes.push(change);
  }
  return { changes, phases: fewestWrites(changes, limits), settled };
}

export function countWrites({ phases }: Plan): number {
  return phases.reduce((sum, phase) => sum + phase.length, 0);
}

/** Tags that the plan gives and takes, with how many files gain or lose each; most frequent first. */
export function tally(changes: readonly Change[]): { readonly gained: readonly TagCount[]; readonly lost: readonly TagCount[] } {
  return { gained: countTags(changes, gained), lost: countTags(changes, lost) };
}

export interface TagCount {
  readonly tag: string;
  readonly files: number;
}

function countTags(changes: readonly Change[], of: (change: Change) => readonly string[]): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const change of changes) for (const tag of of(change)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, files]) => ({ tag, files })).sort((left, right) => right.files - left.files);
}

function changeOf({ id, path, edit, expected, uncertain = [] }: Target, tags: readonly string[]): Change {
  const after = applyEdit(edit, tags);
  const asked = askedOf(edit, tags);
  const change = {
    id,
    before: tags,
    after,
    add: without(after, tags).length > 0 ? asked.add : [],
    remove: without(tags, after).length > 0 ? asked.remove : [],
  };
  const isWhole = edit.kind === 'replace' || edit.kind === 'clear';
  const isDrifted = expected !== undefined && !sameTags(without(expected, uncertain), without(tags, uncertain));
  return Object.assign(
    change,
    path !== undefined && { path },
    isWhole && { replacesAll: true as const },
    isDrifted && { drifted: true as const },
  );
}

/** What a file is to gain and lose by an edit, whatever of it is so already. */
function askedOf(edit: Edit, tags: readonly string[]): Pick<Change, 'add' | 'remove'> {
  switch (edit.kind) {
    case 'add':
      return { add: union([], edit.tags), remove: [] };
    case 'remove':
      return { add: [], remove: union([], edit.tags) };
    case 'patch':
      return { add: union([], edit.add), remove: without(union([], edit.remove), edit.add) };
    case 'replace':
      return { add: union([], edit.tags), remove: without(tags, edit.tags) };
    case 'clear':
      return { add: [], remove: tags };
  }
}

function untouched({ id, path, before, drifted }: Change, outcome: 'unchanged' | 'failed'): FileOutcome {
  return { id, ...(path !== undefined && { path }), outcome, before, after: before, ...(drifted && { drifted }) };
}

function unread({ id, path }: Target, finding: Exclude<Finding, { kind: 'present' }> | undefined): FileOutcome {
  const file = path === undefined ? { id } : { id, path };
  if (finding?.kind === 'missing') return { ...file, outcome: 'missing' };
  return { ...file, outcome: 'failed', fault: finding?.fault ?? recordOf(new Fault('internal', { subject: id })) };
}

/** What the service would refuse of this file alone; tags that it carries already are the service's own affair. */
function refusalOf(change: Change, gain: readonly string[], { tags: rules }: Limits, sound: Set<string>): Fault | undefined {
  const unchecked = gain.filter(tag => !sound.has(tag));
  const problem = unchecked.length === 0 ? undefined : checkTags(unchecked, rules)[0];
  if (problem) return new Fault('unfitTag', { subject: problem.kind === 'empty' ? change.id : problem.tag, problem });
  for (const tag of unchecked) sound.add(tag);
  const limit = rules.tagsPerFile;
  if (limit !== undefined && change.after.length > limit) {
    return new Fault('unfitTag', { subject: change.id, problem: { kind: 'tooManyTags', tags: change.after.length, limit } });
  }
  return undefined;
}
