import { onAbort } from '../model/abortSignals';
import type { Budget, PaceReport } from './rateLimitPause';
import type { Clock } from '../model/clock';
import { Throttle } from './throttle';

/** Services count reads and writes apart. */
export type RequestKind = 'read' | 'write';

interface Waiting {
  readonly kind: RequestKind;
  readonly enter: () => void;
}

/**
 * How fast an account may be asked: so many requests at one time, and of reads and of writes no more than the service grants. Requests
 * enter in the order in which they asked.
 */
export class RateLimiter {
  private readonly queue: Waiting[] = [];
  private readonly throttles: Readonly<Record<RequestKind, Throttle>> = { read: new Throttle(), write: new Throttle() };
  private active = 0;
  private lastReport: PaceReport['kind'] = 'granted';
  private wakesAt = Infinity;
  private readonly averageMs: Partial<Record<RequestKind, number>> = {};
  private latest = -Infinity;
  /** What the computer's clock was set back by, so that no pause comes again. */
  private setBackMs = 0;

  constructor(
    private readonly clock: Clock,
    readonly concurrency: number,
  ) {}

  /** Waits for a place; call the returned function once the request has ended. Rejects with the signal's reason. */
  async enter(kind: RequestKind, signal: AbortSignal): Promise<(report?: PaceReport) => void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(signal.reason as Error);
      });
      const waiting: Waiting = {
        kind,
        enter: () => {
          stopListening();
          resolve();
        },
      };
      this.queue.push(waiting);
      this.admit();
    });
    const startedAt = this.now();
    return (report = { kind: 'neither' }) => {
      this.leave(kind, startedAt, report);
    };
  }

  /** What an answer says of how many requests are granted; one that ended with a report has said it by that. */
  name(kind: RequestKind, budget: Budget): void {
    this.throttles[kind].name(budget, 'steady', this.now());
  }

  /** Whether the last request got no answer, or one of a server that is out of order: such requests are tried again. */
  get isUnanswered(): boolean {
    return this.lastReport === 'neither';
  }

  /** When a pause ends, in ms since 1970; undefined while there is none. */
  get pausedUntil(): number | undefined {
    const now = this.now();
    const ends = Object.values(this.throttles).map(throttle => throttle.pausedUntil(now) ?? 0);
    const end = Math.max(...ends);
    return end > 0 ? end - this.setBackMs : undefined;
  }

  /** How long so many requests will take at the present pace, in ms; undefined before enough of the kind was measured. */
  estimateMs(kind: RequestKind, requests: number): number | undefined {
    const throttle = this.throttles[kind];
    if (!throttle.foresees(requests)) return undefined;
    const limitedMs = throttle.waitMs(requests, this.now());
    return Math.max(limitedMs, Math.ceil(requests / this.concurrency) * (this.averageMs[kind] ?? 0));
  }

  private leave(kind: RequestKind, startedAt: number, report: PaceReport): void {
    const now = this.now();
    const throttle = this.throttles[kind];
    this.active--;
    throttle.end();
    if (report.kind === 'unused') {
      throttle.giveBack();
      this.admit();
      return;
    }
    this.lastReport = report.kind;
    if (report.kind === 'granted') throttle.granted(now, report.budget);
    if (report.kind === 'refused') throttle.refused(now, startedAt, report.budget, report.retryAfterMs);
    else this.averageMs[kind] = (this.averageMs[kind] ?? now - startedAt) * 0.9 + (now - startedAt) * 0.1;
    this.admit();
  }

  private admit(): void {
    const now = this.now();
    const closed = new Set<RequestKind>();
    for (let index = 0; index < this.queue.length && this.active < this.concurrency && closed.size < 2;) {
      const waiting = this.queue[index];
      if (!waiting) break;
      const { kind } = waiting;
      const readyAt = closed.has(kind) ? Infinity : this.throttles[kind].readyAt(now);
      if (readyAt > now) {
        closed.add(kind);
        if (readyAt < Infinity) this.wakeAt(readyAt);
        index++;
        continue;
      }
      this.throttles[kind].begin(now);
      this.active++;
      this.queue.splice(index, 1);
      waiting.enter();
    }
  }

  private wakeAt(time: number): void {
    if (this.wakesAt <= time) return;
    this.wakesAt = time;
    void this.clock.sleep(Math.max(1, Math.ceil(time - this.now()))).then(() => {
      if (this.wakesAt === time) this.wakesAt = Infinity;
      this.admit();
    });
  }

  /** ms, and never earlier than before. */
  private now(): number {
    const now = this.clock.now() + this.setBackMs;
    if (now < this.latest) this.setBackMs += this.latest - now;
    this.latest = Math.max(now, this.latest);
    return this.latest;
  }
}
