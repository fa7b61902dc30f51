import { commands as vscodeCommands, l10n, window } from 'vscode';
import { isPending } from '../../core/run/followUpTargets';
import type { RunSummary } from '../../core/run/journal';
import type { Runs } from '../../core/run/runs';
import { commands } from '../../app/commandIds';
import { views } from '../ids';
import { filesInWords } from '../../app/text/counts';
import { number } from '../../app/text/l10n';
import { quoted } from '../../app/text/message';
import type { History } from './history';
import { runTitle } from '../../app/text/runText';

/** Offers, once at a start, to go on with runs that were cut off; nothing is resumed by itself. */
export async function offerResume(unfinished: readonly RunSummary[], runs: Runs, history: History): Promise<void> {
  const [first, ...others] = unfinished;
  if (!first) return;
  const resume = l10n.t('Resume');
  const show = l10n.t('Show');
  const notNow = l10n.t('Not Now');
  if (others.length > 0) {
    const text = l10n.t('{0} runs were cut off before they were done.', number(others.length + 1));
    if ((await window.showInformationMessage(text, show, notNow)) === show)
      await vscodeCommands.executeCommand(`${views.runs}.focus`);
    return;
  }
  const { runId, connection, targets } = first;
  const node = { kind: 'run', runId } as const;
  const entries = await history.all();
  const title = runTitle(first, id => entries.get(id)?.summary);
  const left = (await runs.record(runId)).files.filter(isPending).length;
  const text = l10n.t(
    'A run was cut off: {0} on {1}, about {2} of {3} left.',
    quoted(title),
    connection.name,
    number(left),
    filesInWords(targets),
  );
  const chosen = await window.showInformationMessage(text, resume, show, notNow);
  if (chosen === resume) await vscodeCommands.executeCommand(commands.resumeRun, node);
  else if (chosen === show) await vscodeCommands.executeCommand(commands.showFailed, node);
}
