import { chunked } from '../model/chunked';
import type { Change } from '../model/edit';
import type { Limits } from '../model/service';
import { charactersOf, union, without } from '../model/tags';

/** A change, and what it gives and takes. */
export interface Delta {
  /** Its place among all changes. */
  readonly index: number;
  readonly change: Change;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** Files whose additions, or whose removals, are carried out together: at most as many as one write takes. */
export interface Batch {
  readonly kind: 'add' | 'remove';
  readonly members: readonly Delta[];
  readonly tags: readonly string[];
}

/** A batch that takes in others. */
interface OpenBatch extends Batch {
  readonly members: Delta[];
  tags: readonly string[];
  /** Tags that all its files carry afterwards (add), or that any of them does (remove): it can take in what agrees with this. */
  after: readonly string[];
}

/** How often batches are compared with each other at most: beyond, looking for a better fit would cost more than it saves. */
const mostComparisons = 20_000;

/**
 * Groups files by what they gain or lose. Adding a tag that a file keeps anyway, and removing one that it does not carry, are
 * no changes: so what is left over after full batches moves in with others that can take it.
 */
export function batchesOf(kind: Batch['kind'], deltas: readonly Delta[], limits: Limits): readonly Batch[] {
  const groups = new Map<string, Delta[]>();
  for (const delta of deltas) {
    const tags = tagsOf(kind, delta);
    if (tags.length === 0) continue;
    // a tag may hold any character, so that no separator tells two lists of tags apart
    const key = tags.length === 1 ? `"${tags[0] ?? ''}` : JSON.stringify([...tags].sort());
    const group = groups.get(key);
    if (group) group.push(delta);
    else groups.set(key, [delta]);
  }
  const full: Batch[] = [];
  const rest: OpenBatch[] = [];
  for (const group of groups.values()) {
    for (const members of chunked(group, limits.filesPerWrite)) {
      const tags = members[0] ? tagsOf(kind, members[0]) : [];
      if (members.length === limits.filesPerWrite) full.push({ kind, tags, members });
      else rest.push({ kind, tags, members: [...members], after: afterAll(kind, members) });
    }
  }
  return [...full, ...merged(rest, limits)];
}

/** First fit, largest first. */
function merged(rest: readonly OpenBatch[], limits: Limits): readonly Batch[] {
  const open: OpenBatch[] = [];
  let comparisons = 0;
  for (const batch of [...rest].sort((left, right) => right.members.length - left.members.length)) {
    // once the comparisons are used up, even to go through the list would take a time that grows with its square
    const host =
      comparisons < mostComparisons
        ? open.find(
            one => one.members.length < limits.filesPerWrite && ++comparisons <= mostComparisons && suits(one, batch, limits),
          )
        : undefined;
    if (!host) {
      open.push(batch);
      continue;
    }
    const overflow = batch.members.splice(limits.filesPerWrite - host.members.length);
    host.members.push(...batch.members);
    host.tags = union(host.tags, batch.tags);
    host.after = afterBoth(host.kind, host.after, batch.after);
    if (overflow.length > 0) open.push({ ...batch, members: overflow });
  }
  return open;
}

function suits(host: OpenBatch, batch: OpenBatch, { tags: { charactersPerWrite = Infinity } }: Limits): boolean {
  const after = afterBoth(host.kind, host.after, batch.after);
  const agrees = (tag: string) => after.includes(tag) === (host.kind === 'add');
  return host.tags.every(agrees) && batch.tags.every(agrees) && charactersOf(union(host.tags, batch.tags)) <= charactersPerWrite;
}

function tagsOf(kind: Batch['kind'], { gained, lost }: Delta): readonly string[] {
  return kind === 'add' ? gained : lost;
}

function afterAll(kind: Batch['kind'], members: readonly Delta[]): readonly string[] {
  return members.map(({ change }) => change.after).reduce((left, right) => afterBoth(kind, left, right));
}

function afterBoth(kind: Batch['kind'], left: readonly string[], right: readonly string[]): readonly string[] {
  return kind === 'add' ? left.filter(tag => right.includes(tag)) : union(left, without(right, left));
}
