import type { Clock } from '../../core/model/clock';
import type { Connection } from '../../core/service/connection';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { type Ledger, needsAttention } from '../../core/model/ledger';
import { visibleText } from '../../core/model/visibleText';
import type { Session } from '../../core/service/service';
import type { Job, Preparation, PrepareOptions } from '../../core/plan/plan';
import type { ActiveRun } from '../../core/run/activeRun';
import type { TagCount } from '../../core/model/tags';
import type { RunRecord } from '../../core/journal/journal';
import type { Runs } from '../../core/run/runs';
import { faultOn } from '../../core/model/fault';
import { confirmationText, type PlannedPart } from '../text/runs/confirmationText';
import type { Scope } from '../selection/selection';
import { isCancelled } from '../../core/model/abortSignals';
import { countsInWords } from '../text/counts';
import { faultSentence, type FaultPlace, placeOf } from '../text/faultMessages';
import { doingTitle, doneTitle } from '../text/runs/jobText';
import { completionMessage, completionNotice, nothingToDo } from './completionMessage';
import { type ConfirmPolicy, losesMuch, needsConfirmation, smallJobFiles } from './confirmPolicy';
import type { Caller, Confirmation, JobPorts, ProgressDisplay } from './jobPorts';
import { type JobDisplay, quietBesideQuestions, shareProgress, trackProgress, trackReading } from './jobProgress';
import { actionOf, actionOfRun, type JobAction, summaryOfPlan } from './planSummary';

export interface JobsDependencies {
  readonly runs: Pick<Runs, 'prepare' | 'start' | 'resume'>;
  readonly services: ServiceCatalog;
  readonly clock: Clock;
  readonly confirmPolicy: () => ConfirmPolicy;
  /** Whether a person wants to be asked whatever is done on the connection. */
  readonly isProduction?: (connection: Connection) => boolean;
  readonly ports: JobPorts;
}

/** What one job wants otherwise than all others. */
export interface JobOptions {
  /** When a person is asked, whatever the settings say. */
  readonly confirm?: ConfirmPolicy;
  /** What the question begins with. */
  readonly opens?: Confirmation['opens'];
  /** What was pointed at, where that is more than the files by themselves. */
  readonly scope?: Scope;
  /** Gets what was read and planned, before anything is asked or sent. */
  readonly onPrepared?: (preparation: Preparation) => void;
}

/** One of several jobs that are asked about together. */
export interface JobPart {
  readonly job: Job;
  readonly scope?: Scope;
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
  async carryOut(job: Job, caller: Caller, options: JobOptions = {}): Promise<Ledger | undefined> {
    return (await this.carryOutParts([{ job, ...(options.scope && { scope: options.scope }) }], caller, options))[0];
  }

  /**
   * Carries out one edit on several connections: a person is asked once, and they run side by side. Nothing is begun where one of
   * them can't be read.
   * @throws ConnectionFault of the first that failed, after all have ended
   */
  async carryOutTogether(parts: readonly JobPart[]): Promise<void> {
    await this.carryOutParts(parts, 'person', {});
  }

  /** Goes on with a run that was cut off. @throws ConnectionFault */
  resume(record: RunRecord, session: Session, caller: Caller): Promise<Ledger> {
    const { connection } = session;
    const title = doingTitle(actionOfRun(record), record.targets);
    return this.withProgress(title, record.targets, async progress => {
      try {
        const { runs, clock } = this.deps;
        // what was confirmed before the run was cut off is in no journal: at first there is nothing to compare with
        let isAskedAgain = false;
        const onWorse = async (preparation: Preparation, more: readonly TagCount[]) => {
          const cutOff = { done: record.targets - preparation.job.targets.length, of: record.targets };
          const part = isAskedAgain ? { preparation, more } : { preparation, cutOff };
          isAskedAgain = true;
          return (await this.wantedOf([part], progress, {})).length > 0;
        };
        const asks = caller === 'person' ? { onWorse } : {};
        const reading = (reads: PrepareOptions) => runs.resume(record, session, { ...reads, ...asks });
        const run = await trackReading(reading, record.targets, session.limiter, progress, clock);
        return await this.conclude(run, session, progress, caller);
      } catch (error) {
        throw faultOn(connection, error);
      }
    });
  }

  private carryOutParts(parts: readonly JobPart[], caller: Caller, options: JobOptions): Promise<readonly Ledger[]> {
    const [first] = parts;
    if (!first) return Promise.resolve([]);
    const files = parts.reduce((sum, { job }) => sum + job.targets.length, 0);
    const [target] = first.job.targets;
    const title = doingTitle(actionOf(first.job), files, target?.path?.slice(target.path.lastIndexOf('/') + 1));
    return this.withProgress(title, files, async progress => {
      const prepared = await this.prepareAll(parts, progress);
      for (const { preparation } of prepared) options.onPrepared?.(preparation);
      const wanted = caller === 'program' ? prepared : await this.wantedOf(prepared, progress, options);
      const shares = shareProgress(progress, wanted.length);
      return settled(
        wanted.map(async ({ preparation, scope }, index) => {
          const { session } = preparation.job;
          // what was confirmed may have aged by the time of its turn
          const onWorse = async (now: Preparation, more: readonly TagCount[]) =>
            (await this.wantedOf([{ preparation: now, more, ...(scope && { scope }) }], progress, options)).length > 0;
          try {
            const run = this.deps.runs.start(preparation, caller === 'person' ? { onWorse } : {});
            return await this.conclude(run, session, shares[index] ?? progress, caller);
          } catch (error) {
            throw faultOn(session.connection, error);
          }
        }),
      );
    });
  }

  private prepareAll(parts: readonly JobPart[], progress: ProgressDisplay): Promise<readonly PreparedPart[]> {
    const { runs, clock } = this.deps;
    const shares = shareProgress(progress, parts.length);
    return settled(
      parts.map(async ({ job, scope }, index) => {
        try {
          const reading = (reads: PrepareOptions) => runs.prepare(job, reads);
          const { targets, session } = job;
          const share = shares[index] ?? progress;
          const preparation = await trackReading(reading, targets.length, session.limiter, share, clock);
          return { preparation, ...(scope && { scope }) };
        } catch (error) {
          throw faultOn(job.session.connection, error);
        }
      }),
    );
  }

  private async withProgress<Result>(
    title: string,
    files: number,
    work: (progress: JobDisplay) => Promise<Result>,
  ): Promise<Result> {
    const size = files > smallJobFiles ? 'large' : 'small';
    const progress = quietBesideQuestions(this.deps.ports.showProgress(title, size));
    try {
      return await work(progress);
    } finally {
      progress.hide();
    }
  }

  /** What a person wants of what was prepared: all of it or nothing. Where there is nothing to do, that is told. */
  private async wantedOf(
    prepared: readonly PreparedPart[],
    progress: JobDisplay,
    options: JobOptions,
  ): Promise<readonly PreparedPart[]> {
    const { confirmPolicy, isProduction, ports } = this.deps;
    const { confirm = confirmPolicy(), opens = 'summary' } = options;
    const all = prepared.map(part => {
      const { connection } = part.preparation.job.session;
      const summary = summaryOfPlan(part.preparation);
      const marked = isProduction?.(connection) ? ({ mark: 'production' } as const) : {};
      return { ...part, ...marked, summary, place: this.placeOf(connection) };
    });
    const parts = all.filter(({ summary }) => summary.unchanged < summary.files || summary.writes > 0);
    if (parts.length === 0) {
      progress.hide();
      const [first] = all;
      const files = all.reduce((sum, { summary }) => sum + summary.files, 0);
      if (first) ports.tell(nothingToDo({ action: first.summary.action, files }));
      return [];
    }
    const files = parts.reduce((sum, { summary }) => sum + summary.files, 0);
    const mustAsk = parts.some(({ summary, mark }) =>
      needsConfirmation(mark === 'production' ? 'always' : confirm, { ...summary, files }),
    );
    if (!mustAsk) return parts;
    const summaries = parts.map(({ summary }) => summary);
    const confirmation: Confirmation = {
      ...confirmationText(parts),
      severity: summaries.some(({ lost }) => lost.length > 0) ? 'warning' : 'info',
      enters: losesMuch(summaries) ? 'look' : 'apply',
      opens,
      preparations: parts.map(({ preparation }) => preparation),
    };
    const isWanted = await progress.whileAsking(() => ports.confirm(confirmation));
    return isWanted ? parts : [];
  }

  /** From a run's start to the last word on it. */
  private async conclude(run: ActiveRun, session: Session, progress: ProgressDisplay, caller: Caller): Promise<Ledger> {
    const action = actionOfRun(run.head);
    const { ports, clock } = this.deps;
    const ledger = await trackProgress(run, session.limiter, progress, clock);
    progress.hide();
    const place = this.placeOf(session.connection);
    this.log(action, ledger, place);
    ports.tell(caller === 'person' ? completionMessage(ledger, action, place) : completionNotice(ledger, action));
    return ledger;
  }

  /** A run's summary, and a line for each file to look at. */
  private log(action: JobAction, { runId, counts, files }: Ledger, place: FaultPlace): void {
    const { log } = this.deps.ports;
    const done = doneTitle(action, counts.changed);
    const summary = `${visibleText(place.connection.name)} · ${done} · ${countsInWords(counts)} · run ${runId}`;
    const failed = files.filter(needsAttention);
    if (failed.length > 0) log.warn(summary);
    else log.info(summary);
    for (const { outcome, id, path, fault } of failed) {
      const reason = fault && faultSentence(fault, place);
      const request = fault?.requestId === undefined ? undefined : `request ${fault.requestId}`;
      log.warn(
        ['  ' + outcome, id, path, reason, request].flatMap(part => (part === undefined ? [] : [visibleText(part)])).join(' · '),
      );
    }
  }

  private placeOf(connection: Connection): FaultPlace {
    return placeOf(connection, this.deps.services);
  }
}

interface PreparedPart extends Pick<PlannedPart, 'scope' | 'more' | 'cutOff'> {
  readonly preparation: Preparation;
}

/** All of them, or, once all have ended, the first failure: a job that was called off does not hide one that failed. */
async function settled<Result>(work: readonly Promise<Result>[]): Promise<readonly Result[]> {
  const ends = await Promise.allSettled(work);
  const rejected = ends.filter(end => end.status === 'rejected');
  const failed = rejected.find(({ reason }) => !isCancelled(reason)) ?? rejected[0];
  if (failed) throw failed.reason;
  return ends.flatMap(end => (end.status === 'fulfilled' ? [end.value] : []));
}
