import type { Scope } from '../../selection/selection';
import type { KnownTag } from '../../suggestions/suggestionIndex';
import type { PresentState, WantedState } from '../../suggestions/tagPicker';
import { type StrayQuote, writeTypedTag } from '../../suggestions/typedTags';
import { filesInWords, taggedFilesText, tagsInWords } from '../counts';
import { number, t } from '../l10n';
import { plainText, quoted } from '../message';
import { actionButton } from '../runs/jobText';
import { scopeText } from './targetText';

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

/** on 3 of these 5 · 12 files. @param unread of how many of these the tags are not known: then they may be more */
export function knownTagText({ seen, selected }: KnownTag, files: number, unread: number): string {
  const all = seen === 0 ? [] : [taggedFilesText(seen, unread === 0)];
  // of one selected file there is nothing to count
  if (selected === 0 || files === 1) return all.join('');
  const here = selected === files ? t('on all of these') : t('on {0} of these {1}', number(selected), number(files));
  return [unread > 0 ? t('on at least {0} of these {1}', number(selected), number(files)) : here, ...all].join(' · ');
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

/** The line that does what was picked. */
export function applyPickedText(
  { put, take }: { readonly put: readonly string[]; readonly take: readonly string[] },
  files: number,
): { readonly label: string; readonly description: string } {
  const label =
    take.length === 0
      ? t('Add {0}', tagsInWords(put))
      : put.length === 0
        ? t('Remove {0}', tagsInWords(take))
        : t('Add {0}, remove {1}', tagsInWords(put), tagsInWords(take));
  return { label, description: t('Enter applies this to {0}', filesInWords(files)) };
}

export function noPicksText(): { readonly label: string; readonly description: string } {
  return { label: t('No changes'), description: t('Type a tag, or choose one below') };
}

export function createTagText(tags: readonly string[], files: number): { readonly label: string; readonly description: string } {
  const what = tags.map(quoted).join(', ');
  return { label: t('New tag'), description: t('{0} · Enter adds it to {1}', what, filesInWords(files)) };
}

export function pickerHeading(kind: 'own' | 'others'): string {
  return kind === 'own' ? t('on these files') : t('recent and frequent');
}

export interface PickerCounts {
  /** How many files there are, and of how many the tags are not known. */
  readonly of: number;
  readonly unread: number;
  /** How many of them have the tag. */
  readonly selected: number;
  /** How many files of the library have it, of those seen so far. */
  readonly seen: number;
}

/** will be added to all 40 · 12 of 40 · 312 files seen with it */
export function pickerTagText(present: PresentState, wanted: WantedState, counts: PickerCounts, typed?: string): string {
  const parts = [
    wantedText(wanted, counts.of),
    typed === undefined ? undefined : t('instead of {0}', quoted(typed)),
    presentText(present, counts),
    counts.seen > 0 && present === 'none' ? t('{0} seen with it', filesInWords(counts.seen)) : undefined,
  ];
  return parts.filter(part => part !== undefined).join(' · ');
}

function wantedText(wanted: WantedState, files: number): string | undefined {
  switch (wanted) {
    case 'leave':
      return undefined;
    case 'put':
      return files === 1 ? t('will be added') : t('will be added to all {0}', number(files));
    case 'take':
      return files === 1 ? t('will be removed') : t('will be removed from all');
  }
}

function presentText(present: PresentState, { of, unread, selected }: PickerCounts): string | undefined {
  switch (present) {
    case 'all':
      return of === 1 ? t('on this file') : t('on all {0}', number(of));
    case 'some':
      if (unread > 0) return selected === 0 ? undefined : t('at least {0} of {1}', number(selected), number(of));
      return t('{0} of {1}', number(selected), number(of));
    case 'none':
      return undefined;
  }
}

export function pickerPrompt(): string {
  return t('Type a tag · Enter changes it: add to all, remove from all, leave');
}
