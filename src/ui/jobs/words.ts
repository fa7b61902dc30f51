import { env, l10n } from 'vscode';
import type { Counts, Outcome } from '../../core/model/ledger';
import type { JobAction } from './jobAction';

/** What shall be done, for the title of a question: Add "sale" to 38 files. */
export function deedTitle(deed: JobAction, files: number): string {
  switch (deed.kind) {
    case 'add':
      return l10n.t('Add {0} to {1}', tagsInWords(deed.tags), filesInWords(files));
    case 'remove':
      return l10n.t('Remove {0} from {1}', tagsInWords(deed.tags), filesInWords(files));
    case 'replace':
      return l10n.t('Replace the tags of {0} with {1}', filesInWords(files), tagsInWords(deed.tags));
    case 'clear':
      return l10n.t('Remove all tags from {0}', filesInWords(files));
    case 'change':
      return l10n.t('Change the tags of {0}', filesInWords(files));
    case 'undo':
      return l10n.t('Undo the changes to {0}', filesInWords(files));
    case 'retry':
      return l10n.t('Try {0} again', filesInWords(files));
  }
}

/** The button that does it: Add Tags to 38 Files. */
export function deedButton({ kind }: Pick<JobAction, 'kind'>, files: number): string {
  const what = files === 1 ? l10n.t('1 File') : l10n.t('{0} Files', number(files));
  switch (kind) {
    case 'add':
      return l10n.t('Add Tags to {0}', what);
    case 'remove':
      return l10n.t('Remove Tags from {0}', what);
    case 'replace':
      return l10n.t('Replace Tags of {0}', what);
    case 'clear':
      return l10n.t('Clear Tags of {0}', what);
    case 'change':
      return l10n.t('Change Tags of {0}', what);
    case 'undo':
      return l10n.t('Undo on {0}', what);
    case 'retry':
      return l10n.t('Retry {0}', what);
  }
}

/** What is being done: Adding "sale" to 38 files. */
export function doingTitle(deed: JobAction, files: number): string {
  switch (deed.kind) {
    case 'add':
      return l10n.t('Adding {0} to {1}', tagsInWords(deed.tags), filesInWords(files));
    case 'remove':
      return l10n.t('Removing {0} from {1}', tagsInWords(deed.tags), filesInWords(files));
    case 'replace':
      return l10n.t('Replacing the tags of {0}', filesInWords(files));
    case 'clear':
      return l10n.t('Removing all tags from {0}', filesInWords(files));
    case 'change':
      return l10n.t('Changing the tags of {0}', filesInWords(files));
    case 'undo':
      return l10n.t('Undoing the changes to {0}', filesInWords(files));
    case 'retry':
      return l10n.t('Trying {0} again', filesInWords(files));
  }
}

/** What was done: Added "sale" to 38 files */
export function doneTitle(deed: JobAction, files: number): string {
  switch (deed.kind) {
    case 'add':
      return l10n.t('Added {0} to {1}', tagsInWords(deed.tags), filesInWords(files));
    case 'remove':
      return l10n.t('Removed {0} from {1}', tagsInWords(deed.tags), filesInWords(files));
    case 'replace':
      return l10n.t('Replaced the tags of {0}', filesInWords(files));
    case 'clear':
      return l10n.t('Removed all tags from {0}', filesInWords(files));
    case 'change':
    case 'retry':
      return l10n.t('Changed the tags of {0}', filesInWords(files));
    case 'undo':
      return l10n.t('Undid the changes to {0}', filesInWords(files));
  }
}

/** What is the case already: All 12 files already carry "sale". */
export function alreadySo(deed: JobAction, files: number): string {
  if (files === 0)
    return deed.kind === 'undo'
      ? l10n.t('There is nothing to undo: that run changed no file.')
      : l10n.t('There is nothing to do.');
  const one = files === 1;
  const count = number(files);
  switch (deed.kind) {
    case 'add': {
      const tags = tagsInWords(deed.tags);
      return one ? l10n.t('The file already carries {0}.', tags) : l10n.t('All {0} files already carry {1}.', count, tags);
    }
    case 'remove': {
      const tags = tagsInWords(deed.tags);
      return one ? l10n.t('The file does not carry {0}.', tags) : l10n.t('None of the {0} files carries {1}.', count, tags);
    }
    case 'replace': {
      const tags = tagsInWords(deed.tags);
      return one
        ? l10n.t('The file already carries {0} and nothing else.', tags)
        : l10n.t('All {0} files already carry {1} and nothing else.', count, tags);
    }
    case 'clear':
      return one ? l10n.t('The file has no tags.') : l10n.t('None of the {0} files has tags.', count);
    default:
      return one ? l10n.t('The file already has these tags.') : l10n.t('All {0} files already have these tags.', count);
  }
}

/** Names of a few tags; the number of more. Without any: no tags. */
export function tagsInWords(tags: readonly string[]): string {
  if (tags.length === 0) return l10n.t('no tags');
  if (tags.length > 3) return l10n.t('{0} tags', number(tags.length));
  return tags.map(quoted).join(', ');
}

export function filesInWords(files: number): string {
  return files === 1 ? l10n.t('1 file') : l10n.t('{0} files', number(files));
}

/** Each outcome that occurred, in plain words: 34 changed, 3 already so, 1 missing. */
export function countsInWords(counts: Counts): string {
  const words: Readonly<Record<Outcome, (count: string) => string>> = {
    changed: count => l10n.t('{0} changed', count),
    unchanged: count => l10n.t('{0} already so', count),
    missing: count => l10n.t('{0} missing', count),
    failed: count => l10n.t('{0} failed', count),
    unknown: count => l10n.t('{0} unknown', count),
    notSent: count => l10n.t('{0} not sent', count),
  };
  const parts = (Object.keys(words) as Outcome[]).flatMap(outcome =>
    counts[outcome] > 0 ? [words[outcome](number(counts[outcome]))] : [],
  );
  return parts.join(', ');
}

/** 2 s, 3 min, 1 h 20 min; never less than a second. */
export function durationInWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return l10n.t('{0} s', seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return l10n.t('{0} min', minutes);
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? l10n.t('{0} h', hours) : l10n.t('{0} h {1} min', hours, minutes % 60);
}

export function number(count: number): string {
  return count.toLocaleString(env.language);
}

/** A notification would make a link of `[…](command:…)`. */
export function quoted(tag: string): string {
  return `"${tag.replaceAll('](', '] (')}"`;
}
