import { type Chance, chanceOf } from '../world/chance';

/** What can be taken away while its events are still to come. */
export interface Owner {
  readonly isAlive: boolean;
  /** Called before each of its events: it may end the owner, and then the event never comes. */
  beforeEvent?(): void;
}

interface Event {
  readonly at: number;
  readonly tie: number;
  readonly owner: Owner | undefined;
  run: (() => void) | undefined;
}

/** A world can't come to rest. */
export class EndlessWorld extends Error {}

/** Virtual time: events in their order, those of one moment in an order that the seed decides. */
export class Scheduler {
  private time = 0;
  private readonly heap: Event[] = [];
  private readonly chance: Chance;
  private suspendedUntil = 0;
  events = 0;

  constructor(
    seed: number,
    private readonly mostEvents: number,
  ) {
    this.chance = chanceOf(seed, 'scheduler');
  }

  now(): number {
    return this.time;
  }

  /** @returns what takes it back */
  in(ms: number, owner: Owner | undefined, run: () => void): () => void {
    const event: Event = { at: this.time + Math.max(0, ms), tie: this.chance(), owner, run };
    this.push(event);
    return () => {
      event.run = undefined;
    };
  }

  /** The machine sleeps: what has an owner comes when it wakes. */
  suspend(ms: number): void {
    this.suspendedUntil = Math.max(this.suspendedUntil, this.time + ms);
  }

  /** Carries events out until nothing is left to do or `done` says so. @throws EndlessWorld */
  run(isDone: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      // a tick that is asked for by a microtask comes when all microtasks have been: whatever an event set off is over by then
      const next = () => {
        queueMicrotask(() => {
          process.nextTick(step);
        });
      };
      const step = () => {
        try {
          if (isDone() || !this.runNext()) {
            resolve();
            return;
          }
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        next();
      };
      next();
    });
  }

  private runNext(): boolean {
    for (;;) {
      const event = this.pop();
      if (!event) return false;
      const { owner, run, at } = event;
      if (!run || !isThere(owner)) continue;
      if (owner && at < this.suspendedUntil) {
        this.push({ ...event, at: this.suspendedUntil });
        continue;
      }
      if (++this.events > this.mostEvents) throw new EndlessWorld(`still busy after ${this.mostEvents} events`);
      this.time = at;
      owner?.beforeEvent?.();
      if (isThere(owner)) run();
      return true;
    }
  }

  private push(event: Event): void {
    const { heap } = this;
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  private pop(): Event | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function isThere(owner: Owner | undefined): boolean {
  return owner === undefined || owner.isAlive;
}

function isBefore(left: Event, right: Event): boolean {
  return left.at < right.at || (left.at === right.at && left.tie < right.tie);
}
