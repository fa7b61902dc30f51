import { chunked } from './chunked';
import type { Change } from '../model/edit';
import type { Limits, Write } from '../service/service';
import { charactersOf, without } from '../model/tags';

/** What is sent of a change. */
export type Sent = Pick<Change, 'id' | 'after' | 'add' | 'remove' | 'whole'>;

/**
 * Pure: the fewest writes that send exactly these additions and removals, in phases. No two writes of one phase touch the same
 * file, and none touches a tag that is not to be added to, or removed from, each of its files. Adding comes before removing, so
 * that a failure between the two loses no tag.
 */
export function fewestWrites(changes: readonly Sent[], limits: Limits): readonly (readonly Write[])[] {
  const { writes, groupOf } = limits;
  const named = changes.filter(({ whole }) => !whole);
  const wholes = changes.filter(({ whole }) => whole).map(wholeWrite);
  if (writes.patch !== undefined) return inPhases([...named.flatMap(change => patches(change, limits)), ...wholes]);
  const parts = groupOf ? partition(named, ({ id }) => groupOf(id)) : [named];
  const writesOf = (kind: Kind) => parts.flatMap(part => sharedWrites(kind, part, limits));
  return inPhases([...writesOf('add'), ...writesOf('remove'), ...wholes]);
}

type Kind = 'add' | 'remove';

/** Files to which the same tags are sent. */
interface Group {
  /** The same for the same tags in any order. */
  readonly key: string;
  readonly tags: readonly string[];
  readonly ids: readonly string[];
}

/** Beyond these, looking for a better split would cost more than it saves. */
const mostPasses = 4;
const mostGroups = 20_000;

function wholeWrite({ id, after }: Sent): Write {
  return after.length === 0 ? { kind: 'clear', fileIds: [id] } : { kind: 'replace', fileIds: [id], tags: after };
}

/** One file in as few requests as its characters allow: adding and removing travel together. */
function patches({ id, add, remove }: Sent, limits: Limits): readonly Write[] {
  const [adds, removes] = [add, remove].map(tags => tagChunks(tags, limits)) as [Chunks, Chunks];
  const { charactersPerWrite = Infinity } = limits.tags;
  const [only = [], second] = adds;
  const fits = !second && removes.length <= 1 && charactersOf([...only, ...(removes[0] ?? [])]) <= charactersPerWrite;
  if (fits) return [{ kind: 'patch', fileIds: [id], add, remove }];
  return [
    ...adds.map((tags): Write => ({ kind: 'patch', fileIds: [id], add: tags, remove: [] })),
    ...removes.map((tags): Write => ({ kind: 'patch', fileIds: [id], add: [], remove: tags })),
  ];
}

/** Full writes first; what is left over of each group may share requests with others. */
function sharedWrites(kind: Kind, changes: readonly Sent[], limits: Limits): readonly Write[] {
  const full: Group[] = [];
  const rest: Group[] = [];
  for (const group of groupsOf(kind, changes, limits)) {
    const room = filesPerWrite(kind, group.tags, limits);
    for (const ids of chunked(group.ids, room)) (ids.length === room ? full : rest).push({ ...group, ids });
  }
  const groups = [...full, ...fewestGroups(rest, tags => filesPerWrite(kind, tags, limits))];
  return groups.flatMap(({ tags, ids }) =>
    Array.from(chunked(ids, filesPerWrite(kind, tags, limits)), (fileIds): Write => ({ kind, fileIds, tags })),
  );
}

/** Files by what is sent to them. Tags that don't fit into one write are told apart by the write that they go in. */
function groupsOf(kind: Kind, changes: readonly Sent[], limits: Limits): readonly Group[] {
  const groups = new Map<string, Group & { readonly ids: string[] }>();
  for (const change of changes) {
    for (const tags of tagChunks(change[kind], limits)) {
      const key = keyOf(tags);
      const group = groups.get(key);
      if (group) group.ids.push(change.id);
      else groups.set(key, { key, tags, ids: [change.id] });
    }
  }
  return [...groups.values()];
}

/**
 * Local search: a tag that several groups share is sent in a request of its own wherever what is left of those groups then falls
 * together with others.
 */
function fewestGroups(rest: readonly Group[], room: (tags: readonly string[]) => number): readonly Group[] {
  if (rest.length > mostGroups) return rest;
  const groups = new Map(rest.map(group => [group.key, group]));
  const cost = (group: Group | undefined) => (group ? Math.ceil(group.ids.length / room(group.tags)) : 0);
  for (let pass = 0; pass < mostPasses; pass++) {
    let hasImproved = false;
    for (const [tag, found] of groupsByTag(groups.values())) {
      const sharing = found.filter(group => groups.get(group.key) === group);
      // a lone group gains by it only where both of its parts are there already
      if (sharing.length < 2 && !groups.has(keyOf([tag]))) continue;
      const split = new Map<string, Group>();
      const give = (tags: readonly string[], ids: readonly string[]) => {
        const key = keyOf(tags);
        const present = split.get(key) ?? groups.get(key);
        split.set(key, { key, tags, ids: present ? [...present.ids, ...ids] : ids });
      };
      for (const { tags, ids } of sharing) give(without(tags, [tag]), ids);
      give(
        [tag],
        sharing.flatMap(({ ids }) => ids),
      );
      let saved = 0;
      for (const group of sharing) saved += cost(group);
      for (const [key, group] of split) saved += cost(groups.get(key)) - cost(group);
      if (saved <= 0) continue;
      hasImproved = true;
      for (const { key } of sharing) groups.delete(key);
      for (const [key, group] of split) groups.set(key, group);
    }
    if (!hasImproved) break;
  }
  return [...groups.values()];
}

/** The groups of several tags, by each of them. */
function groupsByTag(groups: Iterable<Group>): ReadonlyMap<string, readonly Group[]> {
  const sharing = new Map<string, Group[]>();
  for (const group of groups) {
    if (group.tags.length < 2) continue;
    for (const tag of group.tags) {
      const found = sharing.get(tag);
      if (found) found.push(group);
      else sharing.set(tag, [group]);
    }
  }
  return sharing;
}

function filesPerWrite(kind: Kind, tags: readonly string[], { writes, changesPerWrite = Infinity }: Limits): number {
  return Math.max(1, Math.min(writes[kind] ?? 1, Math.floor(changesPerWrite / tags.length)));
}

type Chunks = readonly (readonly string[])[];

/** Splits tags so that each part stays within what one write takes: first fit, in the order given. */
function tagChunks(tags: readonly string[], { tags: rules, changesPerWrite = Infinity }: Limits): Chunks {
  const { charactersPerWrite = Infinity } = rules;
  if (tags.length === 0) return [];
  if (tags.length <= changesPerWrite && charactersOf(tags) <= charactersPerWrite) return [tags];
  const chunks: { readonly tags: string[]; left: number }[] = [];
  for (const tag of tags) {
    let chunk = chunks.find(({ left, tags: held }) => tag.length <= left && held.length < changesPerWrite);
    if (!chunk) chunks.push((chunk = { tags: [], left: charactersPerWrite }));
    chunk.tags.push(tag);
    chunk.left -= tag.length;
  }
  return chunks.map(chunk => chunk.tags);
}

/** A tag may hold any character, so that no separator tells two lists apart. */
function keyOf(tags: readonly string[]): string {
  return tags.length === 1 ? `"${tags[0] ?? ''}` : JSON.stringify([...tags].sort());
}

function partition<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): readonly (readonly Item[])[] {
  const parts = new Map<string, Item[]>();
  for (const item of items) {
    const part = parts.get(keyOfItem(item));
    if (part) part.push(item);
    else parts.set(keyOfItem(item), [item]);
  }
  return [...parts.values()];
}

/** Each write goes into the first phase after all those that touch one of its files. */
function inPhases(writes: readonly Write[]): readonly (readonly Write[])[] {
  const phases: Write[][] = [];
  const nextOf = new Map<string, number>();
  for (const write of writes) {
    let phase = 0;
    for (const id of write.fileIds) phase = Math.max(phase, nextOf.get(id) ?? 0);
    for (const id of write.fileIds) nextOf.set(id, phase + 1);
    (phases[phase] ??= []).push(write);
  }
  return phases;
}
