import { indexSuggestions, knownTags } from '../suggestions/suggestionIndex';
import { filesInWords } from '../text/counts';
import { asTypedText, mergeChosenText } from '../text/tagging/renameText';
import { tagLabel } from '../text/search/tagsViewText';

export interface TagChoiceRow {
  readonly kind: 'tag' | 'done';
  readonly label: string;
  readonly description: string;
  readonly tag: string;
}

/**
 * Tags to choose one from, by what is typed; a tag that is not known yet can be typed whole.
 * @param seen each tag of the library with the number of files that have it
 * @param chosen those that were chosen before, of several
 */
export function tagChoice(
  seen: ReadonlyMap<string, number>,
  chosen: readonly string[] = [],
): (text: string) => readonly TagChoiceRow[] {
  const index = indexSuggestions(knownTags(seen, []));
  const row = (tag: string, description: string): TagChoiceRow => ({ kind: 'tag', label: tagLabel({ tag }), description, tag });
  const done: readonly TagChoiceRow[] =
    chosen.length > 1 ? [{ kind: 'done', ...mergeChosenText(chosen), tag: chosen[0] ?? '' }] : [];
  // what is like the tags that were chosen is likely meant too
  const likely = chosen.flatMap(tag => index.nearTwins(tag).map(twin => twin.tag)).filter(tag => !chosen.includes(tag));
  return text => {
    const typed = text.trim();
    const first = typed === '' ? [...new Set(likely)] : index.has(typed) ? [typed] : [];
    const found = index.offering(typed, new Set([...chosen, ...first]), rowsAtMost).map(({ tag }) => tag);
    const rows = [...first, ...found].map(tag => row(tag, filesInWords(seen.get(tag) ?? 0)));
    const fresh = typed === '' || index.has(typed) || chosen.includes(typed) ? [] : [row(typed, asTypedText())];
    return [...(typed === '' ? done : []), ...rows, ...fresh];
  };
}

/** More would not be read. */
const rowsAtMost = 100;
