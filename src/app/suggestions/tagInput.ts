import { acceptText, knownTagText, knownTagsHeading, strayQuoteText, twinText } from '../text/tagging/tagInputText';
import { addableTags, indexSuggestions, type KnownTag, knownTags, removableTags } from './suggestionIndex';
import { completeTag, exchangeTag, parseTypedTags, writeTypedTags } from './typedTags';

export interface TagQuestion {
  readonly kind: 'add' | 'remove' | 'replace';
  /** The tags of each selected file, as far as they are known. */
  readonly files: readonly (readonly string[] | undefined)[];
  /** Each tag of the library with the number of files that were seen to have it. */
  readonly seen: ReadonlyMap<string, number>;
  /** What is wrong with these tags, as a sentence. */
  readonly check: (tags: readonly string[]) => string | undefined;
}

/** One line of text that holds all tags, and what is offered for it. */
export interface TagInput {
  readonly initialText: string;
  /** What can be chosen for this text, the likeliest first. */
  rows(text: string): readonly TagRow[];
}

export type TagRow =
  /** Takes these tags. Its label is the text, so that it stays first however a face sorts. */
  | { readonly kind: 'accept'; readonly label: string; readonly description: string; readonly tags: readonly string[] }
  /** Says why the text can't be taken as it is. */
  | { readonly kind: 'problem'; readonly label: string; readonly detail: string }
  /** Goes on with another text: a known tag instead of one that was typed, or after what was typed. */
  | { readonly kind: 'twin' | 'known'; readonly label: string; readonly description: string; readonly text: string }
  /** Stands over the known tags. */
  | { readonly kind: 'heading'; readonly label: string };

/** Costs the more the more tags are known, so that its rows cost little. */
export function makeTagInput({ kind, files, seen, check }: TagQuestion): TagInput {
  const known = knownTags(seen, files);
  const index = indexFor(kind, known, files.length);
  const own = files.length === 1 ? files[0] : undefined;

  const wholeRow = (text: string): TagRow | undefined => {
    const { tags, strayQuote } = parseTypedTags(text);
    if (tags.length === 0 && !strayQuote) return undefined;
    const label = text.trim().replace(/,$/, '');
    const problem = strayQuote ? strayQuoteText(strayQuote) : check(tags);
    if (problem !== undefined) return { kind: 'problem', label, detail: problem };
    return { kind: 'accept', label, description: acceptText(kind, tags.length, files.length), tags };
  };

  const unread = files.filter(tags => tags === undefined).length;
  const describe = (one: KnownTag) => knownTagText(one, files.length, unread);

  return {
    initialText: kind === 'replace' && own ? writeTypedTags(own) : '',
    rows: text => {
      const { tags, fragment } = parseTypedTags(text);
      const typed = new Set(tags);
      const twins = tags
        .filter(tag => !index.has(tag))
        .flatMap(tag => index.nearTwins(tag).flatMap(twin => (typed.has(twin.tag) ? [] : [{ tag, twin }])));
      const except = new Set([...tags, ...twins.map(({ twin }) => twin.tag)]);
      const next = index.offering(fragment.trim(), except, rowsAtMost);
      const rows: (TagRow | undefined)[] = [
        wholeRow(text),
        ...twins.map(({ tag, twin }): TagRow => {
          const description = twinText(tag, describe(twin));
          return { kind: 'twin', label: twin.tag, description, text: exchangeTag(text, tag, twin.tag) };
        }),
        next.length > 0 ? { kind: 'heading', label: knownTagsHeading(kind) } : undefined,
        ...next.map((one): TagRow => {
          return { kind: 'known', label: one.tag, description: describe(one), text: completeTag(text, one.tag) };
        }),
      ];
      return rows.filter(row => row !== undefined);
    },
  };
}

function indexFor(kind: TagQuestion['kind'], known: readonly KnownTag[], files: number) {
  switch (kind) {
    case 'add': {
      const offered = addableTags(known, files);
      // what all files have is not offered, and yet it is what a near-twin is a twin of
      return indexSuggestions(
        offered,
        known.filter(({ selected }) => selected >= files),
      );
    }
    case 'remove':
      return indexSuggestions(removableTags(known));
    case 'replace':
      return indexSuggestions(known);
  }
}

/** More would not be read. */
const rowsAtMost = 100;
