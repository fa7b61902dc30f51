import { isPending } from '../../core/plan/undoAndRetry';
import type { RunSummary } from '../../core/journal/journal';
import type { Runs } from '../../core/run/runs';
import { commands, hostCommands } from '../commandIds';
import { filesInWords } from '../text/counts';
import { number, t } from '../text/l10n';
import { type MessageButton, plainText, quoted } from '../text/message';
import type { RunHistory } from './runHistory';

/** An offer to go on with runs that were cut off; nothing is resumed by itself. */
export interface ResumeOffer {
  readonly text: string;
  readonly buttons: readonly MessageButton[];
}

/** What to offer once at a start; undefined where no run was cut off. @throws Fault `journal` */
export async function resumeOffer(
  runs: Pick<Runs, 'unfinished' | 'record'>,
  history: Pick<RunHistory, 'titleOf'>,
): Promise<ResumeOffer | undefined> {
  const [first, ...others] = await runs.unfinished();
  if (!first) return undefined;
  if (others.length > 0) {
    return {
      text: t('{0} runs were cut off before they were done.', number(others.length + 1)),
      buttons: [{ title: t('Show'), command: hostCommands.showRuns }, notNow()],
    };
  }
  const left = (await runs.record(first.runId)).files.filter(isPending).length;
  const run = { kind: 'run', runId: first.runId } as const;
  return {
    text: offerText(first, await history.titleOf(first), left),
    buttons: [
      { title: t('Resume'), command: commands.resumeRun, arguments: [run] },
      { title: t('Show'), command: commands.showFailed, arguments: [run] },
      { title: t('Forget Run'), command: commands.forgetRun, arguments: [run] },
    ],
  };
}

function offerText({ connection, targets }: RunSummary, title: string, left: number): string {
  return t(
    'A run was cut off: {0} on {1}, about {2} of {3} left.',
    quoted(title),
    plainText(connection.name),
    number(left),
    filesInWords(targets),
  );
}

function notNow(): MessageButton {
  return { title: t('Not Now') };
}
