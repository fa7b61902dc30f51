import type { Ledger } from '../../core/model/ledger';
import type { TagCount } from '../../core/plan/plan';
import type { JobAction, PlanSummary } from '../jobs/planSummary';
import { countsInWords, filesInWords, tagsInWords } from './counts';
import { explainFault, type FaultPlace } from './faultMessages';
import { number, t } from './l10n';
import { quoted } from './message';
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

/** What would happen, below the question of a preview: how many files, which tags come and go, how many requests. */
export function planText(summary: PlanSummary, place: FaultPlace): string {
  const { changing, unchanged, missing, refused, drifted, gained, lost, writes, estimateMs } = summary;
  const counts = [
    changing === 1 ? t('1 file changes.') : t('{0} files change.', number(changing)),
    unchanged === 1 ? t('1 file stays unchanged.') : t('{0} files stay unchanged.', number(unchanged)),
    missing === 1 ? t('1 file does not exist.') : t('{0} files do not exist.', number(missing)),
    drifted === 1
      ? t('1 file was edited since; only what that run did is undone.')
      : t('{0} files were edited since; only what that run did is undone.', number(drifted)),
  ];
  const refusals = refused.map(({ fault, files }) => t('{0} refused: {1}', filesInWords(files), explainFault(fault, place).what));
  const tags = [
    ...(lost.length > 0 ? [t('Tags lost: {0}', tallyInWords(lost, changing))] : []),
    ...(gained.length > 0 ? [t('Tags gained: {0}', tallyInWords(gained, changing))] : []),
  ];
  const requests = writes === 1 ? t('1 request') : t('{0} requests', number(writes));
  const cost = estimateMs === undefined ? requests : t('{0}, about {1}', requests, durationInWords(estimateMs));
  const said = counts.filter((_, index) => [changing, unchanged, missing, drifted][index] !== 0);
  return [[...said, ...refusals].join('\n'), tags.join('\n'), cost].filter(text => text !== '').join('\n\n');
}

/** Added "sale" to 34 files; 3 unchanged, 1 missing. */
export function completionText({ counts, stopped }: Ledger, action: JobAction): string {
  const rest = countsInWords({ ...counts, changed: 0 });
  const done = counts.changed === 0 ? t('Nothing was changed') : doneTitle(action, counts.changed);
  const whole = rest === '' ? t('{0}.', done) : t('{0}; {1}.', done, rest);
  return stopped === 'cancelled' ? t('Cancelled. {0}', whole) : whole;
}

const tagsNamed = 8;

function tallyInWords(tally: readonly TagCount[], changing: number): string {
  const count = (files: number) => (changing === 1 ? '' : ` (${number(files)})`);
  const named = tally.slice(0, tagsNamed).map(({ tag, files }) => quoted(tag) + count(files));
  const more = tally.length - named.length;
  return more === 0 ? named.join(', ') : t('{0}, and {1} more', named.join(', '), number(more));
}
