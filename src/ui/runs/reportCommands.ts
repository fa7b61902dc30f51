import { l10n, window } from 'vscode';
import { Fault } from '../../core/model/fault';
import { optionalTextOf } from '../call';
import type { Handler } from '../commands';
import type { Changes } from './changes';
import { chooseRun } from './choose';
import type { History } from './history';
import { reportFormats, type Reports } from './reports';

/** Opens a run's report; a call gets its text. */
export function showRunReport(history: History, reports: Reports): Handler {
  return async (...args): Promise<string | undefined> => {
    const { runId, call } = await chooseRun(history, args, { prompt: l10n.t('Which run do you want to see?'), none: noRuns() });
    if (call) return reports.text(runId, 'md');
    await reports.show(runId);
    return undefined;
  };
}

/** Writes a run's report to a file; a call gets its text, as CSV unless told. */
export function exportRunReport(history: History, reports: Reports): Handler {
  return async (...args): Promise<string | undefined> => {
    const choosing = { prompt: l10n.t('Which run do you want to export?'), none: noRuns() };
    const { runId, call } = await chooseRun(history, args, choosing, ['format']);
    if (call) {
      const format = optionalTextOf(call, 'format') ?? 'csv';
      const known = reportFormats.find(one => one === format);
      if (!known) throw new Fault('invalidInput', { subject: 'format', problem: { kind: 'notOneOf', choices: reportFormats } });
      return reports.text(runId, known);
    }
    const place = await reports.export(runId);
    if (!place) return undefined;
    const open = l10n.t('Open');
    const chosen = await window.showInformationMessage(
      l10n.t('The report was written to {0}.', place.path.slice(place.path.lastIndexOf('/') + 1)),
      open,
    );
    if (chosen === open) await window.showTextDocument(place);
    return undefined;
  };
}

/** Opens what a run changed in the diff editor. */
export function showRunChanges(history: History, changes: Changes): Handler {
  return async (...args): Promise<void> => {
    const { runId } = await chooseRun(history, args, {
      prompt: l10n.t("Which run's changes do you want to see?"),
      none: noRuns(),
    });
    const entries = await history.all();
    await changes.showRun(runId, id => entries.get(id)?.summary);
  };
}

function noRuns(): string {
  return l10n.t('There are no runs yet.');
}
