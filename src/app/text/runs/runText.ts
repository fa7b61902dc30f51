import type { FileRecord, RunHead, RunSummary } from '../../../core/journal/journal';
import type { Edit } from '../../../core/model/edit';
import { endedEarly, type FileOutcome, needsAttention } from '../../../core/model/ledger';
import { partsOfConnectionId } from '../../../core/service/connection';
import type { RunAbility } from '../../runs/runStatus';
import { explainFault } from '../faultMessages';
import { t } from '../l10n';
import { quoted } from '../message';

/** A run's edit in words: Add sale, summer. A run that follows from another one is named after that one. */
export function runTitle(
  { edit, origin, connection }: Pick<RunHead, 'edit' | 'origin' | 'connection'>,
  find: (runId: string) => FoundRun | undefined,
): string {
  if (origin.kind === 'edit') return editTitle(edit, partsOfConnectionId(connection.id).isDerived);
  let of = find(origin.of);
  if (origin.kind === 'retry') {
    if (!of) return t('Retry of an earlier run');
    const title = runTitle(of, find);
    return endedEarly(of.ended) ? t('Continue: {0}', title) : t('Retry: {0}', title);
  }
  // taking back what took something back does it once more
  let isRedo = false;
  for (; of?.origin.kind === 'undo'; of = find(of.origin.of)) isRedo = !isRedo;
  if (!of) return isRedo ? t('Redo of an earlier run') : t('Undo of an earlier run');
  return isRedo ? t('Redo: {0}', runTitle(of, find)) : t('Undo: {0}', runTitle(of, find));
}

type FoundRun = RunHead & Partial<Pick<RunSummary, 'ended'>>;

/** Why a file of a run is not as it should be, in a few words; empty where the outcome says it all. */
export function reasonOf(file: FileOutcome & Pick<FileRecord, 'open'>): string {
  const { outcome, open, fault } = file;
  if (!needsAttention(file)) return '';
  // what the service says of this file tells more than that it refused
  if (fault?.detail !== undefined && (fault.code === 'rejected' || fault.code === 'denied')) return fault.detail;
  if (fault) return explainFault(fault).what;
  if (open) return t('Sent, and not answered yet.');
  if (outcome === 'missing') return t('The library has no such file.');
  return outcome === 'unknown' ? t('Whether it was changed could not be found out.') : '';
}

/** What is told of a file, wherever it is shown, whose last run failed. */
export function failureNote(file: FileOutcome): string {
  return t('The last run on this file failed: {0}', reasonOf(file));
}

function editTitle(edit: Edit, isDerived: boolean): string {
  switch (edit.kind) {
    case 'add':
      return t('Add {0}', named(edit.tags));
    case 'remove':
      return isDerived ? t('Remove automatic {0}', named(edit.tags)) : t('Remove {0}', named(edit.tags));
    case 'replace':
      return t('Replace with {0}', named(edit.tags));
    case 'clear':
      return t('Clear tags');
    case 'patch':
      if (edit.remove.length === 0) return edit.add.length === 0 ? t('Change tags') : t('Add {0}', named(edit.add));
      if (edit.add.length === 0) return t('Remove {0}', named(edit.remove));
      return t('Add {0}; remove {1}', named(edit.add), named(edit.remove));
    case 'rename':
      return edit.from.length === 1
        ? t('Rename {0} to {1}', named(edit.from), edit.to)
        : t('Merge {0} into {1}', named(edit.from), edit.to);
  }
}

function named(tags: readonly string[]): string {
  return tags.length > tagsNamed
    ? t('{0} and {1} more', tags.slice(0, tagsNamed).join(', '), tags.length - tagsNamed)
    : tags.join(', ');
}

const tagsNamed = 4;

/** What is asked where a command does not know its run. */
export interface RunQuestion {
  readonly prompt: string;
  /** What is told where no run is good for it. */
  readonly none: string;
}

/** The question of a command that does something with a run. */
export function runQuestion(purpose: RunAbility | 'showReport' | 'exportReport' | 'showChanges' | 'dismissFailed'): RunQuestion {
  switch (purpose) {
    case 'undo':
      return { prompt: t('Which run do you want to undo?'), none: t('There is no run to undo.') };
    case 'redo':
      return { prompt: t('Which undone run do you want to redo?'), none: t('No run was undone.') };
    case 'forget':
      return { prompt: t('Which run do you want to forget?'), none: t('No run was cut off.') };
    case 'retry':
      return { prompt: t('Which run do you want to retry?'), none: t('No run has failed files.') };
    case 'resume':
      return { prompt: t('Which run do you want to resume?'), none: t('No run was cut off.') };
    case 'pause':
      return { prompt: t('Which run do you want to pause?'), none: t('No run is under way.') };
    case 'continue':
      return { prompt: t('Which run do you want to continue?'), none: t('No run is paused, and none ended early.') };
    case 'cancel':
      return { prompt: t('Which run do you want to cancel?'), none: t('No run is under way.') };
    case 'showFailed':
      return { prompt: t("Which run's failed files do you want to see?"), none: t('No run has failed files.') };
    case 'dismissFailed':
      return { prompt: t("Which library's failed files do you want to dismiss?"), none: t('No file is marked as failed.') };
    case 'showReport':
      return { prompt: t('Which run do you want to see?'), none: noRuns() };
    case 'exportReport':
      return { prompt: t('Which run do you want to export?'), none: noRuns() };
    case 'showChanges':
      return { prompt: t("Which run's changes do you want to see?"), none: noRuns() };
  }
}

/** What is asked before a run is forgotten, and the button that does it. @param title what the run is called */
export function forgetQuestion(title: string): { readonly question: string; readonly detail: string; readonly button: string } {
  return {
    question: t('Forget {0}?', quoted(title)),
    detail: t('It can be neither resumed nor undone afterwards. The files keep the tags that they have now.'),
    button: t('Forget Run'),
  };
}

function noRuns(): string {
  return t('There are no runs yet.');
}
