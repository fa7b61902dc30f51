import { applyEdit, type Change, gained, isChange, lost, type Target } from './edit';
import { Fault, recordOf } from './fault';
import type { Finding } from './inspect';
import type { FileOutcome } from './ledger';
import type { Limits, Write } from './service';
import { charactersOf, checkTags, sameTags } from './tags';
import { fewestWrites } from './writes';

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
  for (const target of targets) {
    const { id, path } = target;
    const finding = findings.get(id);
    const file = path === undefined ? { id } : { id, path };
    if (finding?.kind !== 'present') {
      settled.push(unread(file, finding));
      continue;
    }
    const { edit } = target;
    const whole = edit.kind === 'replace' || edit.kind === 'clear' ? ({ whole: true } as const) : {};
    const drifted = target.expected && !sameTags(target.expected, finding.tags) ? ({ drifted: true } as const) : {};
    const change: Change = { ...file, before: finding.tags, after: applyEdit(edit, finding.tags), ...whole, ...drifted };
    const refusal = refusalOf(change, limits);
    if (!isChange(change))
      settled.push({ ...file, outcome: 'unchanged', before: change.before, after: change.before, ...drifted });
    else if (refusal)
      settled.push({ ...file, outcome: 'failed', before: change.before, after: change.before, fault: recordOf(refusal) });
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

function unread(file: { id: string; path?: string }, finding: Exclude<Finding, { kind: 'present' }> | undefined): FileOutcome {
  if (finding?.kind === 'missing') return { ...file, outcome: 'missing' };
  return { ...file, outcome: 'failed', fault: finding?.fault ?? recordOf(new Fault('internal', { subject: file.id })) };
}

/** What the service would refuse of this file alone; tags that it carries already are the service's own affair. */
function refusalOf(change: Change, { tags: rules, filesPerWrite }: Limits): Fault | undefined {
  const problem = checkTags(gained(change), rules)[0];
  if (problem?.kind === 'forbiddenCharacter')
    return new Fault('invalidInput', { subject: problem.tag, detail: problem.character });
  if (problem?.kind === 'tooLong') return new Fault('invalidInput', { subject: problem.tag, detail: String(problem.limit) });
  const limit = rules.charactersPerWrite;
  if (limit !== undefined && filesPerWrite === 1 && charactersOf([...gained(change), ...lost(change)]) > limit) {
    return new Fault('invalidInput', { subject: change.id, detail: String(limit) });
  }
  return undefined;
}
