import type { TagCount } from '../../../core/model/tags';
import type { Conflict, PlanSummary } from '../../jobs/planSummary';
import type { Scope } from '../../selection/selection';
import { durationInWords, filesInWords, tagsInWords } from '../counts';
import { explainFault, type FaultPlace } from '../faultMessages';
import { actionButton, actionTitle } from './jobText';
import { number, t } from '../l10n';
import { plainText, quoted } from '../message';
import { libraryText, scopeText } from '../tagging/targetText';

export interface ConfirmationText {
  /** Add "sale" to 38 files? */
  readonly question: string;
  /** What would happen, several lines. */
  readonly detail: string;
  /** The same beside a list of the tags: where, how many files, at what cost. */
  readonly facts: string;
  /** What the button says that carries the job out: Add Tags to 38 Files. */
  readonly apply: string;
  /** What the button says that shows the changes first. */
  readonly showChanges: string;
}

/** What one library would see of a job. */
export interface PlannedPart {
  readonly summary: PlanSummary;
  readonly place: FaultPlace;
  /** What was pointed at, where that is more than the files by themselves. */
  readonly scope?: Scope;
  /** Tags that would be lost beyond what was confirmed before. */
  readonly more?: readonly TagCount[];
  /** How far a run had come that was cut off, and is gone on with. */
  readonly cutOff?: { readonly done: number; readonly of: number };
  /** `production`: the person wants to be asked whatever is done there. */
  readonly mark?: 'production';
}

/** All that the question before a job says: where, what and how much. One question, however many libraries it is about. */
export function confirmationText(parts: readonly PlannedPart[]): ConfirmationText {
  const [first, ...others] = parts;
  if (!first) throw new TypeError('no part');
  const changing = parts.reduce((sum, { summary }) => sum + summary.changing, 0);
  const name = others.length === 0 ? first.summary.name : undefined;
  const title = actionTitle(first.summary.action, changing, name);
  const where = others.length === 0 ? plainText(first.place.connection.name) : t('{0} libraries', number(parts.length));
  return {
    question: t('{0} in {1}?', title, where),
    detail: parts.map(part => planText(part, 'withTags')).join('\n\n'),
    facts: parts.map(part => planText(part, 'withoutTags')).join('\n\n'),
    apply: actionButton(first.summary.action, changing),
    showChanges: t('Show Changes'),
  };
}

/** Shop (its service) · production · /blog and all below */
export function placeText({ summary, place, scope, mark }: PlannedPart): string {
  const pointedAt = scopeText(scope ?? { kind: 'files', paths: summary.paths });
  const parts = [
    libraryText(place.connection.name, place.serviceLabel),
    mark === 'production' ? t('production') : undefined,
    pointedAt,
  ];
  return parts.filter(part => part !== undefined).join(' · ');
}

/** What would happen: how many files, which tags come and go, how many requests. */
function planText(part: PlannedPart, told: 'withTags' | 'withoutTags'): string {
  const { summary, place } = part;
  const { changing, unchanged, missing, refused, drifted, conflicts, gained, lost, unrestorable, writes, estimateMs } = summary;
  const counts = [
    changing === 1 ? t('1 file changes.') : t('{0} files change.', number(changing)),
    unchanged === 1 ? t('1 file stays unchanged.') : t('{0} files stay unchanged.', number(unchanged)),
    missing === 1 ? t('1 file does not exist.') : t('{0} files do not exist.', number(missing)),
    conflicts.length > 0 ? conflictsText(conflicts) : driftText(drifted),
  ];
  const refusals = refused.map(({ fault, files }) => t('{0} refused: {1}', filesInWords(files), explainFault(fault, place).what));
  const tags = [
    ...(lost.length > 0 ? [t('Removed: {0}', tallyInWords(lost, changing))] : []),
    ...(unrestorable.length > 0 ? [t("Undo can't bring back: {0}", tallyInWords(unrestorable, changing))] : []),
    ...(gained.length > 0 ? [t('Added: {0}', tallyInWords(gained, changing))] : []),
  ];
  const requests = writes === 1 ? t('1 request') : t('{0} requests', number(writes));
  const cost =
    estimateMs === undefined ? t('Takes {0}.', requests) : t('Takes {0}, about {1}.', requests, durationInWords(estimateMs));
  const said = counts.filter((_, index) => [changing, unchanged, missing, drifted][index] !== 0);
  if (summary.withRetries) said.push(t('What was tried again of that run, or gone on with, is taken back, too.'));
  const list = told === 'withTags' ? tags.join('\n') : '';
  return [reasonText(part), [placeText(part), ...said, ...refusals].join('\n'), list, cost]
    .filter(text => text !== '')
    .join('\n\n');
}

/** Why it is asked, where that is not clear. */
function reasonText({ summary, more = [], cutOff }: PlannedPart): string {
  if (cutOff) return t('Goes on with a run that was cut off: {0} of {1} are done.', number(cutOff.done), filesInWords(cutOff.of));
  if (more.length === 0) return '';
  return t('Edited elsewhere since you agreed. Now also removed: {0}', tallyInWords(more, summary.changing));
}

function driftText(files: number): string {
  return files === 1
    ? t('1 file was edited since; only what that run did is taken back.')
    : t('{0} files were edited since; only what that run did is taken back.', number(files));
}

/** Which files were edited elsewhere meanwhile, and how; a few of them by name. */
function conflictsText(conflicts: readonly Conflict[]): string {
  const what =
    conflicts.length === 1
      ? t('1 file was edited elsewhere meanwhile. Your changes go on top, and that edit is kept:')
      : t(
          '{0} files were edited elsewhere meanwhile. Your changes go on top, and those edits are kept:',
          number(conflicts.length),
        );
  const named = conflicts.slice(0, conflictsNamed).map(conflictLine);
  const more = conflicts.length - named.length;
  return [what, ...named, ...(more > 0 ? [t('… and {0} more', number(more))] : [])].join('\n');
}

function conflictLine({ id, path, added, removed }: Conflict): string {
  const parts = [
    ...(added.length > 0 ? [t('{0} added', tagsInWords(added))] : []),
    ...(removed.length > 0 ? [t('{0} removed', tagsInWords(removed))] : []),
  ];
  return `• ${plainText(path ?? id)}: ${parts.join(', ')}`;
}

const conflictsNamed = 5;
const tagsNamed = 8;

function tallyInWords(tally: readonly TagCount[], changing: number): string {
  const count = (files: number) => (changing === 1 ? '' : ` (${number(files)})`);
  const named = tally.slice(0, tagsNamed).map(({ tag, files }) => quoted(tag) + count(files));
  const more = tally.length - named.length;
  return more === 0 ? named.join(', ') : t('{0}, and {1} more', named.join(', '), number(more));
}
