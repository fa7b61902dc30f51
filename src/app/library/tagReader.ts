import type { Timing } from '../../core/run/retryPolicy';
import { type Fault, faultOf } from '../../core/model/fault';
import type { RemoteFile } from '../../core/model/file';
import type { Session } from '../../core/service/service';

export interface TagReaderDependencies {
  readonly open: () => Promise<Session>;
  readonly timing: Timing;
  /** Gets each file that was read, with fresh tags; or why it could not be. A file that is gone is not mentioned. */
  readonly onFile: (id: string, found: RemoteFile | Fault) => void;
}

/** Reads, in the background and a few at a time, the tags that a connection's listing does not show. */
export class TagReader {
  private readonly waiting = new Set<string>();
  private readonly stopping = new AbortController();
  private workers = 0;

  constructor(private readonly deps: TagReaderDependencies) {}

  add(fileId: string): void {
    this.waiting.add(fileId);
    if (this.workers >= workersAtMost) return;
    this.workers++;
    void this.work().finally(() => this.workers--);
  }

  stop(): void {
    this.waiting.clear();
    this.stopping.abort();
  }

  /** Never rejects. */
  private async work(): Promise<void> {
    const { open, timing, onFile } = this.deps;
    const { signal } = this.stopping;
    // some turns later, so that a whole page is waiting and goes in few requests
    const { requestWithRetry } = await import('../../core/run/retryPolicy');
    while (this.waiting.size > 0 && !signal.aborted) {
      let ids: readonly string[] = [];
      try {
        const session = await open();
        ids = this.take(session.service.limits.filesPerRead);
        const files = await requestWithRetry(session, inner => session.service.read(ids, inner), timing, signal);
        if (!this.stopping.signal.aborted) for (const file of files) onFile(file.id, file);
      } catch (error) {
        // a session that does not open says so at every other place too
        if (ids.length === 0) this.waiting.clear();
        if (!this.stopping.signal.aborted) for (const id of ids) onFile(id, faultOf(error));
      }
    }
  }

  private take(count: number): readonly string[] {
    const ids: string[] = [];
    for (const id of this.waiting) {
      if (ids.length === count) break;
      ids.push(id);
      this.waiting.delete(id);
    }
    return ids;
  }
}

export interface TagReadersDependencies {
  readonly open: (connectionId: string) => Promise<Session>;
  readonly timing: Timing;
  readonly onFile: (connectionId: string, id: string, found: RemoteFile | Fault) => void;
}

/** A reader for each connection. */
export class TagReaders {
  private readonly readers = new Map<string, TagReader>();

  constructor(private readonly deps: TagReadersDependencies) {}

  add(connectionId: string, fileId: string): void {
    const { open, timing, onFile } = this.deps;
    let reader = this.readers.get(connectionId);
    if (!reader) {
      reader = new TagReader({
        open: () => open(connectionId),
        timing,
        onFile: (id, found) => {
          onFile(connectionId, id, found);
        },
      });
      this.readers.set(connectionId, reader);
    }
    reader.add(fileId);
  }

  /** What waits is forgotten: of one connection, or of all. */
  stop(connectionId?: string): void {
    for (const [id, reader] of this.readers) {
      if (connectionId !== undefined && connectionId !== id) continue;
      reader.stop();
      this.readers.delete(id);
    }
  }
}

/** A person's own requests must not queue behind these. */
const workersAtMost = 3;

/** A file's tags, as they are known to be now. */
export interface FileTags {
  readonly id: string;
  readonly tags: readonly string[];
}

/** The tags of all files that were seen, by connection: what is suggested. */
export class SeenTags {
  private readonly connections = new Map<string, Map<string, readonly string[]>>();

  see(connectionId: string, fileId: string, tags: readonly string[]): void {
    let files = this.connections.get(connectionId);
    if (!files) this.connections.set(connectionId, (files = new Map<string, readonly string[]>()));
    files.set(fileId, tags);
  }

  forget(connectionId: string): void {
    this.connections.delete(connectionId);
  }

  /** Each tag and how many of the seen files have it, the most frequent first. */
  of(connectionId: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const tags of this.connections.get(connectionId)?.values() ?? []) {
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
    return new Map([...counts].sort(([, left], [, right]) => right - left));
  }
}
