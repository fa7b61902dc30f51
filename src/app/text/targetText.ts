import type { BranchNode } from '../library/libraryNode';
import type { Reach } from '../library/folderWalk';
import { filesInWords } from './counts';
import { number, t } from './l10n';

export function whichConnectionText(): string {
  return t('On which connection are the files?');
}

/** @param files how many; without it, any number */
export function lookingForFilesText(files?: number): string {
  return files === undefined ? t('Looking for files') : t('Looking for {0}', filesInWords(files));
}

export function filesSoFarText(files: number): string {
  return t('{0} so far', number(files));
}

/** Which folders a question is about. */
export function foldersTitle(folders: readonly BranchNode[]): string {
  const [folder, ...others] = folders;
  return folder?.kind === 'folder' && others.length === 0 ? folder.folder.path : t('{0} folders', number(folders.length));
}

/** How far to go below a folder. */
export function reachChoices(): readonly { readonly label: string; readonly reach: Reach }[] {
  return [
    { label: t('Files in this folder'), reach: 'folder' },
    { label: t('Files in this folder and all below it'), reach: 'below' },
  ];
}

export function whichFilesText(): string {
  return t('Which files?');
}

export function enterReferencesTitle(): string {
  return t('Tag Files by Id');
}

export function enterReferencesText(service: string): string {
  return t('Ids or addresses of files on {0}, in any mixture', service);
}

export function noReferencesText(service: string): string {
  return t('No id and no address of a file on {0} in it.', service);
}

export function nothingInSelectionText(): string {
  return t('The selection holds no id and no address of a file on your connections.');
}

export function addressesLostText(addresses: number): string {
  return addresses === 1 ? t('1 address leads to no file') : t('{0} addresses lead to no file', number(addresses));
}

/** @param note why there are none, where that is known */
export function nothingChosenText(note: string | undefined): string {
  return t('{0}.', note ?? t('There are no files in what is chosen'));
}
