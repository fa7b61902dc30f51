import type { Ledger } from '../../../core/model/ledger';
import type { RunState } from '../../../core/run/activeRun';
import type { JobAction } from '../../jobs/planSummary';
import { countsInWords, durationInWords, filesInWords, tagsInWords } from '../counts';
import { number, t } from '../l10n';
import { plainText, quoted } from '../message';

/** What shall be done, for the title of a question: Add "sale" to 38 files. @param name of the file, where it is one */
export function actionTitle(action: JobAction, files: number, name?: string): string {
  switch (action.kind) {
    case 'add':
      return t('Add {0} to {1}', tagsInWords(action.tags), fileNamed(files, name));
    case 'remove':
      return t('Remove {0} from {1}', removedInWords(action), fileNamed(files, name));
    case 'replace':
      return t('Replace the tags of {0} with {1}', fileNamed(files, name), tagsInWords(action.tags));
    case 'rename':
      return t('Rename {0} to {1} on {2}', tagsInWords(action.from), quoted(action.to), fileNamed(files, name));
    case 'merge':
      return t('Merge {0} into {1} on {2}', tagsInWords(action.from), quoted(action.to), fileNamed(files, name));
    case 'clear':
      return t('Clear all tags of {0}', fileNamed(files, name));
    case 'change':
      return t('Change the tags of {0}', fileNamed(files, name));
    case 'undo':
      return t('Undo the changes to {0}', fileNamed(files, name));
    case 'redo':
      return t('Redo the changes to {0}', fileNamed(files, name));
  }
}

/** The button that does it: Add Tags to 38 Files. */
export function actionButton({ kind }: Pick<JobAction, 'kind'>, files: number, name?: string): string {
  const count = files === 1 ? t('1 File') : t('{0} Files', number(files));
  const what = files === 1 && name !== undefined ? plainText(name) : count;
  switch (kind) {
    case 'add':
      return t('Add Tags to {0}', what);
    case 'remove':
      return t('Remove Tags from {0}', what);
    case 'replace':
      return t('Replace Tags of {0}', what);
    case 'rename':
      return t('Rename Tag on {0}', what);
    case 'merge':
      return t('Merge Tags on {0}', what);
    case 'clear':
      return t('Clear Tags of {0}', what);
    case 'change':
      return t('Change Tags of {0}', what);
    case 'undo':
      return t('Undo Changes to {0}', what);
    case 'redo':
      return t('Redo Changes to {0}', what);
  }
}

/** What is being done: Adding "sale" to 38 files. */
export function doingTitle(action: JobAction, files: number, name?: string): string {
  switch (action.kind) {
    case 'add':
      return t('Adding {0} to {1}', tagsInWords(action.tags), fileNamed(files, name));
    case 'remove':
      return t('Removing {0} from {1}', removedInWords(action), fileNamed(files, name));
    case 'replace':
      return t('Replacing the tags of {0}', fileNamed(files, name));
    case 'rename':
      return t('Renaming {0} to {1} on {2}', tagsInWords(action.from), quoted(action.to), fileNamed(files, name));
    case 'merge':
      return t('Merging {0} into {1} on {2}', tagsInWords(action.from), quoted(action.to), fileNamed(files, name));
    case 'clear':
      return t('Clearing all tags of {0}', fileNamed(files, name));
    case 'change':
      return t('Changing the tags of {0}', fileNamed(files, name));
    case 'undo':
      return t('Undoing the changes to {0}', fileNamed(files, name));
    case 'redo':
      return t('Redoing the changes to {0}', fileNamed(files, name));
  }
}

/** What was done: Added "sale" to 38 files */
export function doneTitle(action: JobAction, files: number, name?: string): string {
  switch (action.kind) {
    case 'add':
      return t('Added {0} to {1}', tagsInWords(action.tags), fileNamed(files, name));
    case 'remove':
      return t('Removed {0} from {1}', removedInWords(action), fileNamed(files, name));
    case 'replace':
      return t('Replaced the tags of {0}', fileNamed(files, name));
    case 'rename':
      return t('Renamed {0} to {1} on {2}', tagsInWords(action.from), quoted(action.to), fileNamed(files, name));
    case 'merge':
      return t('Merged {0} into {1} on {2}', tagsInWords(action.from), quoted(action.to), fileNamed(files, name));
    case 'clear':
      return t('Cleared all tags of {0}', fileNamed(files, name));
    case 'change':
      return t('Changed the tags of {0}', fileNamed(files, name));
    case 'undo':
      return t('Undid the changes to {0}', fileNamed(files, name));
    case 'redo':
      return t('Redid the changes to {0}', fileNamed(files, name));
  }
}

/** Why nothing needs to be done: All 12 files already have "sale". */
export function unchangedText(action: JobAction, files: number): string {
  if (files === 0)
    return action.kind === 'undo' ? t('There is nothing to undo: that run changed no file.') : t('There is nothing to do.');
  const one = files === 1;
  const count = number(files);
  switch (action.kind) {
    case 'add': {
      const tags = tagsInWords(action.tags);
      return one ? t('The file already has {0}.', tags) : t('All {0} files already have {1}.', count, tags);
    }
    case 'remove': {
      const tags = removedInWords(action);
      return one ? t('The file does not have {0}.', tags) : t('None of the {0} files has {1}.', count, tags);
    }
    case 'replace': {
      const tags = tagsInWords(action.tags);
      return one
        ? t('The file already has {0} and no other tag.', tags)
        : t('All {0} files already have {1} and no other tag.', count, tags);
    }
    case 'rename':
    case 'merge': {
      const tags = tagsInWords(action.from);
      return one ? t('The file does not have {0} any more.', tags) : t('None of the {0} files has {1} any more.', count, tags);
    }
    case 'clear':
      return one ? t('The file has no tags.') : t('None of the {0} files has tags.', count);
    case 'undo':
    case 'redo':
      return one
        ? t('Nothing is left to take back on the file: its tags have changed since.')
        : t('Nothing is left to take back on the {0} files: their tags have changed since.', count);
    default:
      return one ? t('The file already has these tags.') : t('All {0} files already have these tags.', count);
  }
}

function removedInWords({ tags, areDerived }: Extract<JobAction, { kind: 'remove' }>): string {
  const words = tagsInWords(tags);
  if (!areDerived) return words;
  return tags.length === 1 ? t('the automatic tag {0}', words) : t('the automatic tags {0}', words);
}

/** How far the reading of a job's files is. */
export function readingText({ read, of, isUnanswered }: { read: number; of: number; isUnanswered: boolean }): string {
  const parts = [t('Reading tags: {0} of {1}', number(read), number(of))];
  if (isUnanswered) parts.push(unansweredText());
  return parts.join(' · ');
}

function unansweredText(): string {
  return t('the service does not answer, trying again');
}

/** How far a run is: 1,240 of 5,000 · 320/s · 12 s left */
export function runningText({ settledFiles, targets, state, pausedMs, isUnanswered, filesPerSecond }: RunningFacts): string {
  // before its turn there is nothing to count, and a status bar cuts off what comes last
  if (state === 'waiting' && settledFiles === 0) return t('waiting for another run');
  const parts = [t('{0} of {1}', number(settledFiles), number(targets))];
  if (state === 'waiting') parts.push(t('waiting for another run'));
  else if (state === 'paused') parts.push(t('paused'));
  else if (pausedMs !== undefined) parts.push(t("waiting for the service's limit, {0}", durationInWords(pausedMs)));
  else if (isUnanswered) parts.push(unansweredText());
  else if (filesPerSecond !== undefined && filesPerSecond > 0) {
    const leftMs = ((targets - settledFiles) / filesPerSecond) * 1000;
    parts.push(t('{0}/s', number(Math.round(filesPerSecond))), t('{0} left', durationInWords(leftMs)));
  }
  return parts.join(' · ');
}

export interface RunningFacts {
  readonly settledFiles: number;
  readonly targets: number;
  readonly state: RunState;
  /** How long the service's limit still holds the run up; undefined where it does not. */
  readonly pausedMs: number | undefined;
  /** Whether the last request got no answer. */
  readonly isUnanswered: boolean;
  /** Undefined where that is not known yet. */
  readonly filesPerSecond: number | undefined;
}

/** Added "sale" to 34 files; 3 unchanged, 1 missing. */
export function completionText(ledger: Ledger, action: JobAction): string {
  const whole = outcomesText(ledger, action);
  const text = ledger.stopped === 'cancelled' ? t('Cancelled. {0}', whole) : whole;
  const drifted = ledger.files.filter(file => file.drifted).length;
  return drifted === 0 ? text : `${text} ${driftedText(action, drifted)}`;
}

function outcomesText({ counts, files, stopped }: Ledger, action: JobAction): string {
  const rest = countsInWords({ ...counts, changed: 0 });
  const { changed, unchanged, ...others } = counts;
  const isAsItWas = changed === 0 && unchanged > 0 && Object.values(others).every(count => count === 0);
  if (isAsItWas && stopped === undefined) return unchangedText(action, unchanged);
  const done = changed === 0 ? t('Nothing was changed') : doneTitle(action, changed, nameOfOnly(files));
  return rest === '' ? t('{0}.', done) : t('{0}; {1}.', done, rest);
}

/** What was done to the files besides: by others, or, since a run that is undone, by later runs, too. */
function driftedText({ kind }: JobAction, files: number): string {
  if (kind === 'undo' || kind === 'redo')
    return files === 1
      ? t('1 file was edited since; only what that run did was taken back.')
      : t('{0} files were edited since; only what that run did was taken back.', number(files));
  return files === 1
    ? t('1 file was edited elsewhere meanwhile; that edit was kept.')
    : t('{0} files were edited elsewhere meanwhile; those edits were kept.', number(files));
}

/** Why files that a link opens were not changed. */
export function beyondLinkText(): string {
  return t('The role of the link does not allow it.');
}

/** What the one file is called that a ledger is about; undefined where there are several, or its name is not known. */
function nameOfOnly([only, ...others]: Ledger['files']): string | undefined {
  return others.length === 0 ? only?.path?.slice(only.path.lastIndexOf('/') + 1) : undefined;
}

/** One file by its name, where that is known. */
function fileNamed(files: number, name: string | undefined): string {
  return files === 1 && name !== undefined ? plainText(name) : filesInWords(files);
}
