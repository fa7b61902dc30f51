import { similarityKey, parseTags } from '../../core/model/tags';

/** A tag that somebody may mean. */
export interface KnownTag {
  readonly tag: string;
  /** How many of the files seen so far carry it. */
  readonly seen: number;
  /** How many of the chosen files carry it, as far as their tags are known. */
  readonly carried: number;
}

/** What is offered for a text that is being typed: tags separated by commas. */
export interface Suggestions {
  /** All tags of the text. */
  readonly tags: readonly string[];
  /** Known tags that could be meant instead of one that was typed and was never seen. */
  readonly instead: readonly { readonly typed: string; readonly known: KnownTag }[];
  /** Known tags that continue the text. */
  readonly next: readonly KnownTag[];
}

/** Pure. @param known the likeliest first */
export function suggestionsFor(text: string, known: readonly KnownTag[]): Suggestions {
  const tags = parseTags(text);
  const names = new Set(known.map(({ tag }) => tag));
  const unseen = tags.filter(tag => !names.has(tag));
  const others =
    unseen.length === 0 ? [] : known.filter(({ tag }) => !tags.includes(tag)).map(one => ({ one, like: similarityKey(one.tag) }));
  const instead = unseen.flatMap(typed => {
    const wanted = similarityKey(typed);
    return others.filter(({ like }) => like === wanted).map(({ one }) => ({ typed, known: one }));
  });
  const likely = new Set(instead.map(({ known: { tag } }) => tag));
  const fragment = fragmentOf(text).trim().toLowerCase();
  const next = known.filter(({ tag }) => !tags.includes(tag) && !likely.has(tag) && tag.toLowerCase().includes(fragment));
  return { tags, instead, next: next.slice(0, mostOffered) };
}

/** The text with its last, unfinished tag completed; further tags can follow. */
export function completed(text: string, tag: string): string {
  const before = text.slice(0, text.length - fragmentOf(text).length).trimEnd();
  return `${before === '' ? '' : `${before} `}${tag}, `;
}

/** The text with one tag in another's place. */
export function exchanged(text: string, typed: string, tag: string): string {
  return `${parseTags(text)
    .map(one => (one === typed ? tag : one))
    .join(', ')}, `;
}

/** Known tags and where they are: those that most of the chosen files carry first, then the most frequent. */
export function knownTags(
  seen: ReadonlyMap<string, number>,
  chosen: readonly (readonly string[] | undefined)[],
): readonly KnownTag[] {
  const carried = new Map<string, number>();
  for (const tags of chosen) for (const tag of tags ?? []) carried.set(tag, (carried.get(tag) ?? 0) + 1);
  const names = new Set([...carried.keys(), ...seen.keys()]);
  const known = Array.from(names, tag => ({ tag, seen: seen.get(tag) ?? 0, carried: carried.get(tag) ?? 0 }));
  return known.sort((left, right) => right.carried - left.carried || right.seen - left.seen || left.tag.localeCompare(right.tag));
}

/** What can be added: what is frequent comes first, and what all chosen files carry already does not come. */
export function addable(known: readonly KnownTag[], files: number): readonly KnownTag[] {
  return known.filter(({ carried }) => carried < files).sort((left, right) => right.seen - left.seen);
}

/** What can be removed: what the chosen files carry; anything where nobody knows what they carry. */
export function removable(known: readonly KnownTag[]): readonly KnownTag[] {
  const carried = known.filter(tag => tag.carried > 0);
  return carried.length > 0 ? carried : known;
}

/** More would not be read. */
const mostOffered = 100;

function fragmentOf(text: string): string {
  return text.slice(text.lastIndexOf(',') + 1);
}
