import type { BranchNode, FoundCount, SearchNode } from '../../library/libraryNode';
import { filesInWords } from '../counts';
import { number, t } from '../l10n';

/** tag:summer (312); until the end was reached, how many there are at least. */
export function searchLabel({ search, found }: Pick<SearchNode, 'search' | 'found'>): string {
  const name = search.name ?? search.text;
  return found ? t('{0} ({1})', name, foundCount(found)) : name;
}

/** A saved search beside its name; nothing where the name is the search. */
export function searchDescription({ search }: Pick<SearchNode, 'search'>): string | undefined {
  return search.name === undefined || search.name === search.text ? undefined : search.text;
}

export function searchHover({ search, found }: Pick<SearchNode, 'search' | 'found'>): string {
  const lines = [
    search.text,
    found && foundInWords(found),
    search.name === undefined ? t('Kept until VS Code is closed') : t('Saved'),
  ];
  return lines.filter(line => line !== undefined).join('\n');
}

export function foundCount({ files, more }: FoundCount): string {
  return more ? t('{0}+', number(files)) : number(files);
}

export function foundInWords({ files, more }: FoundCount): string {
  return more ? t('More than {0}', filesInWords(files)) : filesInWords(files);
}

export function saveSearchTitle(): string {
  return t('Save Search');
}

export function saveSearchPrompt(): string {
  return t('A name for the search in the Library view');
}

export function whichSearchText(): string {
  return t('Which search?');
}

export function noSearchText(): string {
  return t('There is no search in the Library view. Find Files begins one.');
}

export function loadingAllText(place: string): string {
  return t('Loading all of {0}', place);
}

export function shownSoFarText(files: number): string {
  return t('{0} so far', filesInWords(files));
}

/** What a branch is called in a sentence. */
export function branchName(node: BranchNode): string {
  switch (node.kind) {
    case 'connection':
      return node.connection.name;
    case 'folder':
      return node.folder.path;
    case 'search':
      return node.search.name ?? node.search.text;
    case 'tag':
      return node.tag ?? t('Untagged');
  }
}
