import { l10n } from 'vscode';
import { isSample } from '../../app/connections/sampleLibrary';
import { Fault } from '../../core/model/fault';
import type { Ledger } from '../../core/model/ledger';
import type { Connections } from '../../app/connections/connections';
import type { Handler } from '../commands';
import { type CallAnswer, callAnswer } from '../../app/jobs/callAnswer';
import type { Caller } from '../../app/jobs/jobPorts';
import type { FollowUps } from '../../app/runs/followUps';
import { faultPlace } from '../messages';
import { type Choosing, chooseRun } from './choose';
import type { History } from './history';

export interface FollowUpDependencies {
  readonly history: History;
  readonly connections: Connections;
  readonly followUps: FollowUps;
}

/** Takes a run back, as a run of its own. */
export function undoRun(deps: FollowUpDependencies): Handler {
  const choosing = {
    prompt: l10n.t('Which run do you want to undo?'),
    ability: 'undo',
    none: l10n.t('There is no run to undo.'),
  } as const;
  return followUp(deps, choosing, (runId, caller) => deps.followUps.undo(runId, caller));
}

/** What did not work in a run, once more. */
export function retryFailed(deps: FollowUpDependencies): Handler {
  const none = l10n.t('No run has failed files.');
  const choosing = { prompt: l10n.t('Which run do you want to retry?'), ability: 'retry', none } as const;
  return followUp(deps, choosing, (runId, caller) => deps.followUps.retry(runId, caller));
}

/** Goes on with a run that was cut off. */
export function resumeRun(deps: FollowUpDependencies): Handler {
  const none = l10n.t('No run was cut off.');
  const choosing = { prompt: l10n.t('Which run do you want to resume?'), ability: 'resume', none } as const;
  return followUp(deps, choosing, async (runId, caller) => {
    const entry = (await deps.history.all()).get(runId);
    if (entry?.standing !== 'cutOff')
      throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'unfitRun', ability: 'resume' } });
    return deps.followUps.resume(runId, caller);
  });
}

type Carry = (runId: string, caller: Caller) => Promise<Ledger | undefined>;

/** A call resolves to the ledger; a person is caller and told. */
function followUp({ history, connections }: FollowUpDependencies, choosing: Choosing, carry: Carry): Handler {
  return async (...args): Promise<CallAnswer | undefined> => {
    const { runId, entry, call } = await chooseRun(history, args, choosing);
    const { id, name } = entry.summary.connection;
    const connection = connections.get(id);
    if (!connection)
      throw new Fault('invalidInput', {
        subject: name,
        problem: { kind: isSample(id) ? 'sampleClosed' : 'connectionGone' },
      });
    const ledger = await carry(runId, call ? 'program' : 'person');
    return call && ledger && callAnswer(ledger, faultPlace(connection));
  };
}
