import type { Disposable, LogOutputChannel } from 'vscode';
import type { ActiveRun } from '../../core/run/activeRun';
import type { Ledger } from '../../core/model/ledger';
import type { Job, Preparation } from '../../core/plan/job';
import type { Runs } from '../../core/run/runs';
import type { Session } from '../../core/model/session';
import type { Sessions } from '../../storage/sessions';
import { faultOn } from '../../app/connections/connectionFault';
import { confirmRuns } from '../settings';
import { smallJobFiles, needsConfirmation } from '../../app/jobs/confirmPolicy';
import { CompletionMessages } from './completionMessages';
import { PendingPreviews } from './pendingPreviews';
import { actionOf, actionOfRun, summaryOfPlan } from '../../app/jobs/planSummary';
import { trackProgress } from './trackProgress';
import { logLedger } from './logLedger';
import { askPreview } from './preview';
import { JobProgress } from './progress';
import { doingTitle } from '../../app/text/jobText';

/** Who wants it: a person, who can be asked and told; or a call, which gets the ledger. */
export type Asked = 'person' | 'call';

export interface JobFlowDependencies {
  readonly runs: Runs;
  readonly sessions: Sessions;
  readonly log: LogOutputChannel;
  /** Opens the changes, before and after, to be looked at. */
  readonly showChanges: (preparation: Preparation) => Promise<void>;
}

/** The way of one job in the interface, whatever it is: read, ask, run, tell. */
export class JobFlow implements Disposable {
  private readonly closing = new CompletionMessages();
  private readonly decisions = new PendingPreviews();

  constructor(private readonly deps: JobFlowDependencies) {}

  /**
   * Carries a job out. A call is asked nothing and gets the ledger of a run, even if nothing had to be sent. A person is shown
   * what will change where the settings say so, and gets undefined where nothing was begun.
   * @throws ConnectionFault where the files can't be read or the run can't begin: nothing was sent
   */
  carryOut(job: Job, asked: 'call'): Promise<Ledger>;
  carryOut(job: Job, asked: Asked): Promise<Ledger | undefined>;
  async carryOut(job: Job, asked: Asked): Promise<Ledger | undefined> {
    const { runs, showChanges } = this.deps;
    const { connection } = job.session;
    const progress = new JobProgress(doingTitle(actionOf(job), job.targets.length), sizeOf(job.targets.length));
    try {
      const preparation = await runs.prepare(job, {
        signal: progress.signal,
        onProgress: (read, total) => {
          progress.read(read, total);
        },
      });
      if (asked === 'person') {
        const digest = summaryOfPlan(preparation);
        if (digest.unchanged === digest.files) {
          progress.end();
          this.closing.nothingToDo(digest);
          return undefined;
        }
        if (needsConfirmation(confirmRuns(), digest)) {
          // a question has nothing beside it that moves
          progress.end();
          const look = (question: string) => this.decisions.ask(question, () => showChanges(preparation));
          if (!(await askPreview(digest, connection, look))) return undefined;
        }
      }
      return await this.conclude(runs.start(preparation), job.session, progress, asked);
    } catch (error) {
      throw faultOn(connection, error);
    } finally {
      progress.end();
    }
  }

  /** Takes a run back, as a run of its own. @throws Fault, ConnectionFault */
  async undo(runId: string, asked: Asked): Promise<Ledger | undefined> {
    const { runs, sessions } = this.deps;
    const record = await runs.record(runId);
    return this.carryOut(runs.undoOf(record, await sessions.of(record.connection.id)), asked);
  }

  /** What did not work in a run, once more. @throws Fault, ConnectionFault */
  async retry(runId: string, asked: Asked): Promise<Ledger | undefined> {
    const { runs, sessions } = this.deps;
    const record = await runs.record(runId);
    return this.carryOut(runs.retryOf(record, await sessions.of(record.connection.id)), asked);
  }

  /** Goes on with a run that was cut off. @throws Fault, ConnectionFault */
  async resume(runId: string, asked: Asked): Promise<Ledger> {
    const { runs, sessions } = this.deps;
    const record = await runs.record(runId);
    const session = await sessions.of(record.connection.id);
    const progress = new JobProgress(doingTitle(actionOfRun(record), record.targets), sizeOf(record.targets));
    try {
      const run = await runs.resume(record, session, {
        signal: progress.signal,
        onProgress: (read, total) => {
          progress.read(read, total);
        },
      });
      return await this.conclude(run, session, progress, asked);
    } catch (error) {
      throw faultOn(session.connection, error);
    } finally {
      progress.end();
    }
  }

  /** The button of a diff editor that shows what a job would change. */
  async decide(button: 'apply' | 'discard', resource: unknown): Promise<void> {
    await this.decisions.press(button, resource);
  }

  dispose(): void {
    this.decisions.dispose();
    this.closing.dispose();
  }

  /** From a run's start to the last word on it. */
  private async conclude(run: ActiveRun, session: Session, progress: JobProgress, asked: Asked): Promise<Ledger> {
    const ledger = await trackProgress(run, session.limiter, progress);
    progress.end();
    logLedger(this.deps.log, run, session.connection, ledger);
    const action = actionOfRun(run.head);
    if (asked === 'person') this.closing.tell(ledger, action, session.connection);
    else this.closing.mention(ledger, action);
    return ledger;
  }
}

function sizeOf(files: number): 'few' | 'many' {
  return files > smallJobFiles ? 'many' : 'few';
}
