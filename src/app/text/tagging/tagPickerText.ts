import type { PresentState, WantedState } from '../../suggestions/tagPicker';
import { filesInWords, tagsInWords } from '../counts';
import { number, t } from '../l10n';
import { quoted } from '../message';

export { strayQuoteText as strayPickText } from './tagInputText';

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
  /** How many of the library have it. */
  readonly seen: number;
}

/** will be added to all 40 · 12 of 40 · 312 files in the library */
export function pickerTagText(present: PresentState, wanted: WantedState, counts: PickerCounts, typed?: string): string {
  const parts = [
    wantedText(wanted, counts.of),
    typed === undefined ? undefined : t('instead of {0}', quoted(typed)),
    presentText(present, counts),
    counts.seen > 0 && present === 'none' ? t('{0} in the library', filesInWords(counts.seen)) : undefined,
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
