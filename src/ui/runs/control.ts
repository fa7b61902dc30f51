import { l10n } from 'vscode';
import type { ActiveRun } from '../../core/run/activeRun';
import { Fault } from '../../core/model/fault';
import type { Connections } from '../../app/connections/connections';
import type { Handler } from '../commands';
import { type CallAnswer, callAnswer } from '../../app/jobs/callAnswer';
import { faultPlace } from '../messages';
import { chooseRun, type Choosing } from './choose';
import type { History } from './history';

/** Sends nothing more until the run is continued. */
export function pauseRun(history: History): Handler {
  const none = l10n.t('No run is under way.');
  return async (...args): Promise<void> => {
    (
      await chooseActive(history, args, { prompt: l10n.t('Which run do you want to pause?'), ability: 'pause', none })
    ).run.pause();
  };
}

/** Goes on with a run that was paused. */
export function continueRun(history: History): Handler {
  const none = l10n.t('No run is paused.');
  return async (...args): Promise<void> => {
    (
      await chooseActive(history, args, { prompt: l10n.t('Which run do you want to continue?'), ability: 'continue', none })
    ).run.continue();
  };
}

/** Sends nothing more; what is under way comes to its end. A call resolves to the ledger. */
export function cancelRun(history: History, connections: Connections): Handler {
  const none = l10n.t('No run is under way.');
  return async (...args): Promise<CallAnswer | undefined> => {
    const choosing = { prompt: l10n.t('Which run do you want to cancel?'), ability: 'cancel', none } as const;
    const { run, isCall } = await chooseActive(history, args, choosing);
    run.cancel();
    if (!isCall) return undefined;
    return callAnswer(await run.done, faultPlace(connections.find(run.head.connection.id)));
  };
}

async function chooseActive(
  history: History,
  args: readonly unknown[],
  choosing: Choosing,
): Promise<{ readonly run: ActiveRun; readonly isCall: boolean }> {
  const { entry, call } = await chooseRun(history, args, choosing);
  if (!entry.active) throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'runElsewhere' } });
  return { run: entry.active, isCall: call !== undefined };
}
