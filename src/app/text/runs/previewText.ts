import { filesInWords } from '../counts';
import { number, t } from '../l10n';

/** What the buttons of a preview say: Apply to 120 Files, Discard. */
export function previewButtons(files: number): { readonly apply: string; readonly discard: string } {
  return { apply: files === 1 ? t('Apply to 1 File') : t('Apply to {0} Files', number(files)), discard: t('Discard') };
}

/** What the tab says. */
export function previewTitle(question: string): string {
  return t('Preview: {0}', question.replace(/\?$/, ''));
}

/** The headings of a preview's lists. */
export function previewHeadings() {
  return {
    tags: t('Tags'),
    groups: t('Files with the same change'),
    files: t('Files'),
    change: t('Change'),
    tag: t('Tag'),
    file: t('File'),
    library: t('Library'),
    id: t('Id'),
  };
}

export function addedToText(files: number): string {
  return t('added to {0}', filesInWords(files));
}

export function removedFromText(files: number): string {
  return t('removed from {0}', filesInWords(files));
}

/** What a screen reader says before a struck and a bold tag. */
export function spokenChange(kind: 'added' | 'removed'): string {
  return kind === 'added' ? t('added:') : t('removed:');
}

/** Under a list that is cut off. */
export function moreText(kind: 'tags' | 'groups' | 'files', more: number): string {
  switch (kind) {
    case 'tags':
      return more === 1 ? t('1 more tag is not listed here.') : t('{0} more tags are not listed here.', number(more));
    case 'groups':
      return more === 1 ? t('1 more change is not listed here.') : t('{0} more changes are not listed here.', number(more));
    case 'files':
      return more === 1 ? t('1 more file is not listed here.') : t('{0} more files are not listed here.', number(more));
  }
}
