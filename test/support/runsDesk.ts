import type { RunRecord } from '../../src/core/journal/journal';
import type { Clock } from '../../src/core/model/clock';
import type { Target } from '../../src/core/model/edit';
import { faultOf } from '../../src/core/model/fault';
import { type FileOutcome, type Ledger, mayBeTouched } from '../../src/core/model/ledger';
import type { Job, Preparation } from '../../src/core/plan/plan';
import type { ActiveRun } from '../../src/core/run/activeRun';
import type { Timing } from '../../src/core/run/retryPolicy';
import type { Runs, StartOptions } from '../../src/core/run/runs';
import type { Session } from '../../src/core/service/service';
import { abilitiesOf, statusOf } from '../../src/app/runs/runStatus';
import { type Offer, type Order, type Preview, type RunEnd, type Shown, Told, type Work } from '../world/desk';
import type { Tags } from '../world/tags';
import type { Claim, LedgerClaims } from '../world/verdicts';
import { jobOfRename } from './renameJob';

const never = new AbortController().signal;

/** What a window does at a person's word, as its views and commands would. */
export class RunsDesk<Caller> {
  /** The run that a person has looked at, to do something with it next. */
  private opened: RunRecord | undefined;

  /** @param sessionFor a connection in use; each run has one of its own, so that the service knows who asks */
  constructor(
    private readonly runs: Runs,
    private readonly timing: Timing,
    private readonly sessionFor: (connectionId: string, caller: Caller) => Session,
  ) {}

  offers(): Promise<readonly Offer[]> {
    return telling(async () => {
      const { runs } = this;
      return (await runs.history()).map(summary => {
        const { runId } = summary;
        const status = statusOf(summary, runs.activeRun(runId)?.state);
        return { runId, hasEnded: summary.ended !== undefined, abilities: abilitiesOf(status, summary) };
      });
    });
  }

  claims(runId: string): Promise<LedgerClaims> {
    return telling(async () => {
      const record = await this.runs.record(runId);
      this.opened = record;
      const { files, ended } = record;
      return { files: files.map(claimOf), counts: undefined, stopped: true, hasEnded: ended !== undefined };
    });
  }

  prepare(order: Order, caller: Caller): Promise<Preview> {
    return telling(async () => {
      const { runs } = this;
      const job = await this.jobOf(order, caller);
      const preparation = await runs.prepare(job, { signal: never });
      return {
        ids: job.targets.map(({ id }) => id),
        ...shownBy(preparation),
        apply: again => telling(() => Promise.resolve(workOf(runs.start(preparation, onWorseOf(again)), this.timing.clock))),
      };
    });
  }

  resume(runId: string, caller: Caller, again?: (shown: Shown) => Promise<boolean>): Promise<Work> {
    return telling(async () => {
      const record = await this.runs.record(runId);
      const options = { signal: never, ...onWorseOf(again) };
      const run = await this.runs.resume(record, this.sessionFor(record.connection.id, caller), options);
      return workOf(run, this.timing.clock);
    });
  }

  private async jobOf(order: Order, caller: Caller): Promise<Job> {
    if (order.kind === 'edit') {
      const targets = Array.from(order.edits, ([id, edit]): Target => ({ id, edit }));
      return { session: this.sessionFor(order.connectionId, caller), targets, origin: { kind: 'edit' } };
    }
    if (order.kind === 'rename') return jobOfRename(order, this.sessionFor(order.connectionId, caller), this.runs, this.timing);
    const record = this.opened?.runId === order.runId ? this.opened : await this.runs.record(order.runId);
    this.opened = undefined;
    const session = this.sessionFor(record.connection.id, caller);
    return order.kind === 'undo' ? this.runs.undoOf(record, session) : this.runs.retryOf(record, session);
  }
}

function onWorseOf(again: ((shown: Shown) => Promise<boolean>) | undefined): StartOptions {
  return again ? { onWorse: now => again(shownBy(now)) } : {};
}

function shownBy({ plan: { changes, settled } }: Preparation): Shown {
  let shown: Map<string, Tags> | undefined;
  return {
    isIdle: changes.length === 0 && settled.every(({ outcome }) => outcome === 'unchanged'),
    befores: () => (shown ??= new Map(changes.map(({ id, before }) => [id, before]))),
  };
}

/** @throws Told */
async function telling<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Told) throw error;
    const { code, stack = '' } = faultOf(error);
    throw new Told(code, stack);
  }
}

function workOf(run: ActiveRun, clock: Clock): Work {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  // one that could not begin has no state of its own
  run.done.then(over, over);
  return {
    runId: run.head.runId,
    done: telling(async () => {
      const ledger = await run.done;
      return endOf(ledger, clock.now());
    }),
    cancel: () => {
      if (isOver || run.state === 'ended') return 'too late';
      run.cancel();
      return 'at once';
    },
    pause: () => {
      if (isOver || run.state !== 'running') return 'too late';
      run.pause();
      return 'at once';
    },
    continue: () => {
      run.continue();
    },
  };
}

function endOf({ files, counts, stopped }: Ledger, at: number): RunEnd {
  const ended = { at, counts, touched: files.filter(mayBeTouched).length, ...(stopped !== undefined && { stopped }) };
  return {
    at,
    files: files.map(claimOf),
    counts,
    stopped: stopped !== undefined,
    stoppedBy: typeof stopped === 'object' ? stopped.code : stopped,
    abilities: abilitiesOf(statusOf({ ended }, undefined), { ended }),
  };
}

function claimOf({ id, outcome, before, after, known, drifted, unrestored, fault }: FileOutcome): Claim {
  return { id, outcome, before, after, source: known, drifted, unrestored, code: fault?.code };
}
