import { Fault } from '../../core/model/fault';
import { needsAttention } from '../../core/model/ledger';
import type { ActiveRun } from '../../core/run/activeRun';
import type { ConnectionList } from '../connections/ports';
import { callAnswer } from '../jobs/callAnswer';
import { changesOfRun, changesText } from '../runs/changesText';
import { findRun } from '../runs/chooseRun';
import type { FailedFiles } from '../runs/failedFiles';
import { type FollowUp, followUp, type FollowUpsDependencies } from '../runs/followUps';
import type { RunEntry, RunHistory } from '../runs/runHistory';
import { type ReportDependencies, runReport } from '../runs/runReport';
import { abilitiesOf, type RunAbility } from '../runs/runStatus';
import { type FaultPlace, placeOf } from '../text/faultMessages';
import { reasonOf, runTitle } from '../text/runs/runText';
import type { OperationInput, Operations } from './operationTable';

export interface RunOperationsDependencies extends FollowUpsDependencies, Pick<ReportDependencies, 'services'> {
  readonly connections: Pick<ConnectionList, 'all' | 'find'>;
  readonly history: Pick<RunHistory, 'all' | 'refresh' | 'titleOf'>;
  readonly failedFiles: Pick<FailedFiles, 'dismiss'>;
}

type RunOperationName =
  | 'listRuns'
  | 'undoRun'
  | 'retryFailed'
  | 'resumeRun'
  | 'pauseRun'
  | 'continueRun'
  | 'cancelRun'
  | 'showRunReport'
  | 'exportRunReport'
  | 'showRunChanges'
  | 'showFailed'
  | 'dismissFailed'
  | 'refreshRuns';

type RunInput = OperationInput<'undoRun'>;

/** What can be done with a run that is named by its id. */
export function runOperations(deps: RunOperationsDependencies): Pick<Operations, RunOperationName> {
  const { runs, history, failedFiles } = deps;

  const follow = (kind: FollowUp) => async (input: RunInput) => {
    const entry = await findRun(history, input.runId, kind);
    const ledger = await followUp(kind, entry, 'program', deps);
    return callAnswer(ledger, placeOfRun(entry, deps));
  };

  const report = async ({ runId, format = 'csv' }: OperationInput<'exportRunReport'>) => {
    await findRun(history, runId);
    return runReport(runId, format, deps);
  };

  const attention = async (input: RunInput, ability?: RunAbility) => {
    await findRun(history, input.runId, ability);
    const { connection, files } = await runs.record(input.runId);
    return { connection, files: files.filter(needsAttention) };
  };

  return {
    listRuns: async () => {
      history.refresh();
      const entries = await history.all();
      return [...entries.values()].map(({ summary, status }) => ({
        ...summary,
        title: runTitle(summary, runId => entries.get(runId)?.summary),
        status,
        abilities: abilitiesOf(status, summary),
      }));
    },
    undoRun: follow('undo'),
    retryFailed: follow('retry'),
    resumeRun: follow('resume'),
    pauseRun: async ({ runId }) => {
      (await findActiveRun(history, runId, 'pause')).run.pause();
    },
    continueRun: async ({ runId }) => {
      (await findActiveRun(history, runId, 'continue')).run.continue();
    },
    cancelRun: async ({ runId }) => {
      const { entry, run } = await findActiveRun(history, runId, 'cancel');
      run.cancel();
      return callAnswer(await run.done, placeOfRun(entry, deps));
    },
    showRunReport: ({ runId }) => report({ runId, format: 'md' }),
    exportRunReport: report,
    showRunChanges: async ({ runId }) => {
      await findRun(history, runId);
      return changesText(changesOfRun(await runs.record(runId)));
    },
    showFailed: async input => {
      const { files } = await attention(input, 'showFailed');
      return files.map(file => {
        const { id, path, outcome } = file;
        return { id, ...(path !== undefined && { path }), outcome, reason: reasonOf(file) };
      });
    },
    dismissFailed: async input => {
      const { connection, files } = await attention(input);
      failedFiles.dismiss(
        connection.id,
        files.map(({ id }) => id),
      );
    },
    refreshRuns: () => {
      history.refresh();
      return Promise.resolve();
    },
  };
}

/** @throws Fault `invalidInput` where this window does not carry the run out */
async function findActiveRun(
  history: RunOperationsDependencies['history'],
  runId: string,
  ability: RunAbility,
): Promise<{ readonly entry: RunEntry; readonly run: ActiveRun }> {
  const entry = await findRun(history, runId, ability);
  if (!entry.active) throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'runElsewhere' } });
  return { entry, run: entry.active };
}

function placeOfRun({ summary }: RunEntry, { connections, services }: RunOperationsDependencies): FaultPlace {
  return placeOf(connections.find(summary.connection.id), services);
}
