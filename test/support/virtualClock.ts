import { onAbort } from '../../src/core/model/abortSignals';
import type { Clock } from '../../src/core/model/clock';

/** Time that passes only when there is nothing to do: the longest sleep ends last, and no test waits for it. */
export class VirtualClock implements Clock {
  private time = 0;
  private sleepers: { readonly due: number; readonly wake: () => void }[] = [];
  private ticking = false;
  private idleTurns = 0;

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const cancel = this.timer(ms, () => {
        stopListening?.();
        resolve();
      });
      const stopListening =
        signal &&
        onAbort(signal, () => {
          cancel();
          resolve();
        });
    });
  }

  timer(ms: number, act: () => void): () => void {
    const sleeper = { due: this.time + ms, wake: act };
    this.sleepers.push(sleeper);
    this.tick();
    return () => {
      this.sleepers = this.sleepers.filter(one => one !== sleeper);
    };
  }

  private tick(): void {
    if (this.ticking) return;
    this.ticking = true;
    setImmediate(() => {
      this.ticking = false;
      const next = this.sleepers.reduce<(typeof this.sleepers)[number] | undefined>(
        (first, one) => (first && first.due <= one.due ? first : one),
        undefined,
      );
      if (!next) return;
      // a limit of minutes on something that takes a few turns of the loop is not to be reached by waiting for it
      if (next.due - this.time >= longMs && this.idleTurns++ < turnsBeforeLong) {
        this.tick();
        return;
      }
      this.idleTurns = 0;
      this.sleepers = this.sleepers.filter(one => one !== next);
      this.time = Math.max(this.time, next.due);
      next.wake();
      this.tick();
    });
  }
}

const longMs = 4 * 60_000;
const turnsBeforeLong = 20;
