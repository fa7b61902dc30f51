import { onAbort } from '../model/abort';
import type { Clock } from '../model/clock';
import { Lane } from './lane';
import type { PaceReport } from './paceReport';

/** Services count reads and writes apart. */
export type LaneName = 'read' | 'write';

interface Waiting {
  readonly lane: LaneName;
  readonly enter: () => void;
}

/**
 * How fast an account may be asked: so many requests at one time, and in each lane no more than the service grants. Requests
 * enter in the order in which they asked.
 */
export class RateLimiter {
  private readonly queue: Waiting[] = [];
  private readonly lanes: Readonly<Record<LaneName, Lane>> = { read: new Lane(), write: new Lane() };
  private active = 0;
  private wakesAt = Infinity;
  private averageMs: number | undefined;
  private latest = -Infinity;
  /** What the computer's clock was set back by, so that no pause comes again. */
  private setBackMs = 0;

  constructor(
    private readonly clock: Clock,
    readonly concurrency: number,
  ) {}

  /** Waits for a place; call the returned function once the request has ended. Rejects with the signal's reason. */
  async enter(lane: LaneName, signal: AbortSignal): Promise<(report?: PaceReport) => void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(signal.reason as Error);
      });
      const waiting: Waiting = {
        lane,
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
      this.leave(lane, startedAt, report);
    };
  }

  /** When a pause ends, in ms since 1970; undefined while there is none. */
  get pausedUntil(): number | undefined {
    const now = this.now();
    const ends = Object.values(this.lanes).map(lane => lane.pausedUntil(now) ?? 0);
    const end = Math.max(...ends);
    return end > 0 ? end - this.setBackMs : undefined;
  }

  /** How long so many requests will take at the present pace, in ms; undefined before anything was measured. */
  estimateMs(lane: LaneName, requests: number): number | undefined {
    const limitedMs = this.lanes[lane].waitMs(requests, this.now());
    if (this.averageMs === undefined) return limitedMs > 0 ? limitedMs : undefined;
    return Math.max(limitedMs, Math.ceil(requests / this.concurrency) * this.averageMs);
  }

  private leave(name: LaneName, startedAt: number, report: PaceReport): void {
    const now = this.now();
    const lane = this.lanes[name];
    this.active--;
    lane.end();
    if (report.kind === 'granted') lane.granted(now, report.budget);
    if (report.kind === 'refused') lane.refused(now, startedAt, report.budget, report.retryAfterMs);
    else this.averageMs = this.averageMs === undefined ? now - startedAt : this.averageMs * 0.9 + (now - startedAt) * 0.1;
    this.admit();
  }

  private admit(): void {
    const now = this.now();
    const closed = new Set<LaneName>();
    for (let index = 0; index < this.queue.length && this.active < this.concurrency && closed.size < 2;) {
      const waiting = this.queue[index];
      if (!waiting) break;
      const { lane } = waiting;
      const readyAt = closed.has(lane) ? Infinity : this.lanes[lane].readyAt(now);
      if (readyAt > now) {
        closed.add(lane);
        if (readyAt < Infinity) this.wakeAt(readyAt);
        index++;
        continue;
      }
      this.lanes[lane].begin(now);
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
