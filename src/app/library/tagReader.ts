import { requestWithRetry, type Timing } from '../../core/run/requestWithRetry';
import { type Fault, faultOf } from '../../core/model/fault';
import type { RemoteFile } from '../../core/model/file';
import type { Session } from '../../core/model/session';

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
    // one turn later, so that a whole page is waiting and goes in few requests
    await Promise.resolve();
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

/** A person's own requests must not queue behind these. */
const workersAtMost = 3;
