import type { KnownTag } from '../../suggestions/suggestionIndex';
import { type StrayQuote, writeTypedTag } from '../../suggestions/typedTags';
import type { Scope } from '../../selection/selection';
import { filesInWords } from '../counts';
import { number, t } from '../l10n';
import { plainText } from '../message';
import { actionButton } from '../runs/jobText';
import { scopeText } from './scopeText';

/** What Enter does: Enter adds 2 tags to 38 files */
export function acceptText(kind: 'add' | 'remove' | 'replace', tags: number, files: number): string {
  const count = tags === 1 ? t('1 tag') : t('{0} tags', number(tags));
  switch (kind) {
    case 'add':
      return t('Enter adds {0} to {1}', count, filesInWords(files));
    case 'remove':
      return t('Enter removes {0} from {1}', count, filesInWords(files));
    case 'replace':
      return t('Enter replaces all tags of {0} with {1}', filesInWords(files), count);
  }
}

/** What is done, and to which files: Add Tags to 120 Files · Shop · /products and all below */
export function tagsTitle(
  kind: 'add' | 'remove' | 'replace' | 'change',
  files: readonly { readonly id: string; readonly path?: string }[],
  places: readonly { readonly name: string; readonly scope: Scope }[],
): string {
  const [place, ...others] = places;
  const [file] = files;
  const path = file?.path ?? file?.id ?? '';
  const action = actionButton({ kind }, files.length, path.slice(path.lastIndexOf('/') + 1));
  if (!place || others.length > 0) return t('{0} · {1} libraries', action, number(places.length));
  const where = place.scope.kind === 'files' && files.length === 1 ? undefined : scopeText(place.scope);
  return [action, plainText(place.name), where].filter(part => part !== undefined).join(' · ');
}

/** Which files they are, and what else is to be known: Tags for mug.jpg and 11 more, separated by commas */
export function tagPrompt(name: string, files: number, notes: readonly string[]): string {
  const names = files === 1 ? name : t('{0} and {1} more', name, number(files - 1));
  return [t('Tags for {0}, separated by commas', names), ...notes].join(' · ');
}

/** on 3 of these 5 · 12 files */
export function knownTagText({ seen, selected }: KnownTag, files: number): string {
  // of one selected file there is nothing to count
  const here =
    selected === 0 || files === 1
      ? []
      : [selected === files ? t('on all of these') : t('on {0} of these {1}', number(selected), number(files))];
  return [...here, ...(seen > 0 ? [filesInWords(seen)] : [])].join(' · ');
}

export function knownTagsHeading(kind: 'add' | 'remove' | 'replace'): string {
  return kind === 'remove' ? t('tags of these files') : t('known tags');
}

/** A known tag beside one that was typed. */
export function twinText(typed: string, known: string): string {
  return [t('instead of "{0}"', typed), known].filter(part => part !== '').join(' · ');
}

/** What to do about a quotation mark that does not belong where it is. */
export function strayQuoteText({ kind, tag }: StrayQuote): string {
  switch (kind) {
    case 'unclosed':
      return t('The quotation mark at the beginning of {0} is not closed.', tag);
    case 'inside':
      return t('A tag with a quotation mark is typed as {0}.', writeTypedTag(tag));
    case 'afterwards':
      return t('A comma is missing after the closing quotation mark in {0}.', tag);
  }
}
