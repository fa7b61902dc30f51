import { env, window } from 'vscode';
import type { ServiceCatalog } from '../../core/model/descriptor';
import { Fault } from '../../core/model/fault';
import { needsAttention } from '../../core/model/ledger';
import type { ActiveRun } from '../../core/run/activeRun';
import { cancellation } from '../../app/cancellation';
import { commands } from '../../app/commandIds';
import type { ConnectionList } from '../../app/connections/ports';
import { type CallAnswer, callAnswer } from '../../app/jobs/callAnswer';
import { chooseRun } from '../../app/runs/chooseRun';
import type { FailedFiles } from '../../app/runs/failedFiles';
import { type FollowUp, followUp, type FollowUpsDependencies } from '../../app/runs/followUps';
import type { RunEntry, RunHistory } from '../../app/runs/runHistory';
import { reportFormats } from '../../app/runs/runReport';
import type { RunAbility } from '../../app/runs/runStatus';
import { isRunsNode, runIdOf } from '../../app/runs/runsTree';
import { filesInWords } from '../../app/text/counts';
import { type FaultPlace, placeOf } from '../../app/text/faultMessages';
import { t } from '../../app/text/l10n';
import { runQuestion } from '../../app/text/runQuestions';
import { reasonOf } from '../../app/text/runText';
import { type Call, callOf, isCall, optionalTextOf, textOf } from '../call';
import type { Handler } from '../commands';
import { internalCommands } from '../ids';
import type { RunDocuments } from './runDocuments';
import { runPicker } from './runPicker';
import type { RunsView } from './runsView';

export interface RunCommandsDependencies extends FollowUpsDependencies {
  readonly connections: Pick<ConnectionList, 'all' | 'find'>;
  readonly services: ServiceCatalog;
  readonly history: RunHistory;
  readonly view: RunsView;
  readonly failedFiles: FailedFiles;
  readonly documents: RunDocuments;
  /** Selects a file in the Library view; resolves to whether it is loaded there. */
  readonly revealFile: (connectionId: string, fileId: string) => Promise<boolean>;
}

/** What can be done with runs, from their menus, the palette, a click or a call. */
export function runCommands(deps: RunCommandsDependencies) {
  const { history, view, documents } = deps;
  return {
    [commands.undoRun]: followUpCommand('undo', deps),
    [commands.retryFailed]: followUpCommand('retry', deps),
    [commands.resumeRun]: followUpCommand('resume', deps),
    [commands.pauseRun]: async (...args): Promise<void> => {
      (await activeRun('pause', args, history)).run.pause();
    },
    [commands.continueRun]: async (...args): Promise<void> => {
      (await activeRun('continue', args, history)).run.continue();
    },
    [commands.cancelRun]: cancelRun(deps),
    [commands.showRunReport]: showRunReport(deps),
    [commands.exportRunReport]: exportRunReport(deps),
    [commands.showRunChanges]: async (...args): Promise<void> => {
      const { entry } = await runOf(args, runQuestion('showChanges'), history);
      await documents.showChanges(entry.summary.runId);
    },
    [commands.showFailed]: showFailed(deps),
    [commands.dismissFailed]: dismissFailed(deps),
    [commands.copyFileId]: async (node): Promise<void> => {
      if (!isRunsNode(node, 'runFile')) throw new Fault('invalidInput');
      await env.clipboard.writeText(node.file.id);
    },
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

/** A call resolves to the ledger; a person is asked and told. */
function followUpCommand(kind: FollowUp, deps: RunCommandsDependencies): Handler {
  return async (...args): Promise<CallAnswer | undefined> => {
    const { entry, call } = await runOf(args, { ...runQuestion(kind), ability: kind }, deps.history);
    const ledger = await followUp(kind, entry, call ? 'program' : 'person', deps);
    return call && ledger && callAnswer(ledger, placeOfRun(entry, deps));
  };
}

/** Sends nothing more; what is under way comes to its end. A call resolves to the ledger. */
function cancelRun(deps: RunCommandsDependencies): Handler {
  return async (...args): Promise<CallAnswer | undefined> => {
    const { entry, run, call } = await activeRun('cancel', args, deps.history);
    run.cancel();
    return call && callAnswer(await run.done, placeOfRun(entry, deps));
  };
}

/** Opens a run's report; a call gets its text. */
function showRunReport({ history, documents }: RunCommandsDependencies): Handler {
  return async (...args): Promise<string | undefined> => {
    const { entry, call } = await runOf(args, runQuestion('showReport'), history);
    const { runId } = entry.summary;
    if (call) return documents.report(runId, 'md');
    await documents.showReport(runId);
    return undefined;
  };
}

/** Writes a run's report to a file; a call gets its text, as CSV unless told. */
function exportRunReport({ history, documents }: RunCommandsDependencies): Handler {
  return async (...args): Promise<string | undefined> => {
    const { entry, call } = await runOf(args, runQuestion('exportReport'), history, ['format']);
    const { runId } = entry.summary;
    if (call) {
      const given = optionalTextOf(call, 'format') ?? 'csv';
      const format = reportFormats.find(one => one === given);
      if (!format) throw new Fault('invalidInput', { subject: 'format', problem: { kind: 'notOneOf', choices: reportFormats } });
      return documents.report(runId, format);
    }
    const place = await documents.exportReport(runId);
    if (!place) return undefined;
    const open = t('Open');
    const name = place.path.slice(place.path.lastIndexOf('/') + 1);
    const chosen = await window.showInformationMessage(t('The report was written to {0}.', name), open);
    if (chosen === open) await window.showTextDocument(place);
    return undefined;
  };
}

/** Shows the failed files of a run, each with its reason. A call gets them. */
function showFailed({ runs, history, view }: RunCommandsDependencies): Handler {
  return async (...args) => {
    const { entry, call } = await runOf(args, { ...runQuestion('showFailed'), ability: 'showFailed' }, history);
    const { runId } = entry.summary;
    if (!call) return view.reveal(runId);
    const { files } = await runs.record(runId);
    return files.filter(needsAttention).map(file => {
      const { id, path, outcome } = file;
      return { id, ...(path !== undefined && { path }), outcome, reason: reasonOf(file) };
    });
  };
}

/** Takes the badges off the failed files of a run, or of a connection. */
function dismissFailed({ runs, history, connections, failedFiles }: RunCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    if (!isCall(args) && runIdOf(args[0]) === undefined) {
      failedFiles.dismissAll(await chooseConnectionWithFailures(connections, failedFiles));
      return;
    }
    const { entry } = await runOf(args, runQuestion('dismissFailed'), history);
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

interface ChosenRun {
  readonly entry: RunEntry;
  /** The call's object, where the command was called. */
  readonly call: Call | undefined;
}

/** The run that a command is about, and whether a program wants it. */
async function runOf(
  args: readonly unknown[],
  wanted: Parameters<typeof chooseRun>[2],
  history: RunHistory,
  names: readonly string[] = [],
): Promise<ChosenRun> {
  const call = callOf(args, ['runId', ...names]);
  const given = call ? textOf(call, 'runId') : runIdOf(args[0]);
  return { entry: await chooseRun(history, given, wanted, runPicker), call };
}

async function activeRun(
  ability: RunAbility & ('pause' | 'continue' | 'cancel'),
  args: readonly unknown[],
  history: RunHistory,
): Promise<ChosenRun & { readonly run: ActiveRun }> {
  const chosen = await runOf(args, { ...runQuestion(ability), ability }, history);
  const { active } = chosen.entry;
  if (!active) throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'runElsewhere' } });
  return { ...chosen, run: active };
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

function placeOfRun({ summary }: RunEntry, { connections, services }: RunCommandsDependencies): FaultPlace {
  return placeOf(connections.find(summary.connection.id), services);
}
