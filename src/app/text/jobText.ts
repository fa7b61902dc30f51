import type { Ledger } from '../../core/model/ledger';
import type { RunState } from '../../core/run/activeRun';
import type { JobAction } from '../jobs/planSummary';
import { countsInWords, filesInWords, tagsInWords } from './counts';
import { number, t } from './l10n';
import { durationInWords } from './times';

/** What shall be done, for the title of a question: Add "sale" to 38 files. */
export function actionTitle(action: JobAction, files: number): string {
  switch (action.kind) {
    case 'add':
      return t('Add {0} to {1}', tagsInWords(action.tags), filesInWords(files));
    case 'remove':
      return t('Remove {0} from {1}', tagsInWords(action.tags), filesInWords(files));
    case 'replace':
      return t('Replace the tags of {0} with {1}', filesInWords(files), tagsInWords(action.tags));
    case 'clear':
      return t('Clear the tags of {0}', filesInWords(files));
    case 'change':
      return t('Change the tags of {0}', filesInWords(files));
    case 'undo':
      return t('Undo the changes to {0}', filesInWords(files));
    case 'retry':
      return t('Try {0} again', filesInWords(files));
  }
}

/** The button that does it: Add Tags to 38 Files. */
export function actionButton({ kind }: Pick<JobAction, 'kind'>, files: number): string {
  const what = files === 1 ? t('1 File') : t('{0} Files', number(files));
  switch (kind) {
    case 'add':
      return t('Add Tags to {0}', what);
    case 'remove':
      return t('Remove Tags from {0}', what);
    case 'replace':
      return t('Replace Tags of {0}', what);
    case 'clear':
      return t('Clear Tags of {0}', what);
    case 'change':
      return t('Change Tags of {0}', what);
    case 'undo':
      return t('Undo on {0}', what);
    case 'retry':
      return t('Retry {0}', what);
  }
}

/** What is being done: Adding "sale" to 38 files. */
export function doingTitle(action: JobAction, files: number): string {
  switch (action.kind) {
    case 'add':
      return t('Adding {0} to {1}', tagsInWords(action.tags), filesInWords(files));
    case 'remove':
      return t('Removing {0} from {1}', tagsInWords(action.tags), filesInWords(files));
    case 'replace':
      return t('Replacing the tags of {0}', filesInWords(files));
    case 'clear':
      return t('Clearing the tags of {0}', filesInWords(files));
    case 'change':
      return t('Changing the tags of {0}', filesInWords(files));
    case 'undo':
      return t('Undoing the changes to {0}', filesInWords(files));
    case 'retry':
      return t('Trying {0} again', filesInWords(files));
  }
}

/** What was done: Added "sale" to 38 files */
export function doneTitle(action: JobAction, files: number): string {
  switch (action.kind) {
    case 'add':
      return t('Added {0} to {1}', tagsInWords(action.tags), filesInWords(files));
    case 'remove':
      return t('Removed {0} from {1}', tagsInWords(action.tags), filesInWords(files));
    case 'replace':
      return t('Replaced the tags of {0}', filesInWords(files));
    case 'clear':
      return t('Cleared the tags of {0}', filesInWords(files));
    case 'change':
    case 'retry':
      return t('Changed the tags of {0}', filesInWords(files));
    case 'undo':
      return t('Undid the changes to {0}', filesInWords(files));
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
      const tags = tagsInWords(action.tags);
      return one ? t('The file does not have {0}.', tags) : t('None of the {0} files has {1}.', count, tags);
    }
    case 'replace': {
      const tags = tagsInWords(action.tags);
      return one
        ? t('The file already has {0} and no other tag.', tags)
        : t('All {0} files already have {1} and no other tag.', count, tags);
    }
    case 'clear':
      return one ? t('The file has no tags.') : t('None of the {0} files has tags.', count);
    default:
      return one ? t('The file already has these tags.') : t('All {0} files already have these tags.', count);
  }
}

/** How far a run is: 1,240 of 5,000 · 320/s · 12 s left */
export function runningText({ settledFiles, targets, state, pausedMs, filesPerSecond }: RunningFacts): string {
  const parts = [t('{0} of {1}', number(settledFiles), number(targets))];
  if (state === 'waiting') parts.push(t('waiting for the run before it'));
  else if (state === 'paused') parts.push(t('paused'));
  else if (pausedMs !== undefined) parts.push(t("waiting for the service's limit, {0}", durationInWords(pausedMs)));
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
  /** Undefined where that is not known yet. */
  readonly filesPerSecond: number | undefined;
}

/** Added "sale" to 34 files; 3 unchanged, 1 missing. */
export function completionText({ counts, stopped }: Ledger, action: JobAction): string {
  const rest = countsInWords({ ...counts, changed: 0 });
  const done = counts.changed === 0 ? t('Nothing was changed') : doneTitle(action, counts.changed);
  const whole = rest === '' ? t('{0}.', done) : t('{0}; {1}.', done, rest);
  return stopped === 'cancelled' ? t('Cancelled. {0}', whole) : whole;
}
