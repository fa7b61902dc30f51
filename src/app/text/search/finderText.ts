import type { RemoteFile } from '../../../core/model/file';
import type { FoundCount } from '../../library/libraryNode';
import type { SearchCompletion } from '../../search/searchCompletions';
import { filesInWords } from '../counts';
import { t } from '../l10n';
import { foundCount, foundInWords } from './searchNodeText';
import type { SearchTextProblem } from '../../search/searchExpression';

/** Why a connection could not be searched, for a row of its own. */
export interface FinderMessage {
  readonly what: string;
  readonly advice: string;
  readonly needsIndex?: true;
}

export function findFilesTitle(connections: readonly { readonly name: string }[]): string {
  const [only, ...others] = connections;
  return only && others.length === 0 ? t('Find Files in {0}', only.name) : t('Find Files in All Connections');
}

export function findFilesPrompt(): string {
  return t('Words in names, tag:, type:, in:, changed:, untagged');
}

/** @param total how many were found; undefined while that is not known */
export function showAllText(total: FoundCount | undefined): string {
  if (!total) return t('Enter shows all in Library · searching…');
  if (total.files === 0 && !total.more) return t('No files found · Enter keeps the search in Library');
  return t('Enter shows all {0} in Library', foundCount(total));
}

/** Over the files of a connection, or of the only one. */
export function finderHeading(name: string | undefined, count: FoundCount | undefined): string {
  const files = count === undefined ? t('searching…') : count.files === 0 && !count.more ? t('no files') : foundInWords(count);
  return name === undefined ? files : `${name} · ${files}`;
}

/** Over files that were ticked and that the search does not show. */
export function pickedHeading(files: number): string {
  return t('{0} picked before', filesInWords(files));
}

/** Shop · /products · sale, mug. @param connection its name, where that is not clear */
export function finderFileText({ path, tags }: RemoteFile, connection?: string): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return [connection, folder, tags && (tags.length === 0 ? t('no tags') : tags.join(', '))]
    .filter(part => part !== undefined && part !== '')
    .join(' · ');
}

export function searchCompletionText({ kind, label, files }: SearchCompletion): string {
  if (kind === 'qualifier') return qualifierText(label);
  return files === undefined ? '' : filesInWords(files);
}

export function buildIndexAdvice(): string {
  return t('Enter builds the index in the background');
}

/** A button that opens the search in another scope. */
export function everywhereText(): string {
  return t('Search in All Connections');
}

export function oneConnectionText(): string {
  return t('Search in One Connection…');
}

/** What is wrong with a search, and what to type instead. */
export function searchProblemText({ kind, text }: SearchTextProblem): string {
  switch (kind) {
    case 'unknownQualifier':
      return t(
        '"{0}" is not known here: use tag:, type:, in:, changed: or native:, or put it in quotes to find it in names',
        text,
      );
    case 'noValue':
      return t('Something is missing after "{0}"', text);
    case 'notAType':
      return t('"{0}" is not a type: use image, video, audio, document or other', text);
    case 'notADate':
      return t('"{0}" is not a time: use an age such as 7d, 3w, 6m or 1y, or a day such as 2026-01-31', text);
    case 'openQuote':
      return t('The quote that begins in {0} has no end', text);
    case 'negatedNative':
      return t('A query in the service\'s own language can\'t begin with "-"');
  }
}

/** What a qualifier does, beside it in the list of completions. */
export function qualifierText(label: string): string {
  switch (label.replace(/^-/, '')) {
    case 'tag:':
      return t('files with a tag; -tag: without it');
    case 'type:':
      return t('image, video, audio, document');
    case 'in:':
      return t('a folder and all below it');
    case 'changed:':
      return t('within an age such as 7d, or since a day');
    case 'untagged':
      return t('files without tags');
    case 'native:':
      return t("a query in the service's own language");
    default:
      return '';
  }
}
