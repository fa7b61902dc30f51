import { chunked } from './chunked';
import { type Change, gained, lost } from './edit';
import type { Limits, Write } from './service';
import { charactersOf, union, without } from './tags';

type Kind = 'add' | 'remove';

/** Files whose additions (or removals) one bulk write carries out together. */
interface Batch {
  readonly kind: Kind;
  readonly changes: Change[];
  tags: readonly string[];
  /** Tags that all files of the batch carry afterwards (add) or none does (remove): what it may still take in. */
  after: readonly string[];
}

/** How often batches are compared with each other at most: beyond, looking for a better fit would cost more than it saves. */
const mostComparisons = 40_000;

/**
 * Pure: the fewest writes that make exactly these changes, in phases. Adding a tag that a file keeps anyway and removing one
 * that it does not carry are no changes, so files with different tags can share a write.
 */
export function fewestWrites(changes: readonly Change[], limits: Limits): readonly (readonly Write[])[] {
  if (limits.filesPerWrite === 1) return [changes.map(singleWrite)].filter(notEmpty);
  const adds = batches('add', changes, limits);
  const removes = batches('remove', changes, limits);
  const { bulk, single } = cheaperSingly([...adds, ...removes], limits);
  const writesOf = (kind: Kind) => bulk.filter(batch => batch.kind === kind).map(batch => bulkWrites(batch, limits));
  return [...transposed([...writesOf('add'), ...single.map(change => [replacement(change)])]), ...transposed(writesOf('remove'))];
}

/** One file in one request. What the user did not name is left alone, unless the user named all tags. */
function singleWrite(change: Change): Write {
  if (change.whole) return replacement(change);
  return { kind: 'patch', fileIds: [change.id], add: gained(change), remove: lost(change) };
}

function replacement({ id, after }: Change): Write {
  return after.length === 0 ? { kind: 'clear', fileIds: [id] } : { kind: 'replace', fileIds: [id], tags: after };
}

/** Groups files by what they gain or lose; what is left over after full writes moves in with batches that can take it. */
function batches(kind: Kind, changes: readonly Change[], limits: Limits): readonly Batch[] {
  const groups = new Map<string, { readonly tags: readonly string[]; readonly changes: Change[] }>();
  for (const change of changes) {
    const tags = kind === 'add' ? gained(change) : lost(change);
    if (tags.length === 0) continue;
    const key = JSON.stringify(tags.length === 1 ? tags : [...tags].sort());
    const group = groups.get(key);
    if (group) group.changes.push(change);
    else groups.set(key, { tags, changes: [change] });
  }
  const full: Batch[] = [];
  const rest: Batch[] = [];
  for (const group of groups.values()) {
    for (const members of chunked(group.changes, limits.filesPerWrite)) {
      if (members.length === limits.filesPerWrite)
        full.push({ kind, tags: group.tags, changes: [...members], after: group.tags });
      else rest.push({ kind, tags: group.tags, changes: [...members], after: afterAll(kind, members) });
    }
  }
  return [...full, ...merged(rest, limits)];
}

/** First fit, largest first: a batch joins another where the tags of both suit all files of both. */
function merged(rest: readonly Batch[], limits: Limits): readonly Batch[] {
  const open: Batch[] = [];
  let comparisons = 0;
  for (const batch of [...rest].sort((left, right) => right.changes.length - left.changes.length)) {
    const host = open.find(
      one => one.changes.length < limits.filesPerWrite && comparisons++ < mostComparisons && suits(one, batch, limits),
    );
    if (!host) {
      open.push(batch);
      continue;
    }
    const room = limits.filesPerWrite - host.changes.length;
    const overflow = batch.changes.splice(room);
    host.changes.push(...batch.changes);
    host.tags = union(host.tags, batch.tags);
    host.after = afterBoth(host.kind, host.after, batch.after);
    if (overflow.length > 0) open.push({ ...batch, changes: overflow });
  }
  return open;
}

function suits(host: Batch, batch: Batch, { tags: { charactersPerWrite = Infinity } }: Limits): boolean {
  const tags = union(host.tags, batch.tags);
  if (charactersOf(tags) > charactersPerWrite) return false;
  const after = afterBoth(host.kind, host.after, batch.after);
  return without(tags, after).length === (host.kind === 'add' ? 0 : tags.length);
}

function afterAll(kind: Kind, changes: readonly Change[]): readonly string[] {
  return changes.map(({ after }) => after).reduce((left, right) => afterBoth(kind, left, right));
}

function afterBoth(kind: Kind, left: readonly string[], right: readonly string[]): readonly string[] {
  return kind === 'add' ? left.filter(tag => right.includes(tag)) : union(left, right);
}
/**
 * Batches that share files form islands. An island with fewer files than writes is cheaper file by file: each file's tags
 * are replaced by one write of its own.
 */
function cheaperSingly(
  all: readonly Batch[],
  limits: Limits,
): { readonly bulk: readonly Batch[]; readonly single: readonly Change[] } {
  const islandOf = new Map<Batch, Batch>();
  const find = (batch: Batch): Batch => {
    let root = batch;
    for (let above = islandOf.get(root); above && above !== root; above = islandOf.get(root)) root = above;
    islandOf.set(batch, root);
    return root;
  };
  const firstOf = new Map<string, Batch>();
  for (const batch of all) {
    for (const { id } of batch.changes) {
      const other = firstOf.get(id);
      if (other) islandOf.set(find(other), find(batch));
      else firstOf.set(id, batch);
    }
  }
  const islands = new Map<Batch, { writes: number; readonly batches: Batch[]; readonly files: Map<string, Change> }>();
  for (const batch of all) {
    const root = find(batch);
    let island = islands.get(root);
    if (!island) islands.set(root, (island = { writes: 0, batches: [], files: new Map() }));
    island.writes += tagChunks(batch.tags, limits).length;
    island.batches.push(batch);
    for (const change of batch.changes) island.files.set(change.id, change);
  }
  const bulk: Batch[] = [];
  const single: Change[] = [];
  for (const { writes, batches: members, files } of islands.values()) {
    if (files.size < writes && [...files.values()].every(change => fitsOneWrite(change, limits))) single.push(...files.values());
    else bulk.push(...members);
  }
  return { bulk, single };
}

function bulkWrites({ kind, changes, tags }: Batch, limits: Limits): readonly Write[] {
  const fileIds = changes.map(({ id }) => id);
  return tagChunks(tags, limits).map(chunk => ({ kind, fileIds, tags: chunk }));
}

/** Splits tags so that each part stays within the characters that one write takes. */
function tagChunks(tags: readonly string[], { tags: { charactersPerWrite = Infinity } }: Limits): readonly (readonly string[])[] {
  if (charactersOf(tags) <= charactersPerWrite) return [tags];
  const chunks: string[][] = [];
  let left = 0;
  for (const tag of tags) {
    const last = chunks.at(-1);
    if (last && tag.length <= left) last.push(tag);
    else {
      chunks.push([tag]);
      left = charactersPerWrite;
    }
    left -= tag.length;
  }
  return chunks;
}

function fitsOneWrite({ after }: Change, { tags: { charactersPerWrite = Infinity } }: Limits): boolean {
  return charactersOf(after) <= charactersPerWrite;
}

/** The first write of each batch, then the second of each, …: writes on the same files are never in one phase. */
function transposed(writes: readonly (readonly Write[])[]): readonly (readonly Write[])[] {
  const phases = Math.max(0, ...writes.map(({ length }) => length));
  return Array.from({ length: phases }, (_, phase) => writes.flatMap(batch => batch[phase] ?? []));
}

function notEmpty(writes: readonly Write[]): boolean {
  return writes.length > 0;
}
