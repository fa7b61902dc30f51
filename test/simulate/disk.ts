import { Fault } from '../../src/core/model/fault';
import type { JournalEnds, JournalFile, JournalStore } from '../../src/core/journal/journal';
import { type Chance, chanceOf } from '../world/chance';
import type { Scenario, Span } from '../world/scenario';
import type { Tally } from '../world/tally';
import type { Owner, Scheduler } from './scheduler';

interface Stored {
  /** Synced, and so there whatever happens. */
  readonly chunks: string[];
  open: OpenFile | undefined;
  /** Its first and last line, as these chunks had them. */
  ends?: { readonly chunks: number; readonly start: string; readonly end: string; readonly first: string; readonly last: string };
}

/** The disk that all windows share. What is on its way when a window or the machine dies arrives in part, or spoilt. */
export class Disk {
  readonly files = new Map<string, Stored>();
  fullTimes: readonly Span[];
  private readonly chance: Chance;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly tally: Tally,
    { seed, diskFull }: Pick<Scenario, 'seed' | 'diskFull'>,
  ) {
    this.chance = chanceOf(seed, 'disk');
    this.fullTimes = diskFull;
  }

  /** The disk as one window sees it. */
  storeFor(owner: Owner): JournalStore {
    const after = async <Result>(act: () => Result): Promise<Result> => {
      await new Promise<void>(resolve => this.scheduler.in(this.delay(), owner, resolve));
      return act();
    };
    return {
      create: runId =>
        after(() => {
          this.mustHaveRoom();
          if (this.files.has(runId)) throw new Fault('journal', { systemCode: 'EEXIST' });
          const stored: Stored = { chunks: [], open: undefined };
          this.files.set(runId, stored);
          return this.open(stored, owner);
        }),
      reopen: runId =>
        after(() => {
          const stored = this.stored(runId);
          const text = stored.chunks.join('');
          if (stored.open?.owner.isAlive) throw new Fault('journal', { isBusy: true });
          stored.chunks.splice(0, Infinity, text.slice(0, text.lastIndexOf('\n') + 1));
          return this.open(stored, owner);
        }),
      list: () => after(() => Array.from(this.files, ([runId, stored]) => endsOf(runId, stored))),
      read: runId => linesOf(() => after(() => [...this.stored(runId).chunks])),
      remove: runId =>
        after(() => {
          this.files.delete(runId);
        }),
    };
  }

  /** What an owner had on its way arrives in part. */
  cut(owner: Owner, how: 'kill' | 'power'): void {
    for (const stored of this.files.values()) {
      const { open } = stored;
      if (open?.owner !== owner) continue;
      const text = open.onItsWay();
      stored.open = undefined;
      if (text === '') continue;
      const part = text.slice(0, Math.floor(this.chance() * (text.length + 1)));
      this.tally.count(part.length === 0 ? 'write lost' : part.length < text.length ? 'write torn' : 'write whole, unheard');
      // blocks of a file that grew may come to disk without what should stand in them
      const isSpoilt = how === 'power' && part.length > 0 && this.chance() < 0.3;
      if (isSpoilt) this.tally.count('write spoilt');
      const from = Math.floor(this.chance() * part.length);
      const to = from + Math.ceil(this.chance() * (part.length - from));
      stored.chunks.push(isSpoilt ? part.slice(0, from) + '\0'.repeat(to - from) + part.slice(to) : part);
    }
  }

  textOf(runId: string): string | undefined {
    return this.files.get(runId)?.chunks.join('');
  }

  get isFull(): boolean {
    const now = this.scheduler.now();
    return this.fullTimes.some(({ from, to }) => now >= from && now < to);
  }

  private open(stored: Stored, owner: Owner): JournalFile {
    const file = new OpenFile(stored.chunks, owner, this.scheduler, {
      delay: () => this.delay(),
      isFull: () => this.isFull,
      partOf: text => text.slice(0, Math.floor(this.chance() * (text.length + 1))),
      // mostly what came can be taken away at once
      canTakeAway: () => !this.isFull || this.chance() < 0.7,
      onFull: () => {
        this.tally.count('disk full');
      },
      onClose: () => {
        stored.open = undefined;
      },
    });
    stored.open = file;
    return file;
  }

  private stored(runId: string): Stored {
    const stored = this.files.get(runId);
    if (!stored) throw new Fault('journal', { systemCode: 'ENOENT', subject: runId });
    return stored;
  }

  private mustHaveRoom(): void {
    if (!this.isFull) return;
    this.tally.count('disk full');
    throw new Fault('journal', { systemCode: 'ENOSPC' });
  }

  private delay(): number {
    return 0.1 + 4 * this.chance() ** 3;
  }
}

interface Circumstances {
  delay(): number;
  isFull(): boolean;
  /** What comes to a disk that has no room for all. */
  partOf(text: string): string;
  canTakeAway(): boolean;
  onFull(): void;
  onClose(): void;
}

interface Pending {
  readonly text: string;
  readonly done: () => void;
  readonly failed: (error: Fault) => void;
}

/** Texts that come while others are on their way go together after them. */
class OpenFile implements JournalFile {
  private pending: Pending[] = [];
  private batch: readonly Pending[] = [];
  /** How many characters came of a text that failed; nothing is written after them. */
  private torn = 0;
  private whenIdle: (() => void) | undefined;

  constructor(
    private readonly chunks: string[],
    readonly owner: Owner,
    private readonly scheduler: Scheduler,
    private readonly world: Circumstances,
  ) {}

  append(text: string): Promise<void> {
    return new Promise((done, failed) => {
      this.pending.push({ text, done, failed });
      if (this.batch.length === 0) this.next();
    });
  }

  async close(): Promise<void> {
    if (this.batch.length > 0)
      await new Promise<void>(resolve => {
        this.whenIdle = resolve;
      });
    this.world.onClose();
  }

  onItsWay(): string {
    return this.textOf(this.batch);
  }

  private next(): void {
    this.batch = this.pending;
    this.pending = [];
    if (this.batch.length === 0) {
      this.whenIdle?.();
      return;
    }
    this.scheduler.in(this.world.delay(), this.owner, () => {
      this.arrive();
    });
  }

  private arrive(): void {
    const { batch, world } = this;
    const text = this.textOf(batch);
    const isClean = this.takeAwayTorn();
    if (isClean && !world.isFull()) {
      this.chunks.push(text);
      for (const { done } of batch) done();
    } else {
      if (isClean) {
        world.onFull();
        const part = world.partOf(text);
        this.chunks.push(part);
        this.torn = part.length;
        this.takeAwayTorn();
      }
      for (const { failed } of batch) failed(new Fault('journal', { systemCode: 'ENOSPC' }));
    }
    this.next();
  }

  /** Whether nothing is left of a text that failed. */
  private takeAwayTorn(): boolean {
    if (this.torn > 0) {
      if (!this.world.canTakeAway()) return false;
      const whole = this.chunks.join('');
      this.chunks.splice(0, Infinity, whole.slice(0, whole.length - this.torn));
      this.torn = 0;
    }
    return true;
  }

  private textOf(batch: readonly Pending[]): string {
    return batch.map(({ text }) => text).join('');
  }
}

/** A list of many journals is asked for often: the text of one is not put together for it, and not looked through again. */
function endsOf(runId: string, stored: Stored): JournalEnds {
  const { chunks, open } = stored;
  const live = open?.owner.isAlive === true;
  const [start, end] = [chunks[0] ?? '', chunks.at(-1) ?? ''];
  let { ends } = stored;
  if (ends?.chunks !== chunks.length || ends.start !== start || ends.end !== end) {
    let tail = '';
    for (let index = chunks.length - 1; index >= 0 && !hasWholeLine(tail); index--) tail = (chunks[index] ?? '') + tail;
    const last = tail.lastIndexOf('\n');
    ends = {
      ...{ chunks: chunks.length, start, end },
      first: start.slice(0, Math.max(0, start.indexOf('\n'))),
      last: last < 0 ? '' : tail.slice(tail.lastIndexOf('\n', last - 1) + 1, last),
    };
    stored.ends = ends;
  }
  return { runId, first: ends.first, last: ends.last, live };
}

/** With the end of the line before it. */
function hasWholeLine(text: string): boolean {
  const end = text.lastIndexOf('\n');
  return end > 0 && text.lastIndexOf('\n', end - 1) >= 0;
}

/** Without a torn last one. */
async function* linesOf(read: () => Promise<readonly string[]>): AsyncGenerator<string> {
  let rest = '';
  for (const chunk of await read()) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
