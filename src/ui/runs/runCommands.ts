import { window } from 'vscode';
import { Fault } from '../../core/model/fault';
import { needsAttention } from '../../core/model/ledger';
import type { ActiveRun } from '../../core/run/activeRun';
import { cancellation } from '../../core/model/abortSignals';
import { commands } from '../../app/commandIds';
import type { ConnectionList } from '../../app/connections/ports';
import { chooseRun, unfitRun, type RunWanted, type RunPicker } from '../../app/runs/chooseRun';
import type { FailedFiles } from '../../app/runs/failedFiles';
import { type FollowUp, followUp, type FollowUpsDependencies } from '../../app/runs/followUps';
import type { RunEntry, RunHistory } from '../../app/runs/runHistory';
import type { RunAbility } from '../../app/runs/runStatus';
import { isRunsNode, runIdOf } from '../../app/runs/runsTree';
import { filesInWords, shortTime } from '../../app/text/counts';
import { t } from '../../app/text/l10n';
import { forgetQuestion, runQuestion } from '../../app/text/runs/runText';
import type { Runs } from '../../core/run/runs';
import type { Handler } from '../commands';
import { internalCommands } from '../ids';
import type { RunDocuments } from './runDocuments';
import type { RunsView } from './runsView';
import { runProgressText } from '../../app/text/runs/runStatusText';
import { escapeIcons } from '../icons';
import { runIcon } from './runItem';

export interface RunCommandsDependencies extends FollowUpsDependencies {
  readonly runs: FollowUpsDependencies['runs'] & Pick<Runs, 'forget'>;
  readonly connections: Pick<ConnectionList, 'all'>;
  readonly history: RunHistory;
  readonly view: RunsView;
  readonly failedFiles: FailedFiles;
  readonly documents: RunDocuments;
  /** Selects a file in the Library view; resolves to whether it is loaded there. */
  readonly revealFile: (connectionId: string, fileId: string) => Promise<boolean>;
}

/** What can be done with runs, from their menus, the palette or a click. */
export function runCommands(deps: RunCommandsDependencies) {
  const { history, view, documents } = deps;
  return {
    [commands.undoRun]: takeBack('undo', deps),
    [commands.redoRun]: takeBack('redo', deps),
    [commands.forgetRun]: forgetRun(deps),
    [commands.retryFailed]: followUpCommand('retry', deps),
    [commands.resumeRun]: followUpCommand('resume', deps),
    [commands.pauseRun]: async (...args): Promise<void> => {
      (await activeRun('pause', args, history)).pause();
    },
    [commands.continueRun]: async (...args): Promise<void> => {
      const entry = await runOf(args, { ...runQuestion('continue'), ability: 'continue' }, history);
      if (entry.status === 'paused') activeOf(entry).continue();
      else await followUp('retry', entry, 'person', deps);
    },
    [commands.cancelRun]: async (...args): Promise<void> => {
      (await activeRun('cancel', args, history)).cancel();
    },
    [commands.showRunReport]: async (...args): Promise<void> => {
      const { summary } = await runOf(args, runQuestion('showReport'), history);
      await documents.showReport(summary.runId);
    },
    [commands.exportRunReport]: async (...args): Promise<void> => {
      const { summary } = await runOf(args, runQuestion('exportReport'), history);
      await exportRunReport(summary.runId, documents);
    },
    [commands.showRunChanges]: async (...args): Promise<void> => {
      const { summary } = await runOf(args, runQuestion('showChanges'), history);
      await documents.showChanges(summary.runId);
    },
    [commands.showFailed]: async (...args): Promise<void> => {
      const { summary } = await runOf(args, { ...runQuestion('showFailed'), ability: 'showFailed' }, history);
      await view.reveal(summary.runId);
    },
    [commands.dismissFailed]: dismissFailed(deps),
    [commands.refreshRuns]: (): void => {
      history.refresh();
    },
    [internalCommands.moreRunFiles]: async (node): Promise<void> => {
      if (!isRunsNode(node, 'runMore')) throw new Fault('invalidInput');
      await view.loadMore(node);
    },
    [internalCommands.revealRunFile]: revealRunFile(deps),
  } satisfies Record<string, Handler>;
}

function followUpCommand(kind: FollowUp, deps: RunCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    const entry = await runOf(args, { ...runQuestion(kind), ability: kind }, deps.history);
    await followUp(kind, entry, 'person', deps);
  };
}

/** Takes a run back, or what has taken it back. */
function takeBack(kind: 'undo' | 'redo', deps: RunCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    const entry = await runOf(args, { ...runQuestion(kind), ability: kind }, deps.history);
    const { undoneBy } = entry.summary;
    const meant = undoneBy === undefined ? entry : (await deps.history.all()).get(undoneBy);
    if (!meant) throw unfitRun(kind, entry);
    await followUp('undo', meant, 'person', deps);
  };
}

function forgetRun({ runs, history }: RunCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    const { summary } = await runOf(args, { ...runQuestion('forget'), ability: 'forget' }, history);
    const { question, detail, button } = forgetQuestion(await history.titleOf(summary));
    if ((await window.showWarningMessage(question, { modal: true, detail }, button)) === button) await runs.forget(summary.runId);
  };
}

/** Writes a run's report to a file. */
async function exportRunReport(runId: string, documents: RunDocuments): Promise<void> {
  const place = await documents.exportReport(runId);
  if (!place) return;
  const open = t('Open');
  const name = place.path.slice(place.path.lastIndexOf('/') + 1);
  const chosen = await window.showInformationMessage(t('The report was written to {0}.', name), open);
  if (chosen === open) await window.showTextDocument(place);
}

/** Takes the badges off the failed files of the clicked run, or of a connection. */
function dismissFailed({ runs, history, connections, failedFiles }: RunCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    if (runIdOf(args[0]) === undefined) {
      failedFiles.dismissAll(await chooseConnectionWithFailures(connections, failedFiles));
      return;
    }
    const entry = await runOf(args, runQuestion('dismissFailed'), history);
    const { connection, files } = await runs.record(entry.summary.runId);
    failedFiles.dismiss(
      connection.id,
      files.filter(needsAttention).map(({ id }) => id),
    );
  };
}

/** Behind a file under a run: the file in the library, or, where that is not loaded, in the run's report. */
function revealRunFile({ documents, revealFile }: RunCommandsDependencies): Handler {
  return async (node): Promise<void> => {
    if (!isRunsNode(node, 'runFile')) throw new Fault('invalidInput');
    if (!(await revealFile(node.connectionId, node.file.id))) await documents.showReport(node.runId);
  };
}

/** The run that a command is about. */
function runOf(args: readonly unknown[], wanted: RunWanted, history: RunHistory): Promise<RunEntry> {
  return chooseRun(history, runIdOf(args[0]), wanted, runPicker);
}

async function activeRun(
  ability: RunAbility & ('pause' | 'cancel'),
  args: readonly unknown[],
  history: RunHistory,
): Promise<ActiveRun> {
  return activeOf(await runOf(args, { ...runQuestion(ability), ability }, history));
}

function activeOf({ active }: RunEntry): ActiveRun {
  if (!active) throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'runElsewhere' } });
  return active;
}

async function chooseConnectionWithFailures(
  connections: RunCommandsDependencies['connections'],
  failedFiles: FailedFiles,
): Promise<string> {
  const items = connections.all
    .map(({ id, name }) => ({ id, label: name, files: failedFiles.count(id) }))
    .filter(({ files }) => files > 0)
    .map(item => ({ ...item, description: filesInWords(item.files) }));
  const { prompt, none } = runQuestion('dismissFailed');
  if (items.length === 0) void window.showInformationMessage(none);
  const picked = items.length > 1 ? await window.showQuickPick(items, { placeHolder: prompt }) : items[0];
  if (!picked) throw cancellation();
  return picked.id;
}

/** Runs to pick from in the palette. */
export const runPicker: RunPicker = {
  pick: async (choices, prompt) => {
    const items = choices.map(choice => {
      const { entry, title } = choice;
      const { connection, startedAt } = entry.summary;
      return {
        label: escapeIcons(title),
        description: `${escapeIcons(connection.name)} · ${shortTime(startedAt, Date.now())}`,
        detail: runProgressText(entry),
        iconPath: runIcon(entry),
        choice,
      };
    });
    return (await window.showQuickPick(items, { placeHolder: prompt, matchOnDescription: true }))?.choice;
  },
  tell: message => void window.showInformationMessage(message),
};
