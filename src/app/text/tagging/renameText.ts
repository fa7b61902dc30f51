import { filesInWords, tagsInWords } from '../counts';
import { t } from '../l10n';
import { plainText, quoted } from '../message';

/** Rename Tag "Sale" · Shop · /products and all below */
export function renameTitle(tag: string, library: string, folder: string | undefined): string {
  return titled(t('Rename Tag {0}', quoted(tag)), library, folder);
}

export function mergeTitle(tags: readonly string[], library: string, folder: string | undefined): string {
  return titled(t('Merge {0}', tagsInWords(tags)), library, folder);
}

/** @param files how many have the tag, where that is known */
export function renamePrompt(files: number | undefined): string {
  return files === undefined ? t('A new name for the tag') : t('A new name for the tag of {0}', filesInWords(files));
}

/** That a tag with the new name is there already. @param files that have it, in words */
export function nameInUseText(tag: string, files: string): string {
  return t('{0} already have {1}: Enter merges the two tags.', files, quoted(tag));
}

export function mergePrompt(): string {
  return t('Which tag do they become? Choose one, or type another');
}

export function mergeLabel(tag: string): string {
  return t('Into {0}', quoted(tag));
}

/** Of a tag that is among those to be merged. @param files that have it, in words */
export function takesPartText(files: string): string {
  return t('one of them · {0}', files);
}

/** Of a tag that no file has yet. @param areAll whether the whole library is known */
export function newTagText(areAll: boolean): string {
  return areAll ? t('new') : t('not seen yet');
}

export function renameCommandTitle(): string {
  return t('Rename Tag');
}

/** @param tags those that were chosen so far */
export function mergeCommandTitle(tags: readonly string[]): string {
  return tags.length === 0 ? t('Merge Tags') : t('Merge {0} and…', tagsInWords(tags));
}

export function whichLibraryText(): string {
  return t('In which library?');
}

export function whichTagText(): string {
  return t('Which tag? Choose one, or type it');
}

export function whichTagsText(): string {
  return t('Which tags become one? Choose the first');
}

export function whichMoreTagsText(): string {
  return t('Which other tag? Choose one, or type it');
}

/** The row that goes on with the tags that were chosen. */
export function mergeChosenText(tags: readonly string[]): { readonly label: string; readonly description: string } {
  return { label: t('Merge {0}', tagsInWords(tags)), description: t('or choose one more') };
}

export function asTypedText(): string {
  return t('as typed');
}

/** Why there is nothing to rename. */
export function noFileHasTagsText(tags: readonly string[]): string {
  return t('No file has {0}.', tagsInWords(tags));
}

function titled(what: string, library: string, folder: string | undefined): string {
  const place = folder === undefined ? [] : [t('{0} and all below', plainText(folder))];
  return [what, plainText(library), ...place].join(' · ');
}
