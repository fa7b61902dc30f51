import type { Origin } from '../journal/journal';
import { applyEdit, askedOf, type Change, gained, isChange, lost, type Target } from '../model/edit';
import { Fault, recordOf } from '../model/fault';
import type { FileOutcome } from '../model/ledger';
import { checkTags } from '../model/tagAndIdChecks';
import { type TagCount, without } from '../model/tags';
import type { Limits, Session, TagRules, Write } from '../service/service';
import { hasDrifted } from './drift';
import { fewestWrites } from './fewestWrites';
import { type Image, isSpared, type ShownTags } from './knowledge';
import type { Finding } from './readImages';

/** The changes that an edit really makes, and the writes that carry them out. */
export interface Plan {
  readonly changes: readonly Change[];
  /** Files that a search shows to be as wanted. It may be behind, so that they are written all the same, which can lose nothing. */
  readonly unverified: readonly Change[];
  /** Phases, one after the other: no two writes of one phase touch the same file. */
  readonly phases: readonly (readonly Write[])[];
  /** Files of which nothing is sent: already so, missing, unreadable, refused by the service's rules. */
  readonly settled: readonly FileOutcome[];
  /** Tags that are lost and that the service would not take again: nothing can put them back. */
  readonly unrestorable: readonly TagCount[];
}

/** Pure. Every target is found once in the result: in `changes`, in `unverified` or in `settled`. */
export function planChanges(targets: readonly Target[], findings: ReadonlyMap<string, Finding>, limits: Limits): Plan {
  const changes: Change[] = [];
  const unverified: Change[] = [];
  const settled: FileOutcome[] = [];
  const fitness = new Fitness(limits.tags);
  for (const target of targets) {
    const finding = findings.get(target.id);
    if (finding?.kind !== 'present') {
      settled.push(unread(target, finding));
      continue;
    }
    const change = changeOf(target, finding.image, fitness);
    const refusal = refusalOf(change, limits, fitness);
    if (refusal) settled.push({ ...untouched(change, 'failed'), fault: recordOf(refusal) });
    else if (change.add.length + change.remove.length === 0) settled.push(untouched(change, 'unchanged'));
    else (isChange(change) ? changes : unverified).push(change);
  }
  const isUnfit = (tag: string) => !fitness.fits(tag);
  const unrestorable = countTags(changes, ({ before, after }) => lost({ before: before.filter(isUnfit), after }));
  return { changes, unverified, phases: fewestWrites([...changes, ...unverified], limits), settled, unrestorable };
}

export function countWrites({ phases }: Plan): number {
  return phases.reduce((sum, phase) => sum + phase.length, 0);
}

/** Tags that the plan gives and takes, with how many files gain or lose each; most frequent first. */
export function tally(changes: readonly Change[]): { readonly gained: readonly TagCount[]; readonly lost: readonly TagCount[] } {
  return { gained: countTags(changes, gained), lost: countTags(changes, lost) };
}

/** Tags that files would lose, each by so many that were not to lose it by an earlier plan; most frequent first. */
export function lostBeyond(confirmed: Plan, now: Plan): readonly TagCount[] {
  const known = new Map(confirmed.changes.map(change => [change.id, lost(change)]));
  return countTags(now.changes, change => without(lost(change), known.get(change.id) ?? []));
}

function countTags(changes: readonly Change[], of: (change: Change) => readonly string[]): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const change of changes) for (const tag of of(change)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, files]) => ({ tag, files })).sort((left, right) => right.files - left.files);
}

/** What the service takes: the same tags come again and again. */
class Fitness {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly rules: TagRules) {}

  /** Whether a file can be given the tag. */
  fits(tag: string): boolean {
    let fits = this.known.get(tag);
    if (fits === undefined) this.known.set(tag, (fits = checkTags([tag], this.rules).length === 0));
    return fits;
  }

  /** Whether a request can name the tag to remove it. A tag that a file has can be one that it could not be given. */
  isNameable(tag: string): boolean {
    if (this.fits(tag)) return true;
    const { forbidden, charactersPerTag = Infinity, charactersPerWrite = Infinity } = this.rules;
    // where tags travel as one string, a comma makes two of one
    const isParted = forbidden.includes(',') && tag.includes(',');
    return tag.trim() !== '' && tag.length <= Math.min(charactersPerTag, charactersPerWrite) && !isParted;
  }
}

function changeOf(target: Target, image: Image, fitness: Fitness): Change {
  const { id, path, edit, expected, uncertain = [], restores } = target;
  const { tags } = image;
  const asked = askedOf(edit, tags);
  const wanted = applyEdit(edit, tags);
  const unrestored = restores ? without(asked.add, tags).filter(tag => !fitness.fits(tag)) : [];
  const after = without(wanted, unrestored);
  const adds = !isSpared(image) || without(after, tags).length > 0;
  const removes = !isSpared(image) || without(tags, after).length > 0;
  // what the file has already, or can't get back, need not be sent; what it does not have need not be taken from it
  const add = adds ? asked.add.filter(tag => fitness.fits(tag) || !(tags.includes(tag) || restores)) : [];
  const remove = removes ? asked.remove.filter(tag => fitness.isNameable(tag) || tags.includes(tag)) : [];
  const isWhole = remove.some(tag => !fitness.isNameable(tag));
  return {
    id,
    before: tags,
    after,
    add,
    remove,
    ...(path !== undefined && { path }),
    ...(isWhole && { whole: true }),
    ...((edit.kind === 'replace' || edit.kind === 'clear') && { replacesAll: true }),
    ...(edit.kind === 'rename' && { insteadOf: asked.remove }),
    ...(unrestored.length > 0 && { unrestored }),
    ...(expected !== undefined && hasDrifted(expected, image.tags, uncertain) && { drifted: true }),
  };
}

function untouched({ id, path, before, drifted, unrestored }: Change, outcome: 'unchanged' | 'failed'): FileOutcome {
  return {
    id,
    ...(path !== undefined && { path }),
    outcome,
    before,
    after: before,
    ...(drifted && { drifted }),
    ...(unrestored && { unrestored }),
  };
}

function unread({ id, path }: Target, finding: Exclude<Finding, { kind: 'present' }> | undefined): FileOutcome {
  const file = path === undefined ? { id } : { id, path };
  if (finding?.kind === 'missing') return { ...file, outcome: 'missing' };
  return { ...file, outcome: 'failed', fault: finding?.fault ?? recordOf(new Fault('internal', { subject: id })) };
}

/** What the service would refuse of this file alone; tags that it has already are the service's own affair. */
function refusalOf(change: Change, { tags: rules, writes }: Limits, fitness: Fitness): Fault | undefined {
  const { id, before, after, add, remove, whole, unrestored = [] } = change;
  // of a file that gets something else back, what it does not get back is said apart
  const unfit = add.find(tag => !fitness.fits(tag)) ?? (add.length + remove.length === 0 ? unrestored[0] : undefined);
  if (unfit !== undefined) return unfitTag(id, unfit, rules);
  if (whole) {
    const kept = after.find(tag => !fitness.fits(tag));
    if (kept !== undefined) return unfitTag(id, kept, rules);
    if (writes[after.length === 0 ? 'clear' : 'replace'] === undefined) return new Fault('unfitTag', { subject: id });
  }
  const limit = rules.tagsPerFile;
  if (limit === undefined || after.length <= limit || after.length <= before.length) return undefined;
  return new Fault('unfitTag', { subject: id, problem: { kind: 'tooManyTags', tags: after.length, limit } });
}

function unfitTag(id: string, tag: string, rules: TagRules): Fault {
  const [problem] = checkTags([tag], rules);
  return new Fault('unfitTag', { subject: problem?.kind === 'empty' ? id : tag, ...(problem && { problem }) });
}

/** What is wanted: files, each with its edit, on one connection. */
export interface Job {
  readonly session: Session;
  readonly targets: readonly Target[];
  readonly origin: Origin;
  /** What a listing has shown of the files lately: what is fresh of it need not be read again. */
  readonly shown?: ReadonlyMap<string, ShownTags>;
  /** Asked at its turn: whether the run that it comes from, or goes on with, stands as it did. Where absent, it can't have changed. @throws Fault that says how it has changed */
  readonly isStillSo?: () => Promise<boolean>;
}

/** A job whose files have been read and whose changes are known; nothing has been sent. */
export interface Preparation {
  readonly job: Job;
  readonly plan: Plan;
  /** When the last file had been read, in ms since 1970. */
  readonly readAt: number;
}

export interface PrepareOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (read: number, total: number) => void;
}
