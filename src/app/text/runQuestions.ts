import type { RunAbility } from '../runs/runStatus';
import { t } from './l10n';

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
    case 'retry':
      return { prompt: t('Which run do you want to retry?'), none: t('No run has failed files.') };
    case 'resume':
      return { prompt: t('Which run do you want to resume?'), none: t('No run was cut off.') };
    case 'pause':
      return { prompt: t('Which run do you want to pause?'), none: t('No run is under way.') };
    case 'continue':
      return { prompt: t('Which run do you want to continue?'), none: t('No run is paused.') };
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

function noRuns(): string {
  return t('There are no runs yet.');
}
