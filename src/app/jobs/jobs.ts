import type { Clock } from '../../core/model/clock';
import type { Connection } from '../../core/model/connection';
import type { ServiceCatalog } from '../../core/model/descriptor';
import { type Ledger, needsAttention } from '../../core/model/ledger';
import type { Session } from '../../core/model/session';
import type { Job, Preparation, PrepareOptions } from '../../core/plan/job';
import type { ActiveRun } from '../../core/run/activeRun';
import type { RunHead, RunRecord } from '../../core/run/journal';
import type { Runs } from '../../core/run/runs';
import { faultOn } from '../connections/connectionFault';
import { confirmationText } from '../text/confirmationText';
import { countsInWords } from '../text/counts';
import { faultSentence, type FaultPlace, placeOf } from '../text/faultMessages';
import { doingTitle, doneTitle } from '../text/jobText';
import { completionMessage, completionNotice, nothingToDo } from './completionMessage';
import { type ConfirmPolicy, needsConfirmation, smallJobFiles } from './confirmPolicy';
import type { Caller, Confirmation, JobPorts, ProgressDisplay } from './jobPorts';
import { reportReading, trackProgress } from './jobProgress';
import { type JobAction, actionOf, actionOfRun, summaryOfPlan } from './planSummary';

export interface JobsDependencies {
  readonly runs: Pick<Runs, 'prepare' | 'start' | 'resume'>;
  readonly services: ServiceCatalog;
  readonly clock: Clock;
  readonly confirmPolicy: () => ConfirmPolicy;
  readonly ports: JobPorts;
}

/** What one job wants otherwise than all others. */
export interface JobOptions {
  /** When a person is asked, whatever the settings say. */
  readonly confirm?: ConfirmPolicy;
  /** What the question begins with. */
  readonly opens?: Confirmation['opens'];
  /** Gets what was read and planned, before anything is asked or sent. */
  readonly onPrepared?: (preparation: Preparation) => void;
}

/** The way of one job, whatever it is: read, confirm, run, tell. */
export class Jobs {
  constructor(private readonly deps: JobsDependencies) {}

  /**
   * Carries a job out. A program is asked nothing and gets the ledger of a run, even if nothing had to be sent. A person is shown
   * what will change where the settings say so, and gets undefined where nothing was begun.
   * @throws ConnectionFault where the files can't be read or the run can't begin: nothing was sent
   */
  carryOut(job: Job, caller: 'program'): Promise<Ledger>;
  carryOut(job: Job, caller: Caller, options?: JobOptions): Promise<Ledger | undefined>;
  carryOut(job: Job, caller: Caller, options: JobOptions = {}): Promise<Ledger | undefined> {
    const { runs } = this.deps;
    return this.withProgress(job.session.connection, actionOf(job), job.targets.length, async progress => {
      const preparation = await runs.prepare(job, readOptions(progress));
      options.onPrepared?.(preparation);
      if (caller === 'person' && !(await this.isWanted(preparation, progress, options))) return undefined;
      return this.conclude(runs.start(preparation), job.session, progress, caller);
    });
  }

  /** Goes on with a run that was cut off. @throws ConnectionFault */
  resume(record: RunRecord, session: Session, caller: Caller): Promise<Ledger> {
    return this.withProgress(session.connection, actionOfRun(record), record.targets, async progress => {
      const run = await this.deps.runs.resume(record, session, readOptions(progress));
      return this.conclude(run, session, progress, caller);
    });
  }

  private async withProgress<Result>(
    connection: Connection,
    action: JobAction,
    files: number,
    work: (progress: ProgressDisplay) => Promise<Result>,
  ): Promise<Result> {
    const size = files > smallJobFiles ? 'large' : 'small';
    const progress = this.deps.ports.showProgress(doingTitle(action, files), size);
    try {
      return await work(progress);
    } catch (error) {
      throw faultOn(connection, error);
    } finally {
      progress.hide();
    }
  }

  /** Whether a person wants what was prepared; where there is nothing to do, that is told. */
  private async isWanted(preparation: Preparation, progress: ProgressDisplay, options: JobOptions): Promise<boolean> {
    const { confirmPolicy, ports } = this.deps;
    const { confirm = confirmPolicy(), opens = 'summary' } = options;
    const summary = summaryOfPlan(preparation);
    if (summary.unchanged === summary.files) {
      progress.hide();
      ports.tell(nothingToDo(summary));
      return false;
    }
    if (!needsConfirmation(confirm, summary)) return true;
    // a question has nothing beside it that moves
    progress.hide();
    const text = confirmationText(summary, this.placeOf(preparation.job.session.connection));
    return ports.confirm({ ...text, severity: summary.lost.length > 0 ? 'warning' : 'info', opens, preparation });
  }

  /** From a run's start to the last word on it. */
  private async conclude(run: ActiveRun, session: Session, progress: ProgressDisplay, caller: Caller): Promise<Ledger> {
    const { ports, clock } = this.deps;
    const ledger = await trackProgress(run, session.limiter, progress, clock);
    progress.hide();
    const action = actionOfRun(run.head);
    const place = this.placeOf(session.connection);
    this.log(run.head, ledger, place);
    ports.tell(caller === 'person' ? completionMessage(ledger, action, place) : completionNotice(ledger, action));
    return ledger;
  }

  /** A run's summary, and a line for each file to look at. */
  private log(head: RunHead, { runId, counts, files }: Ledger, place: FaultPlace): void {
    const { log } = this.deps.ports;
    const done = doneTitle(actionOfRun(head), counts.changed);
    const summary = `${place.connection.name} · ${done} · ${countsInWords(counts)} · run ${runId}`;
    const failed = files.filter(needsAttention);
    if (failed.length > 0) log.warn(summary);
    else log.info(summary);
    for (const { outcome, id, path, fault } of failed) {
      const reason = fault && faultSentence(fault, place);
      const request = fault?.requestId === undefined ? undefined : `request ${fault.requestId}`;
      log.warn(['  ' + outcome, id, path, reason, request].filter(part => part !== undefined).join(' · '));
    }
  }

  private placeOf(connection: Connection): FaultPlace {
    return placeOf(connection, this.deps.services);
  }
}

function readOptions(progress: ProgressDisplay): PrepareOptions {
  return {
    signal: progress.signal,
    onProgress: (read, total) => {
      reportReading(progress, read, total);
    },
  };
}
