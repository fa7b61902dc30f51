import type { SearchTextProblem } from '../search/searchExpression';
import { t } from './l10n';

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
