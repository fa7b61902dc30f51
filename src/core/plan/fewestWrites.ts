import { type Batch, batchesOf, type Delta } from './batches';
import { type Change, gained, lost } from '../model/edit';
import { filesOn, type Island, islandsOf } from './islands';
import type { Limits, Write } from '../model/service';
import { charactersOf } from '../model/tags';

/** Pure: the fewest writes that make exactly these changes, in phases. No two writes of one phase touch the same file. */
export function fewestWrites(changes: readonly Change[], limits: Limits): readonly (readonly Write[])[] {
  if (limits.filesPerWrite === 1) return changes.length === 0 ? [] : [changes.map(singleWrite)];
  const deltas = changes.map((change, index): Delta => ({ index, change, gained: gained(change), lost: lost(change) }));
  const batches = [...batchesOf('add', deltas, limits), ...batchesOf('remove', deltas, limits)];
  const bulk: Batch[] = [];
  const singles: Write[] = [];
  for (const island of islandsOf(batches, changes.length)) {
    // no list is spread into arguments: there may be more of them than a call takes
    if (isCheaperSingly(island, limits)) for (const { change } of filesOn(island)) singles.push(replacement(change));
    else for (const batch of island.batches) bulk.push(batch);
  }
  const writesOf = (kind: Batch['kind']) => bulk.filter(batch => batch.kind === kind).map(batch => bulkWrites(batch, limits));
  // adding comes first, so that a failure between the two loses no tag
  return [...transposed([...writesOf('add'), ...singles.map(write => [write])]), ...transposed(writesOf('remove'))];
}

/** One file in one request. What the user did not name is left alone, unless the user named all tags. */
function singleWrite(change: Change): Write {
  if (change.replacesAll) return replacement(change);
  return { kind: 'patch', fileIds: [change.id], add: gained(change), remove: lost(change) };
}

function replacement({ id, after }: Change): Write {
  return after.length === 0 ? { kind: 'clear', fileIds: [id] } : { kind: 'replace', fileIds: [id], tags: after };
}

/** An island with fewer files than writes takes fewer when each file's tags are replaced by a write of its own. */
function isCheaperSingly(island: Island, limits: Limits): boolean {
  const writes = island.batches.reduce((sum, { tags }) => sum + tagChunks(tags, limits).length, 0);
  if (island.files >= writes) return false;
  const { charactersPerWrite = Infinity } = limits.tags;
  return filesOn(island).every(({ change }) => charactersOf(change.after) <= charactersPerWrite);
}

function bulkWrites({ kind, members, tags }: Batch, limits: Limits): readonly Write[] {
  const fileIds = members.map(({ change }) => change.id);
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

/** The first write of each batch, then the second of each, …: writes on the same files are never in one phase. */
function transposed(writes: readonly (readonly Write[])[]): readonly (readonly Write[])[] {
  const phases = writes.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: phases }, (_, phase) => writes.flatMap(batch => batch[phase] ?? []));
}
