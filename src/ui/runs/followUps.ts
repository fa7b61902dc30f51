import { l10n } from 'vscode';
import { Fault } from '../../core/model/fault';
import type { Ledger } from '../../core/model/ledger';
import type { Connections } from '../../storage/connections';
import type { Handler } from '../commands';
import { type Answer, answerOf } from '../jobs/answer';
import type { JobFlow } from '../jobs/jobFlow';
import { type Choosing, chooseRun } from './choose';
import type { History } from './history';

export interface FollowUpDependencies {
  readonly history: History;
  readonly connections: Connections;
  readonly jobs: JobFlow;
}

/** Takes a run back, as a run of its own. */
export function undoRun(deps: FollowUpDependencies): Handler {
  const choosing = {
    prompt: l10n.t('Which run do you want to undo?'),
    ability: 'undo',
    none: l10n.t('There is no run to undo.'),
  } as const;
  return followUp(deps, choosing, (runId, asked) => deps.jobs.undo(runId, asked));
}

/** What did not work in a run, once more. */
export function retryFailed(deps: FollowUpDependencies): Handler {
  const none = l10n.t('No run has failed files.');
  const choosing = { prompt: l10n.t('Which run do you want to retry?'), ability: 'retry', none } as const;
  return followUp(deps, choosing, (runId, asked) => deps.jobs.retry(runId, asked));
}

/** Goes on with a run that was cut off. */
export function resumeRun(deps: FollowUpDependencies): Handler {
  const none = l10n.t('No run was cut off.');
  const choosing = { prompt: l10n.t('Which run do you want to resume?'), ability: 'resume', none } as const;
  return followUp(deps, choosing, async (runId, asked) => {
    const entry = (await deps.history.all()).get(runId);
    if (entry?.standing !== 'cutOff')
      throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'unfitRun', ability: 'resume' } });
    return deps.jobs.resume(runId, asked);
  });
}

type Carry = (runId: string, asked: 'person' | 'call') => Promise<Ledger | undefined>;

/** A call resolves to the ledger; a person is asked and told. */
function followUp({ history, connections }: FollowUpDependencies, choosing: Choosing, carry: Carry): Handler {
  return async (...args): Promise<Answer | undefined> => {
    const { runId, entry, call } = await chooseRun(history, args, choosing);
    const { id, name } = entry.summary.connection;
    const connection = connections.get(id);
    if (!connection)
      throw new Fault('invalidInput', {
        subject: name,
        problem: { kind: id.startsWith('sample-') ? 'sampleClosed' : 'connectionGone' },
      });
    const ledger = await carry(runId, call ? 'call' : 'person');
    return call && ledger && answerOf(ledger, connection);
  };
}
