import { askedOf, type Edit } from '../model/edit';
import type { FileOutcome } from '../model/ledger';
import { sameTags, union, without } from '../model/tags';

/** What is known of a file's tags. */
export interface Image {
  readonly tags: readonly string[];
  /** A listing or a search, which may be behind · the file's own address · the former, with what our own writes have left since. */
  readonly source: 'search' | 'address' | 'write';
  /** ms since 1970. */
  readonly at: number;
}

/** The tags of a file as a listing or a search has shown them. */
export interface ShownTags {
  readonly tags: readonly string[];
  /** Not later than they were shown, in ms since 1970. */
  readonly at: number;
}

/** How long a service's search may show tags as they were before a write: it is documented nowhere, so this is a careful guess. */
export const searchMayLagMs = 5 * 60_000;

/** An image that is older is taken again before anything is written by it. */
export const freshMs = 60_000;

/** The same where that takes no more than so many requests: others may have come while a person looked at the question. */
const freshMsOfFew = 10_000;
const fewReads = 200;

/** How old an image may be, in ms, that takes so many requests to be taken again. */
export function freshFor(reads: number): number {
  return reads <= fewReads ? freshMsOfFew : freshMs;
}

/** So many files, and no more, are looked at one by one where a search contradicts what our own writes have left. */
const mostLooks = 100;

/** What a write of ours has left of one tag; `either` where what became of the write is not known. */
export type TagState = 'there' | 'gone' | 'either';

interface OwnTag {
  readonly state: TagState;
  readonly at: number;
  /** When the last write was sent of which nothing was heard: it may land yet, whatever was written or seen since. */
  readonly doubtedAt?: number;
}

/** What our own writes have left of a file lately: of the tags that they touched, and of no others. Each tag has a time of its own. */
export interface OwnTags {
  readonly states: ReadonlyMap<string, OwnTag>;
  /** Of the last write, in ms since 1970. */
  readonly at: number;
}

/** What is made of an answer of a search. `look`: the file's own address has to say; `doubt`: it should, where few do. */
export interface Verdict {
  readonly kind: 'believed' | 'doubt' | 'look';
  readonly image: Image;
}

/**
 * Pure: the one rule of how far what a search shows is believed. It may be behind our own writes, so that these count for
 * the tags that they touched. Where it contradicts them it may be behind, or another person may have edited the file; where a write
 * of ours may or may not have arrived, only the file itself can tell. A search alone makes no file missing and spares it no write
 * (`isSpared`), and what it shows is never written over as a whole (`Change.whole`).
 */
export function judgeShown(shown: readonly string[], own: OwnTags | undefined, at: number): Verdict {
  if (!own) return { kind: 'believed', image: { tags: shown, source: 'search', at } };
  const there: string[] = [];
  const gone: string[] = [];
  let isDoubted = false;
  for (const [tag, { state, doubtedAt }] of own.states) {
    if (state !== 'either') (state === 'there' ? there : gone).push(tag);
    if (doubtedAt !== undefined) isDoubted = true;
  }
  const tags = union(without(shown, gone), there);
  const image: Image = { tags, source: 'write', at };
  if (isDoubted) return { kind: 'look', image };
  return { kind: sameTags(tags, shown) ? 'believed' : 'doubt', image };
}

/** Whether each of so many files in doubt is worth a request: many at once are only what a search that is behind looks like. */
export function isWorthLooking(doubts: number): boolean {
  return doubts <= mostLooks;
}

/** Whether a file that is as wanted needs no write, which could be repeated safely: only its own address says so. */
export function isSpared({ source }: Image): boolean {
  return source === 'address';
}

/** What a run has left of a file, tag by tag; undefined where it sent nothing. */
export function ownTagsOf({ outcome, before, after, known }: FileOutcome, edit: Edit, at: number): OwnTags | undefined {
  if (outcome === 'notSent' || outcome === 'missing' || !before) return undefined;
  const asked = askedOf(edit, before);
  const states = new Map<string, OwnTag>();
  for (const tags of [asked.add, asked.remove])
    for (const tag of tags) {
      if (outcome === 'unknown' || !after) {
        states.set(tag, { state: 'either', at, doubtedAt: at });
        continue;
      }
      const isThere = after.includes(tag);
      // of a file that failed, not all was written: of the rest no more is known than what was read before
      const isWritten = outcome !== 'failed' || known === 'read' || before.includes(tag) !== isThere;
      if (isWritten) states.set(tag, { state: isThere ? 'there' : 'gone', at });
    }
  return { states, at };
}

/** The same of two runs; of each tag the later one counts. */
export function laterOf(earlier: OwnTags | undefined, later: OwnTags): OwnTags {
  if (!earlier) return later;
  const states = new Map(earlier.states);
  for (const [tag, state] of later.states) {
    const known = states.get(tag);
    if (known && known.at > state.at) continue;
    const { doubtedAt = known?.doubtedAt } = state;
    states.set(tag, doubtedAt === undefined ? state : { ...state, doubtedAt });
  }
  return { states, at: Math.max(earlier.at, later.at) };
}

/** The same after a look at the file's own address, which is younger than what was written before it was asked for. */
export function seenSince(own: OwnTags, { tags, at }: ShownTags): OwnTags {
  const states = new Map(own.states);
  for (const [tag, known] of own.states)
    if (known.at < at) states.set(tag, { ...known, state: tags.includes(tag) ? 'there' : 'gone', at });
  return { ...own, states };
}

/** What of it a search may still be behind; undefined where that is nothing. */
export function recentOf(own: OwnTags, now: number): OwnTags | undefined {
  if (own.at + searchMayLagMs <= now) return undefined;
  const isOver = (at: number | undefined) => at !== undefined && at + searchMayLagMs <= now;
  for (const { at, doubtedAt } of own.states.values())
    if (isOver(at) || isOver(doubtedAt)) return { ...own, states: recentStates(own, isOver) };
  return own;
}

function recentStates({ states }: OwnTags, isOver: (at: number | undefined) => boolean): OwnTags['states'] {
  const recent = new Map<string, OwnTag>();
  for (const [tag, found] of states) {
    if (isOver(found.at)) continue;
    const { doubtedAt, ...settled } = found;
    recent.set(tag, isOver(doubtedAt) ? settled : found);
  }
  return recent;
}
