import { Fault } from '../../core/model/fault';
import type { Ledger } from '../../core/model/ledger';
import { partsOfConnectionId } from '../../core/service/connection';
import type { Session } from '../../core/service/service';
import type { RunRecord, RunSummary } from '../../core/journal/journal';
import type { Runs } from '../../core/run/runs';
import type { ConnectionList, SessionSource } from '../connections/ports';
import { isSample } from '../connections/connections';
import type { Caller } from '../jobs/jobPorts';
import type { Jobs } from '../jobs/jobs';
import { unfitRun } from './chooseRun';
import type { RunEntry } from './runHistory';
import { abilitiesOf } from './runStatus';

export interface FollowUpsDependencies {
  readonly runs: Pick<Runs, 'record' | 'undoOf' | 'retryOf'>;
  readonly connections: Pick<ConnectionList, 'all'>;
  readonly sessions: SessionSource;
  readonly jobs: Pick<Jobs, 'carryOut' | 'resume'>;
}

/** What can follow from a run: each is a job like any other. */
export type FollowUp = 'undo' | 'retry' | 'resume';

/**
 * `undo` takes a run back, as a run of its own; `retry` does once more what did not work; `resume` goes on with a run that was cut
 * off. Undefined where a person did not want it.
 * @throws Fault `invalidInput` where the run is not fit for it or its connection is gone; Fault `journal`; ConnectionFault
 */
export function followUp(kind: FollowUp, entry: RunEntry, caller: 'program', deps: FollowUpsDependencies): Promise<Ledger>;
export function followUp(
  kind: FollowUp,
  entry: RunEntry,
  caller: Caller,
  deps: FollowUpsDependencies,
): Promise<Ledger | undefined>;
export async function followUp(
  kind: FollowUp,
  entry: RunEntry,
  caller: Caller,
  { runs, connections, sessions, jobs }: FollowUpsDependencies,
): Promise<Ledger | undefined> {
  const { summary, status } = entry;
  if (!connections.all.some(({ id }) => id === partsOfConnectionId(summary.connection.id).connectionId)) throw goneFault(summary);
  if (kind === 'resume' && !abilitiesOf(status, summary).includes(kind)) throw unfitRun(kind, entry);
  const record = await runs.record(summary.runId);
  const session = await sessions.of(record.connection.id);
  return begin(kind, record, session, caller, { runs, jobs });
}

async function begin(
  kind: FollowUp,
  record: RunRecord,
  session: Session,
  caller: Caller,
  { runs, jobs }: Pick<FollowUpsDependencies, 'runs' | 'jobs'>,
): Promise<Ledger | undefined> {
  switch (kind) {
    case 'undo':
      return jobs.carryOut(await runs.undoOf(record, session), caller);
    case 'retry':
      return jobs.carryOut(await runs.retryOf(record, session), caller);
    case 'resume':
      return jobs.resume(record, session, caller);
  }
}

function goneFault({ connection: { id, name } }: RunSummary): Fault {
  const kind = isSample(id) ? 'sampleClosed' : 'connectionGone';
  return new Fault('invalidInput', { subject: name, problem: { kind } });
}
