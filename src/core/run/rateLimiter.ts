import type { Budget } from '../model/budget';
import type { Clock } from '../model/clock';

/** Services count reads and writes apart. */
export type Lane = 'read' | 'write';

interface Waiting {
  readonly lane: Lane;
  readonly enter: () => void;
}

interface Allowance {
  readonly budget: Budget;
  tokens: number;
  at: number;
}

/**
 * How fast a connection may go: so many requests at one time, no more than the budget that the service named, and nothing
 * at all while it asks for a pause. Requests enter in the order in which they asked.
 */
export class RateLimiter {
  private readonly queue: Waiting[] = [];
  private readonly allowances = new Map<Lane, Allowance>();
  private readonly sent = { read: 0, write: 0 };
  private active = 0;
  private resumesAt = 0;
  /** How long the pause was asked to be. */
  private pauseMs = 0;
  private wakesAt = Infinity;
  private averageMs: number | undefined;

  constructor(
    private readonly clock: Clock,
    readonly concurrency: number,
  ) {}

  /** Waits for a place; call the returned function once the request has ended. Rejects with the signal's reason. */
  async enter(lane: Lane, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { lane, enter };
      const leave = () => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(signal.reason as Error);
      };
      function enter() {
        signal.removeEventListener('abort', leave);
        resolve();
      }
      signal.addEventListener('abort', leave, { once: true });
      this.queue.push(waiting);
      this.admit();
    });
    const startedAt = this.clock.now();
    return () => {
      this.active--;
      const tookMs = this.clock.now() - startedAt;
      this.averageMs = this.averageMs === undefined ? tookMs : this.averageMs * 0.9 + tookMs * 0.1;
      this.admit();
    };
  }

  /** The service named its budget. What was sent before that counts against it. */
  learn(lane: Lane, budget: Budget): void {
    const known = this.allowances.get(lane);
    if (known?.budget.limit === budget.limit && known.budget.intervalMs === budget.intervalMs) return;
    if (budget.limit < 1 || budget.intervalMs <= 0) return;
    const tokens = Math.max(0, budget.limit - this.sent[lane]);
    this.allowances.set(lane, { budget, tokens, at: this.clock.now() });
  }

  /** Nothing enters for so long: the service said that it had too much. */
  pauseFor(ms: number): void {
    if (ms > this.pauseLeftMs()) {
      this.resumesAt = this.clock.now() + ms;
      this.pauseMs = ms;
    }
    for (const allowance of this.allowances.values()) {
      allowance.tokens = 1;
      allowance.at = this.resumesAt;
    }
  }

  /** When a pause ends, in ms since 1970; undefined while there is none. */
  get pausedUntil(): number | undefined {
    return this.pauseLeftMs() > 0 ? this.resumesAt : undefined;
  }

  /** How long so many requests will take at the present pace, in ms; undefined before anything was measured. */
  estimateMs(lane: Lane, requests: number): number | undefined {
    const allowance = this.allowances.get(lane);
    const limitedMs = allowance ? Math.max(0, requests - this.tokensOf(allowance)) * msPerToken(allowance.budget) : 0;
    if (this.averageMs === undefined) return limitedMs > 0 ? limitedMs : undefined;
    return Math.max(limitedMs, Math.ceil(requests / this.concurrency) * this.averageMs);
  }

  private admit(): void {
    const now = this.clock.now();
    if (this.pauseLeftMs() > 0) {
      if (this.queue.length > 0) this.wakeAt(this.resumesAt);
      return;
    }
    for (let index = 0; index < this.queue.length && this.active < this.concurrency;) {
      const waiting = this.queue[index];
      if (!waiting) break;
      const allowance = this.allowances.get(waiting.lane);
      if (allowance && this.tokensOf(allowance) < 1) {
        this.wakeAt(now + Math.ceil((1 - allowance.tokens) * msPerToken(allowance.budget)));
        index = this.queue.findIndex(({ lane }, later) => later > index && lane !== waiting.lane);
        if (index < 0) break;
        continue;
      }
      if (allowance) allowance.tokens--;
      this.sent[waiting.lane]++;
      this.active++;
      this.queue.splice(index, 1);
      waiting.enter();
    }
  }

  private pauseLeftMs(): number {
    const now = this.clock.now();
    // the computer's clock may have been set back: no pause takes longer than it was asked to, and none comes again
    this.resumesAt = Math.min(this.resumesAt, now + this.pauseMs);
    if (this.resumesAt <= now) this.pauseMs = 0;
    return this.resumesAt - now;
  }

  private tokensOf(allowance: Allowance): number {
    const { budget } = allowance;
    const now = this.clock.now();
    // the clock was set back, and no pause is the reason
    if (now < allowance.at && this.pauseLeftMs() <= 0) allowance.at = now;
    if (now > allowance.at) {
      allowance.tokens = Math.min(budget.limit, allowance.tokens + (now - allowance.at) / msPerToken(budget));
      allowance.at = now;
    }
    return allowance.tokens;
  }

  private wakeAt(time: number): void {
    if (this.wakesAt <= time) return;
    this.wakesAt = time;
    void this.clock.sleep(Math.max(1, time - this.clock.now())).then(() => {
      if (this.wakesAt === time) this.wakesAt = Infinity;
      this.admit();
    });
  }
}

function msPerToken({ limit, intervalMs }: Budget): number {
  return intervalMs / limit;
}
