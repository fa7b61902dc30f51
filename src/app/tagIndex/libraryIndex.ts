import { Emitter } from '../../core/model/emitter';
import { type Fault, faultOf } from '../../core/model/fault';
import type { FileOutcome } from '../../core/model/ledger';
import type { Session } from '../../core/service/service';
import { OwnWrites } from '../../core/journal/ownWrites';
import { judgeShown } from '../../core/plan/knowledge';
import { requestWithRetry, type Timing } from '../../core/run/retryPolicy';
import { decodeIndex, encodeIndex, type IndexHead, type WalkRest } from './indexFormat';
import { walkLibrary, wholeLibrary } from './libraryWalk';
import { TagIndex } from './tagIndex';

/** Where indexes are kept: one for each connection. */
export interface IndexStore {
  /** undefined where there is none. */
  read(connectionId: string): Promise<Uint8Array | undefined>;
  /** As a whole or not at all. */
  write(connectionId: string, bytes: Uint8Array): Promise<void>;
  remove(connectionId: string): Promise<void>;
}

export interface LibraryIndexDependencies {
  readonly connectionId: string;
  readonly open: () => Promise<Session>;
  readonly store: IndexStore;
  readonly timing: Timing;
  /** The index could not be kept, and is good for this session alone. */
  readonly onStoreError: (error: unknown) => void;
}

/** How an index stands. */
export interface IndexStatus {
  /** `unread`: whether one is kept was not looked at. `partial`: its walk was cut off. */
  readonly state: 'unread' | 'absent' | 'partial' | 'building' | 'ready' | 'refreshing';
  /** How many files it has so far. */
  readonly files: number;
  /** Since when it has been brought up to date, ms since 1970; absent until it is whole. */
  readonly refreshedAt?: number;
  /** Why the last walk or refreshing ended early. */
  readonly fault?: Fault;
}

/** The index of one connection's library: read when it is first asked for, built and brought up to date in the background. */
export class LibraryIndex {
  private readonly changed = new Emitter<undefined>();
  private readonly own: OwnWrites;
  /** What can be asked: a whole library. */
  private whole: { readonly index: TagIndex; head: IndexHead } | undefined;
  /** A walk's beginning. */
  private part: { readonly index: TagIndex; readonly walkedAt: number; readonly account: string; rest: WalkRest } | undefined;
  private reading: Promise<void> | undefined;
  private isRead = false;
  private work:
    { readonly kind: 'building' | 'refreshing'; readonly stop: AbortController; readonly done: Promise<void> } | undefined;
  private fault: Fault | undefined;
  /** Outcomes that came before the index was read. */
  private early: FileOutcome[] = [];
  private saving: Promise<void> | undefined;
  private isDirty = false;
  private isGone = false;

  constructor(private readonly deps: LibraryIndexDependencies) {
    this.own = new OwnWrites(deps.timing.clock);
  }

  /** The returned function ends it. */
  onDidChange(listener: () => void): () => void {
    return this.changed.add(listener);
  }

  get status(): IndexStatus {
    const fault = this.fault && { fault: this.fault };
    const { whole, part } = this;
    const refreshedAt = whole && { refreshedAt: whole.head.refreshedAt };
    const files = (part ?? whole)?.index.size ?? 0;
    if (this.work) return { state: this.work.kind, files, ...refreshedAt };
    if (whole) return { state: 'ready', files: whole.index.size, ...refreshedAt, ...fault };
    if (part) return { state: 'partial', files, ...fault };
    return { state: this.isRead ? 'absent' : 'unread', files: 0, ...fault };
  }

  /** The index, where there is a whole one. It is read at the first call. */
  async open(): Promise<TagIndex | undefined> {
    await (this.reading ??= this.read());
    return this.whole?.index;
  }

  /** As `open`, for who can't wait: undefined also where it was not read so far. */
  get opened(): TagIndex | undefined {
    return this.whole?.index;
  }

  /** Walks the whole library, or goes on where a walk was cut off. Resolves when it has ended, however; the status tells. */
  async build(): Promise<void> {
    await this.open();
    if (this.work) return this.work.done;
    return this.begin('building', signal => this.walk(signal));
  }

  /**
   * Asks the service for what has changed since. A service that can't tell leaves the index to what our own runs change: it is
   * walked anew by `build`. Resolves when it has ended, however.
   */
  async refresh(): Promise<void> {
    await this.open();
    if (this.work || !this.whole) return this.work?.done;
    return this.begin('refreshing', signal => this.catchUp(signal));
  }

  /** Ends what is under way; what was walked is kept. */
  async stop(): Promise<void> {
    this.work?.stop.abort();
    await this.work?.done;
  }

  /** What a run has left on files. */
  applyOutcomes(outcomes: readonly FileOutcome[]): void {
    this.own.learn('', outcomes);
    if (!this.isRead) {
      this.early.push(...outcomes);
      void this.open();
      return;
    }
    for (const { index } of this.targets()) for (const outcome of outcomes) applyOutcome(index, outcome);
    this.touch();
  }

  /** Writes down what is not written yet. */
  async flush(): Promise<void> {
    await this.saving;
    if (this.isDirty) await this.save();
  }

  /** The connection is gone, and so is the index. */
  async remove(): Promise<void> {
    this.isGone = true;
    await this.stop();
    await this.saving;
    await this.deps.store.remove(this.deps.connectionId);
  }

  private async read(): Promise<void> {
    const bytes = await this.deps.store.read(this.deps.connectionId).catch(() => undefined);
    const stored = bytes && (await this.fitting(bytes));
    if (stored) {
      const { head, content } = stored;
      const index = new TagIndex(content);
      if (head.rest === undefined) this.whole = { index, head };
      else this.part = { index, walkedAt: head.walkedAt, account: head.account, rest: head.rest };
    }
    this.isRead = true;
    const { early } = this;
    this.early = [];
    if (early.length > 0) this.applyOutcomes(early);
    this.changed.tell(undefined);
  }

  /** What is damaged, or of another account, is no index of this library. */
  private async fitting(bytes: Uint8Array): Promise<ReturnType<typeof decodeIndex> | undefined> {
    try {
      const stored = decodeIndex(bytes);
      const { account } = await this.deps.open();
      return stored.head.account === account ? stored : undefined;
    } catch {
      return undefined;
    }
  }

  private begin(kind: 'building' | 'refreshing', carryOut: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const stop = new AbortController();
    const end = async () => {
      try {
        await carryOut(stop.signal);
      } catch (error) {
        if (!stop.signal.aborted) this.fault = faultOf(error);
      } finally {
        this.work = undefined;
        await this.flush();
        this.changed.tell(undefined);
      }
    };
    this.fault = undefined;
    const done = Promise.resolve().then(end);
    this.work = { kind, stop, done };
    this.changed.tell(undefined);
    return done;
  }

  private async walk(signal: AbortSignal): Promise<void> {
    const { timing } = this.deps;
    const session = await this.deps.open();
    const part = (this.part ??= {
      index: new TagIndex(),
      walkedAt: timing.clock.now(),
      account: session.account,
      rest: wholeLibrary(session.service.limits),
    });
    let keptAt = timing.clock.now();
    for await (const { files, rest } of walkLibrary(session, part.rest, timing, signal)) {
      signal.throwIfAborted();
      this.put(part.index, files);
      if (rest === undefined) {
        this.complete(part);
        return;
      }
      part.rest = rest;
      // an older index that is whole is worth more than a part of a new one
      this.isDirty ||= this.whole === undefined;
      if (timing.clock.now() - keptAt >= keepEveryMs) {
        keptAt = timing.clock.now();
        await this.flush();
      }
      this.changed.tell(undefined);
    }
  }

  private complete({ index, walkedAt, account }: NonNullable<LibraryIndex['part']>): void {
    this.whole = { index, head: { account, walkedAt, refreshedAt: walkedAt } };
    this.part = undefined;
    this.isDirty = true;
  }

  private async catchUp(signal: AbortSignal): Promise<void> {
    const { whole } = this;
    const session = await this.deps.open();
    if (!whole || !session.service.limits.searches.fields.includes('changedSince')) return;
    const startedAt = this.deps.timing.clock.now();
    const { newestChange } = whole.index;
    // by the service's own clock, and with what it may not have shown at that time
    const changedSince = new Date(Math.max(0, newestChange - searchMayLagMs)).toISOString();
    let cursor: string | undefined;
    do {
      const request = (inner: AbortSignal) => session.service.search({ changedSince }, cursor, inner, 'largest');
      const page = await requestWithRetry(session, request, this.deps.timing, signal);
      signal.throwIfAborted();
      this.put(whole.index, page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    whole.head = { ...whole.head, refreshedAt: startedAt };
    this.isDirty = true;
  }

  /** A listing may be behind what our own runs have left lately. */
  private put(index: TagIndex, files: readonly Parameters<TagIndex['put']>[0][]): void {
    for (const file of files) {
      const own = this.own.of(file.id);
      index.put(own && file.tags ? { ...file, tags: judgeShown(file.tags, own, 0).image.tags } : file);
    }
  }

  private targets(): readonly { readonly index: TagIndex }[] {
    return [this.whole, this.part].filter(one => one !== undefined);
  }

  /** A run tells of its files a few at a time: they are kept together. */
  private touch(): void {
    if (this.targets().length === 0) return;
    this.isDirty = true;
    this.changed.tell(undefined);
    this.saving ??= this.deps.timing.clock.sleep(keepAfterMs).then(async () => {
      this.saving = undefined;
      if (this.isDirty) await this.save();
    });
  }

  private async save(): Promise<void> {
    const { whole, part } = this;
    this.isDirty = false;
    if (this.isGone) return;
    const head =
      whole?.head ?? (part && { account: part.account, walkedAt: part.walkedAt, refreshedAt: part.walkedAt, rest: part.rest });
    const index = (whole ?? part)?.index;
    if (head === undefined || index === undefined) return;
    try {
      await this.deps.store.write(this.deps.connectionId, encodeIndex({ head, content: index.content() }));
    } catch (error) {
      this.deps.onStoreError(error);
    }
  }
}

/** How long a service's search may show files as they were; no service documents it, so this is a careful guess. */
const searchMayLagMs = 5 * 60_000;

/** How much of a walk is lost at most when VS Code ends in the middle of it. */
const keepEveryMs = 15_000;

const keepAfterMs = 3_000;

function applyOutcome(index: TagIndex, { id, path, outcome, after }: FileOutcome): void {
  if (outcome === 'missing') index.remove(id);
  else if (after === undefined) return;
  else if (index.has(id)) index.setTags(id, after);
  else if (path !== undefined) {
    // it has come since the library was walked
    const name = path.slice(path.lastIndexOf('/') + 1);
    index.put({ kind: 'file', id, name, path, tags: after, derivedTags: [], facts: {} });
  }
}
