import type { Clock } from '../../src/core/model/clock';
import type { Session } from '../../src/core/model/session';
import { RateLimiter } from '../../src/core/run/rateLimiter';
import { Runs } from '../../src/core/run/runs';
import { type Chance, chanceOf } from '../world/chance';
import { type Disagreement, disagreement } from '../world/disagreement';
import type { RunTruth } from '../world/runTruth';
import type { Disk } from './disk';
import type { Remote } from './remote';
import type { Owner, Scheduler } from './scheduler';

/** Waits of more than this are no waits. */
const longestWaitMs = 2 * 3_600_000;

export interface WindowOptions {
  readonly name: string;
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly disk: Disk;
  readonly remote: Remote;
  readonly onBreach: (breach: Disagreement) => void;
}

/** A window of the editor, for as long as it lives: a reload makes another one. */
export class Window implements Owner {
  isAlive = true;
  readonly runs: Runs;
  /** What happens once so many more of its events have come. */
  fate: { left: number; readonly strike: () => void } | undefined;
  /** Resolves when it dies: whoever waits for something of it waits for this, too. */
  readonly death: Promise<'dead'>;
  private readonly limiters = new Map<string, RateLimiter>();
  private readonly clock: Clock;
  private die: (word: 'dead') => void = () => undefined;
  private runIds = 0;

  constructor(private readonly options: WindowOptions) {
    const { scheduler, disk, name, seed } = options;
    this.death = new Promise(resolve => {
      this.die = resolve;
    });
    this.clock = { now: () => scheduler.now(), sleep: (ms, signal) => this.sleep(ms, signal) };
    const random: Chance = chanceOf(seed, name);
    this.runs = new Runs({
      clock: this.clock,
      random,
      store: disk.storeFor(this),
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

  /** A connection in use; each run has a session of its own, so that the service knows who asks. */
  sessionFor(connectionId: string, run: RunTruth): Session {
    const { remote } = this.options;
    const service = remote.serviceFor({ window: this, run });
    const limiter = this.limiters.get(connectionId) ?? new RateLimiter(this.clock, service.limits.concurrency);
    this.limiters.set(connectionId, limiter);
    const connection = {
      id: connectionId,
      name: connectionId,
      service: 'imagekit',
      endpoint: 'https://simulated.example',
    } as const;
    return { connection, account: 'the account', service, limiter };
  }

  /** Nothing that it began goes on. */
  kill(how: 'kill' | 'power'): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.options.disk.cut(this, how);
    this.die('dead');
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
