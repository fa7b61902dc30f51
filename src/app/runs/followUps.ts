import type { Ledger } from '../../core/model/ledger';
import type { Runs } from '../../core/run/runs';
import type { SessionSource } from '../connections/ports';
import type { Caller } from '../jobs/jobPorts';
import type { Jobs } from '../jobs/jobs';

export interface FollowUpsDependencies {
  readonly runs: Pick<Runs, 'record' | 'undoOf' | 'retryOf'>;
  readonly sessions: SessionSource;
  readonly jobs: Jobs;
}

/** What can follow from a run: each is a job like any other. */
export class FollowUps {
  constructor(private readonly deps: FollowUpsDependencies) {}

  /** Takes a run back, as a run of its own. @throws Fault, ConnectionFault */
  async undo(runId: string, caller: Caller): Promise<Ledger | undefined> {
    const { runs, sessions, jobs } = this.deps;
    const record = await runs.record(runId);
    return jobs.carryOut(runs.undoOf(record, await sessions.of(record.connection.id)), caller);
  }

  /** What did not work in a run, once more. @throws Fault, ConnectionFault */
  async retry(runId: string, caller: Caller): Promise<Ledger | undefined> {
    const { runs, sessions, jobs } = this.deps;
    const record = await runs.record(runId);
    return jobs.carryOut(runs.retryOf(record, await sessions.of(record.connection.id)), caller);
  }

  /** Goes on with a run that was cut off. @throws Fault, ConnectionFault */
  async resume(runId: string, caller: Caller): Promise<Ledger> {
    const { runs, sessions, jobs } = this.deps;
    const record = await runs.record(runId);
    return jobs.resume(record, await sessions.of(record.connection.id), caller);
  }
}
