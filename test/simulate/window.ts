import type { Clock } from '../../src/core/model/clock';
import type { Session } from '../../src/core/service/service';
import { RateLimiter } from '../../src/core/pace/rateLimiter';
import { Runs } from '../../src/core/run/runs';
import { RunsDesk } from '../support/runsDesk';
import { chanceOf } from '../world/chance';
import { type Desk, longestWaitMs, type Offer, type Order, type Preview, type Shown, type Work } from '../world/desk';
import { type Disagreement, disagreement } from '../world/disagreement';
import type { RunTruth } from '../world/runTruth';
import type { LedgerClaims } from '../world/verdicts';
import type { Disk } from './disk';
import type { Remote } from './remote';
import type { Owner, Scheduler } from './scheduler';
import type { Turns } from './turns';

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
  private readonly desk: RunsDesk<RunTruth>;
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
    this.clock = {
      now: () => scheduler.now(),
      sleep: (ms, signal) => this.sleep(ms, signal),
      timer: (ms, act) => this.timer(ms, act),
    };
    const timing = { clock: this.clock, random: chanceOf(seed, name) };
    const runs = new Runs({
      ...timing,
      store: disk.storeFor(this),
      turns: options.turns.turnsFor(this),
      newRunId: () => `${name}-${++this.runIds}`,
    });
    this.desk = new RunsDesk(runs, timing, (connectionId, run) => this.sessionFor(connectionId, run));
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
    return this.desk.offers();
  }

  claims(runId: string): Promise<LedgerClaims> {
    return this.desk.claims(runId);
  }

  prepare(order: Order, run: RunTruth): Promise<Preview> {
    return this.desk.prepare(order, run);
  }

  resume(runId: string, run: RunTruth, again?: (shown: Shown) => Promise<boolean>): Promise<Work> {
    return this.desk.resume(runId, run, again);
  }

  private sessionFor(connectionId: string, run: RunTruth): Session {
    const service = this.options.remote.serviceFor(this, run);
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
    const forMs = this.checked(ms);
    if (signal?.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const over = () => {
        signal?.removeEventListener('abort', early);
        resolve();
      };
      const cancel = this.options.scheduler.in(forMs, this, over);
      const early = () => {
        cancel();
        resolve();
      };
      signal?.addEventListener('abort', early);
    });
  }

  private timer(ms: number, act: () => void): () => void {
    return this.options.scheduler.in(this.checked(ms), this, act);
  }

  private checked(ms: number): number {
    const { onBreach, name } = this.options;
    if (!(ms <= longestWaitMs)) onBreach(disagreement('waits without an upper bound', name, { ms: String(ms) }));
    return Number.isFinite(ms) ? Math.min(ms, 1e12) : 1e12;
  }
}
