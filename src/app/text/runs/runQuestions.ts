import type { RunAbility } from '../../runs/runStatus';
import { t } from '../l10n';
import { quoted } from '../message';

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
