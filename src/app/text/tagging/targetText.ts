import type { Reach } from '../../library/folderWalk';
import type { BranchNode } from '../../library/libraryNode';
import type { ReachQuestion } from '../../selection/chooseTargets';
import type { Scope } from '../../selection/selection';
import { filesInWords, tagsInWords } from '../counts';
import { number, t } from '../l10n';
import { plainText, quoted } from '../message';
import { branchName } from '../search/searchNodeText';

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

/** The title of a progress; how far it is comes after it. */
export function readingTagsText(): string {
  return t('Reading tags');
}

export function readTagsText(read: number, of: number): string {
  return t('{0} of {1}', number(read), number(of));
}

/** What a command that needs files is about to do. */
export type TargetPurpose = keyof ReturnType<typeof purposeTitles>;

function purposeTitles() {
  return {
    add: t('Add Tags'),
    remove: t('Remove Tags'),
    replace: t('Replace Tags'),
    clear: t('Clear Tags'),
    edit: t('Edit Tags'),
    repeat: t('Repeat Last Tags'),
    copy: t('Copy Tags'),
    paste: t('Paste Tags'),
    adopt: t('Keep Automatic Tags'),
    removeDerived: t('Delete Automatic Tags'),
    byId: t('Tag Files by Id'),
    sheet: t('Edit Tags as Text'),
    export: t('Export Tags'),
    mark: t('Mark Files'),
    unmark: t('Unmark Files'),
    invert: t('Invert Marks'),
    rename: t('Rename Tag'),
    import: t('Import Tags'),
  };
}

export function purposeTitle(purpose: TargetPurpose): string {
  return purposeTitles()[purpose];
}

/** What will be done, and to which folder or library: Add Tags · Shop · /products */
export function branchesTitle(purpose: TargetPurpose, branches: readonly BranchNode[], libraries: readonly string[]): string {
  const [branch, ...others] = branches;
  const [library, ...further] = libraries;
  const isOne = branch !== undefined && others.length === 0;
  const place = isOne
    ? branch.kind === 'connection'
      ? undefined
      : branchName(branch)
    : t('{0} folders', number(branches.length));
  const where = library !== undefined && further.length === 0 ? library : t('{0} libraries', number(libraries.length));
  return [purposeTitle(purpose), where, place].flatMap(part => (part === undefined ? [] : [plainText(part)])).join(' · ');
}

export interface ReachChoice {
  readonly label: string;
  readonly detail?: string;
  readonly reach: Reach | 'themselves';
}

/** How far to go below a folder, or in a library; the first one is the likeliest. */
export function reachChoices(
  branches: readonly BranchNode[],
  { here, haveTags }: Pick<ReachQuestion, 'here' | 'haveTags'>,
): readonly ReachChoice[] {
  const isLibrary = branches.some(({ kind }) => kind === 'connection');
  const choices = [
    { label: isLibrary ? t('Files at the top of the library') : t('Files in this folder'), reach: 'folder' },
    { label: isLibrary ? t('The whole library') : t('Files in this folder and all below it'), reach: 'below' },
  ] as const;
  // where nothing is directly there, nothing can be meant by it
  const likely = here.files === 0 && here.known === 'all' ? choices.slice(1) : choices;
  return haveTags ? [...likely, themselvesChoice(branches.length)] : likely;
}

/** How many files a choice would take: 12 files · 100 files or more · 1,240 files so far */
export function reachCountText(files: number, known: 'all' | 'some' | 'counting'): string {
  switch (known) {
    case 'all':
      return files === 0 ? t('no files') : filesInWords(files);
    case 'some':
      return t('{0} or more', filesInWords(files));
    case 'counting':
      return files === 0 ? t('counting…') : t('{0} so far', filesInWords(files));
  }
}

function themselvesChoice(folders: number): ReachChoice {
  return {
    label: folders === 1 ? t('The folder itself') : t('The folders themselves'),
    detail: t('One request a folder. All that is below inherits its tags.'),
    reach: 'themselves',
  };
}

export function whichFilesText(): string {
  return t('Which files?');
}

export function enterReferencesTitle(purpose: TargetPurpose, connection: string): string {
  return [purposeTitle(purpose), plainText(connection)].join(' · ');
}

export function enterReferencesText(service: string): string {
  return t('Ids or addresses of files on {0}, in any mixture', service);
}

export function noReferencesText(service: string): string {
  return t('There is no id or address of a file on {0} in it.', service);
}

/** What is in the text beside ids and addresses: 5 files · neither id nor address: "foo", "bar" and 3 more */
export function referencesText(files: number, others: readonly string[]): string {
  if (others.length === 0) return filesInWords(files);
  const named = others.slice(0, othersNamed).map(quoted).join(', ');
  const more = others.length - othersNamed;
  const list = more > 0 ? t('{0} and {1} more', named, number(more)) : named;
  return t('{0} · neither id nor address: {1}', filesInWords(files), list);
}

export function nothingInSelectionText(): string {
  return t('The selection has no id or address of a file on your connections.');
}

export function addressesLostText(addresses: number): string {
  return addresses === 1 ? t('1 address leads to no file') : t('{0} addresses lead to no file', number(addresses));
}

/** @param note why there are none, where that is known */
export function nothingChosenText(note: string | undefined): string {
  return t('{0}.', note ?? t('There are no files in what you chose'));
}

const othersNamed = 5;

export function copiedTagsText(tags: readonly string[]): string {
  return t('Copied {0}.', tagsInWords(tags));
}

export function noTagsToCopyText(): string {
  return t('These files have no tags.');
}

export function noTagsToPasteText(): string {
  return t('There are no tags in the clipboard. Copy Tags puts them there; any text with commas between tags will do, too.');
}

export function noLastEditText(): string {
  return t('No tags were edited so far: there is nothing to repeat.');
}

/** The question which of the files' automatic tags are meant. */
export function derivedTagsTitle(action: 'adopt' | 'remove', files: number): string {
  if (action === 'adopt')
    return files === 1
      ? t('Keep Automatic Tags of 1 File as Its Own')
      : t('Keep Automatic Tags of {0} Files as Their Own', number(files));
  return files === 1 ? t('Delete Automatic Tags of 1 File') : t('Delete Automatic Tags of {0} Files', number(files));
}

export function derivedTagsPrompt(action: 'adopt' | 'remove'): string {
  return action === 'adopt'
    ? t('Which of them do the files keep as their own?')
    : t('Which of them? Only the service can give them again.');
}

export function noDerivedTagsText(): string {
  return t('These files have no automatic tags.');
}

/** @param service its name */
export function derivedTagsStayText(service: string): string {
  return t('{0} does not let automatic tags be deleted.', service);
}

/** What was pointed at, without its library: whole library · /blog and all below · /products/mug.jpg · 3 folders */
export function scopeText(scope: Scope): string | undefined {
  switch (scope.kind) {
    case 'library':
      return scope.reach === 'below' ? t('whole library') : t('top of the library');
    case 'folders': {
      const [path, ...others] = scope.paths;
      if (path === undefined) return undefined;
      const what = others.length === 0 ? plainText(path) : t('{0} and {1} more', plainText(path), number(others.length));
      return scope.reach === 'below' ? t('{0} and all below', what) : what;
    }
    case 'marked':
      return t('marked files');
    case 'files': {
      const [path, ...others] = scope.paths;
      if (path === undefined) return undefined;
      return others.length === 0 ? plainText(path) : t('{0} and {1} more', plainText(path), number(others.length));
    }
  }
}

/** A library and what service it is on, where its name does not say so. */
export function libraryText(name: string, serviceLabel: string): string {
  return name.includes(serviceLabel) ? plainText(name) : t('{0} ({1})', plainText(name), serviceLabel);
}
