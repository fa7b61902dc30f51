import { CancellationError, env, l10n, window } from 'vscode';
import { Fault } from '../../core/model/fault';
import { needsAttention } from '../../core/model/ledger';
import type { Runs } from '../../core/run/runs';
import type { Connections } from '../../app/connections/connections';
import { isCall } from '../call';
import type { Handler } from '../commands';
import { filesInWords } from '../../app/text/counts';
import { chooseRun } from './choose';
import type { History } from './history';
import type { FailedFiles } from './failedFiles';
import { isRunsNode, runIdOf } from './node';
import { reasonOf } from '../../app/text/runText';
import type { RunsView } from './view';

export interface FailedDependencies {
  readonly runs: Runs;
  readonly history: History;
  readonly connections: Connections;
  readonly marks: FailedFiles;
  readonly view: RunsView;
}

/** Shows the files of a run that somebody should look at, each with its reason. A call gets them. */
export function showFailed({ runs, history, view }: FailedDependencies): Handler {
  return async (...args) => {
    const prompt = l10n.t("Which run's failed files do you want to see?");
    const { runId, call } = await chooseRun(history, args, { prompt, ability: 'look', none: l10n.t('No run has failed files.') });
    if (!call) return view.reveal(runId);
    const { files } = await runs.record(runId);
    return files.filter(needsAttention).map(file => {
      const { id, path, outcome } = file;
      return { id, ...(path !== undefined && { path }), outcome, reason: reasonOf(file) };
    });
  };
}

/** Takes the marks off the failed files of a run, or of a connection, in the Library view. */
export function dismissFailed({ runs, history, connections, marks }: FailedDependencies): Handler {
  return async (...args): Promise<void> => {
    if (!isCall(args) && runIdOf(args[0]) === undefined) {
      marks.dismissAll(await chooseMarked(connections, marks));
      return;
    }
    const { runId } = await chooseRun(history, args, { prompt: '', none: '' });
    const { connection, files } = await runs.record(runId);
    marks.dismiss(
      connection.id,
      files.filter(needsAttention).map(({ id }) => id),
    );
  };
}

/** Copies the id of a file under a run. */
export function copyFileId(): Handler {
  return async (node): Promise<void> => {
    if (!isRunsNode(node, 'runFile')) throw new Fault('invalidInput');
    await env.clipboard.writeText(node.file.id);
  };
}

async function chooseMarked(connections: Connections, marks: FailedFiles): Promise<string> {
  const items = connections.all
    .map(({ id, name }) => ({ id, label: name, files: marks.count(id) }))
    .filter(({ files }) => files > 0)
    .map(item => ({ ...item, description: filesInWords(item.files) }));
  if (items.length === 0) {
    void window.showInformationMessage(l10n.t('No file is marked as failed.'));
    throw new CancellationError();
  }
  const placeHolder = l10n.t("Which library's failed files do you want to dismiss?");
  const picked = items.length === 1 ? items[0] : await window.showQuickPick(items, { placeHolder });
  if (!picked) throw new CancellationError();
  return picked.id;
}
