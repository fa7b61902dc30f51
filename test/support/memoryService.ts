import type { Clock } from '../../src/core/model/clock';
import { Fault } from '../../src/core/model/fault';
import type { Page, RemoteFile } from '../../src/core/model/file';
import { RateLimiter } from '../../src/core/pace/rateLimiter';
import {
  applyWrite,
  type Limits,
  type Session,
  type TagService,
  type Write,
  type WriteAnswer,
  type WriteResult,
} from '../../src/core/service/service';

/** Many files a write, as ImageKit has it. */
export const bulkLimits: Limits = {
  filesPerRead: 100,
  readsFrom: 'search',
  writes: { add: 50, remove: 50, replace: 1, clear: 1 },
  concurrency: 10,
  tagsInListing: true,
  searches: { fields: ['words', 'tags', 'folder', 'media', 'changedSince', 'native'], everything: true, shows: ['tags', 'path'] },
  tags: { forbidden: ['%'], unwise: [','], charactersPerWrite: 500 },
  fileId: /^[\w-]+$/,
};

/** One file a write, as Oracle Content has it. */
export const singleLimits: Limits = {
  ...bulkLimits,
  filesPerRead: 1,
  readsFrom: 'address',
  writes: { patch: 1, replace: 1, clear: 1 },
  tagsInListing: false,
  searches: { fields: ['words'], everything: false, shows: [] },
  tags: { forbidden: [','], unwise: [] },
};

/** Groups of files, and files × tags a write, as Cloudinary has it. */
export const productLimits: Limits = {
  ...bulkLimits,
  writes: { add: 1_000, remove: 1_000, replace: 1_000, clear: 1_000 },
  changesPerWrite: 1_000,
  groupOf: id => id.slice(0, id.indexOf('/')),
  tags: { forbidden: [','], unwise: [], charactersPerTag: 255, tagsPerFile: 1_000 },
  fileId: /^(image|video|raw)\/\w+$/,
};

/** What happens to a request: `before` it is carried out or `after`, instead of the answer. */
export interface Mishap {
  readonly when: 'before' | 'after';
  readonly fault: Fault;
}

export interface MemoryServiceOptions {
  readonly limits?: Limits;
  readonly clock?: Clock;
  readonly latencyMs?: number;
  /** How far `read` is behind, where it is a search. Needs the clock. */
  readonly lagMs?: number;
  /** Files whose tags an answer leaves out. */
  readonly tagless?: ReadonlySet<string>;
  /** Consulted for each write; the count starts at 1. */
  readonly onWrite?: (write: Write, count: number) => Mishap | undefined;
  readonly onRead?: (ids: readonly string[], count: number) => Fault | undefined;
  /** Files on which every write fails, each for itself (207). */
  readonly refused?: ReadonlySet<string>;
  /** Files that an answer passes over without a word. */
  readonly unmentioned?: ReadonlySet<string>;
  /** Whether a 404 says which files are missing. */
  readonly namesMissing?: false;
}

/** A library in memory behind the port, without a network. */
export class MemoryService implements TagService {
  readonly limits: Limits;
  readonly writes: Write[] = [];
  reads = 0;
  /** Files that were asked for at their own addresses. */
  readonly looks: string[] = [];
  private readonly shown: Map<string, readonly string[]>;

  constructor(
    readonly library: Map<string, readonly string[]>,
    private readonly options: MemoryServiceOptions = {},
  ) {
    this.limits = options.limits ?? bulkLimits;
    this.shown = new Map(library);
  }

  async read(ids: readonly string[]): Promise<readonly RemoteFile[]> {
    const isBehind = this.options.lagMs !== undefined && this.limits.readsFrom === 'search';
    return this.filesFrom(isBehind ? this.shown : this.library, ids);
  }

  async readOne(id: string): Promise<RemoteFile | undefined> {
    this.looks.push(id);
    return (await this.filesFrom(this.library, [id]))[0];
  }

  /** Another person edits a file. */
  edit(id: string, tags: readonly string[]): void {
    this.library.set(id, tags);
    const { clock, lagMs = 0 } = this.options;
    void clock?.sleep(lagMs).then(() => this.shown.set(id, tags));
  }

  async write(write: Write): Promise<WriteAnswer> {
    this.writes.push(write);
    const mishap = this.options.onWrite?.(write, this.writes.length);
    await this.pass();
    if (mishap?.when === 'before') throw mishap.fault;
    const answer = this.carryOut(write);
    if (mishap) throw mishap.fault;
    return answer;
  }

  check(): Promise<never> {
    return Promise.reject(new Fault('internal'));
  }

  list(): Promise<Page<RemoteFile>> {
    return Promise.resolve({ items: Array.from(this.library.keys(), id => this.file(id)) });
  }

  search(): Promise<Page<RemoteFile>> {
    return this.list();
  }

  picture(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  private carryOut(write: Write): WriteAnswer {
    const missing = write.fileIds.filter(id => !this.library.has(id));
    if (missing.length > 0) {
      throw new Fault('notFound', { status: 404, ...(this.options.namesMissing !== false && { missingIds: missing }) });
    }
    const results = write.fileIds.flatMap((fileId): WriteResult[] => {
      if (this.options.refused?.has(fileId))
        return [{ fileId, applied: false, fault: { code: 'rejected', detail: 'Error in adding tags' } }];
      this.edit(fileId, applyWrite(write, this.library.get(fileId) ?? []));
      return this.options.unmentioned?.has(fileId) ? [] : [{ fileId, applied: true }];
    });
    return { results, requestId: `request-${this.writes.length}` };
  }

  private async pass(): Promise<void> {
    const { clock, latencyMs } = this.options;
    if (clock && latencyMs !== undefined) await clock.sleep(latencyMs);
  }

  private async filesFrom(
    library: ReadonlyMap<string, readonly string[]>,
    ids: readonly string[],
  ): Promise<readonly RemoteFile[]> {
    await this.pass();
    this.reads++;
    const fault = this.options.onRead?.(ids, this.reads);
    if (fault) throw fault;
    return ids.flatMap(id => (library.has(id) ? [this.file(id, library.get(id))] : []));
  }

  private file(id: string, known: readonly string[] = this.library.get(id) ?? []): RemoteFile {
    const tags = this.options.tagless?.has(id) ? undefined : known;
    return { kind: 'file', id, name: id, path: `/${id}`, tags, derivedTags: [], facts: {} };
  }
}

export function sessionOf(service: TagService, clock: Clock): Session {
  const connection = { id: 'connection', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' } as const;
  return { connection, account: connection.id, service, limiter: new RateLimiter(clock, service.limits.concurrency) };
}
