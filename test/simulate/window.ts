import type { Clock } from '../../src/core/model/clock';
import type { Target } from '../../src/core/model/edit';
import { faultOf } from '../../src/core/model/fault';
import type { FileOutcome, Ledger } from '../../src/core/model/ledger';
import type { Session } from '../../src/core/model/session';
import type { Job, Preparation } from '../../src/core/plan/job';
import type { ActiveRun } from '../../src/core/run/activeRun';
import { RateLimiter } from '../../src/core/run/rateLimiter';
import { Runs } from '../../src/core/run/runs';
import { abilitiesOf, statusOf } from '../../src/app/runs/runStatus';
import { chanceOf } from '../world/chance';
import { type Desk, type Offer, type Order, type Preview, type RunEnd, type Shown, Told, type Work } from '../world/desk';
import { type Disagreement, disagreement } from '../world/disagreement';
import type { RunTruth } from '../world/runTruth';
import type { Tags } from '../world/tags';
import type { Claim, LedgerClaims } from '../world/verdicts';
import type { Disk } from './disk';
import type { Remote } from './remote';
import type { Owner, Scheduler } from './scheduler';
import type { Turns } from './turns';

/** Waits of more than this are no waits. */
const longestWaitMs = 2 * 3_600_000;
const never = new AbortController().signal;

export interface WindowOptions {
  readonly name: string;
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly disk: Disk;
  readonly remote: Remote;
  readonly turns: Turns;
  readonly onBreach: (breach: Disagreement) => void;
}

/** A window of the editor, for as long as it lives: a reload makes another one. */
export class Window implements Desk, Owner {
  isAlive = true;
  readonly death: Promise<'dead'>;
  private readonly runs: Runs;
  private limiter: RateLimiter | undefined;
  private readonly clock: Clock;
  private fate: { left: number; readonly strike: () => void } | undefined;
  private die: (word: 'dead') => void = () => undefined;
  private runIds = 0;

  constructor(private readonly options: WindowOptions) {
    const { scheduler, disk, name, seed } = options;
    this.death = new Promise(resolve => {
      this.die = resolve;
    });
    this.clock = { now: () => scheduler.now(), sleep: (ms, signal) => this.sleep(ms, signal) };
    this.runs = new Runs({
      clock: this.clock,
      random: chanceOf(seed, name),
      store: disk.storeFor(this),
      turns: options.turns.turnsFor(this),
      newRunId: () => `${name}-${++this.runIds}`,
    });
  }

  get name(): string {
    return this.options.name;
  }

  beforeEvent(): void {
    if (!this.fate || --this.fate.left > 0) return;
    const { strike } = this.fate;
    this.fate = undefined;
    strike();
  }

  after(steps: number, strike: () => void): void {
    this.fate = { left: steps, strike };
  }

  /** Nothing that it began goes on. */
  kill(how: 'kill' | 'power'): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.options.disk.cut(this, how);
    this.options.turns.leave(this);
    this.die('dead');
  }

  offers(): Promise<readonly Offer[]> {
    return telling(async () => {
      const { runs } = this;
      const [history, unfinished] = await Promise.all([runs.history(), runs.unfinished()]);
      const cutOff = new Set(unfinished.map(({ runId }) => runId));
      return history.map(summary => {
        const { runId } = summary;
        const status = statusOf(summary, { active: runs.activeRun(runId)?.state, isCutOff: cutOff.has(runId) });
        return { runId, hasEnded: summary.ended !== undefined, abilities: abilitiesOf(status, summary) };
      });
    });
  }

  claims(runId: string): Promise<LedgerClaims> {
    return telling(async () => {
      const { files } = await this.runs.record(runId);
      return { files: files.map(claimOf), counts: undefined, stopped: true };
    });
  }

  prepare(order: Order, run: RunTruth): Promise<Preview> {
    return telling(async () => {
      const { runs } = this;
      const job = await this.jobOf(order, run);
      const preparation = await runs.prepare(job, { signal: never });
      return {
        ids: job.targets.map(({ id }) => id),
        ...shownBy(preparation),
        apply: again => {
          const onWorse = again && ((now: Preparation) => again(shownBy(now)));
          return telling(() => Promise.resolve(workOf(runs.start(preparation, onWorse ? { onWorse } : {}))));
        },
      };
    });
  }

  resume(runId: string, run: RunTruth): Promise<Work> {
    return telling(async () => {
      const record = await this.runs.record(runId);
      return workOf(await this.runs.resume(record, this.sessionFor(record.connection.id, run), { signal: never }));
    });
  }

  private async jobOf(order: Order, run: RunTruth): Promise<Job> {
    if (order.kind === 'edit') {
      const targets = Array.from(order.edits, ([id, edit]): Target => ({ id, edit }));
      return { session: this.sessionFor(order.connectionId, run), targets, origin: { kind: 'edit' } };
    }
    const record = await this.runs.record(order.runId);
    const session = this.sessionFor(record.connection.id, run);
    return order.kind === 'undo' ? this.runs.undoOf(record, session) : this.runs.retryOf(record, session);
  }

  /** A connection in use; each run has a session of its own, so that the service knows who asks. */
  private sessionFor(connectionId: string, run: RunTruth): Session {
    const { remote } = this.options;
    const service = remote.serviceFor({ window: this, run });
    const limiter = (this.limiter ??= new RateLimiter(this.clock, service.limits.concurrency));
    const connection = {
      id: connectionId,
      name: connectionId,
      service: 'imagekit',
      endpoint: 'https://simulated.example',
    } as const;
    return { connection, account: 'the account', service, limiter };
  }

  private sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const { scheduler, onBreach, name } = this.options;
    if (!(ms <= longestWaitMs)) onBreach(disagreement('waits without an upper bound', name, { ms: String(ms) }));
    if (signal?.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const over = () => {
        signal?.removeEventListener('abort', early);
        resolve();
      };
      const cancel = scheduler.in(Number.isFinite(ms) ? Math.min(ms, 1e12) : 1e12, this, over);
      const early = () => {
        cancel();
        resolve();
      };
      signal?.addEventListener('abort', early);
    });
  }
}

function shownBy({ plan: { changes, settled } }: Preparation): Shown {
  let shown: Map<string, Tags> | undefined;
  return {
    isIdle: changes.length === 0 && settled.every(({ outcome }) => outcome === 'unchanged'),
    before: id => {
      shown ??= new Map(changes.map(change => [change.id, change.before]));
      return shown.get(id);
    },
  };
}

/** @throws Told */
async function telling<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const { code, stack = '' } = faultOf(error);
    throw new Told(code, stack);
  }
}

function workOf(run: ActiveRun): Work {
  return {
    runId: run.head.runId,
    done: telling(async () => endOf(await run.done)),
    cancel: () => {
      if (run.state === 'ended') return 'too late';
      run.cancel();
      return 'at once';
    },
    pause: () => {
      if (run.state !== 'running') return 'too late';
      run.pause();
      return 'at once';
    },
    continue: () => {
      run.continue();
    },
  };
}

export function endOf({ files, counts, stopped }: Ledger): RunEnd {
  const ended = { at: 0, counts, ...(stopped !== undefined && { stopped }) };
  return {
    files: files.map(claimOf),
    counts,
    stopped: stopped !== undefined,
    stoppedBy: typeof stopped === 'object' ? stopped.code : stopped,
    abilities: abilitiesOf(statusOf({ ended }, { active: undefined, isCutOff: false }), { ended }),
  };
}

export function claimOf({ id, outcome, before, after, drifted, fault }: FileOutcome): Claim {
  return { id, outcome, before, after, drifted, code: fault?.code };
}
