import type { Clock } from '../../src/core/model/clock';

/** Time that passes only when nobody has anything to do: whoever sleeps longest wakes last, and no test waits for it. */
export class VirtualClock implements Clock {
  private time = 0;
  private sleepers: { readonly due: number; readonly wake: () => void }[] = [];
  private ticking = false;

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const sleeper = { due: this.time + ms, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter(one => one !== sleeper);
        resolve();
      });
      this.tick();
    });
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
      this.sleepers = this.sleepers.filter(one => one !== next);
      this.time = Math.max(this.time, next.due);
      next.wake();
      this.tick();
    });
  }
}
