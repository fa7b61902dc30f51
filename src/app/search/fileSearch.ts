import { Fault, faultOn } from '../../core/model/fault';
import type { Page, RemoteFile } from '../../core/model/file';
import { requestWithRetry, type Timing } from '../../core/run/retryPolicy';
import type { PageSize, Session } from '../../core/service/service';
import type { ConnectionList, SessionSource } from '../connections/ports';
import type { IndexStore, LibraryIndex } from '../tagIndex/libraryIndex';
import type { Row, TagIndex } from '../tagIndex/tagIndex';
import { TagIndexes } from '../tagIndex/tagIndexes';
import type { SearchExpression } from './searchExpression';
import { fileMatcher, searchIndex } from './searchMatcher';
import { type SearchRoute, searchRoute } from './searchRoute';

export interface FileSearchPorts {
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly indexes: { of(connectionId: string): Pick<LibraryIndex, 'open'> };
  readonly timing: Timing;
}

/** Where a search goes on, and how much it brings at once. */
export interface SearchPosition {
  readonly cursor?: string | undefined;
  readonly pageSize: PageSize;
}

/** A part of what a search finds. */
export interface FoundPage extends Page<RemoteFile> {
  /** How many there are in all, where that is known beforehand. */
  readonly total?: number;
}

/** Searches in libraries, by the index or the service, whichever can answer. */
export class FileSearch {
  /** What an index found last: the next page of it is often what is asked for next. */
  private last:
    { readonly index: TagIndex; readonly revision: number; readonly key: string; readonly rows: readonly Row[] } | undefined;

  constructor(private readonly ports: FileSearchPorts) {}

  /**
   * One page of a connection's files that fit.
   * @throws ConnectionFault, for what can't be answered too; the signal's reason when aborted
   */
  async find(
    connectionId: string,
    expression: SearchExpression,
    { cursor, pageSize }: SearchPosition,
    signal: AbortSignal,
  ): Promise<FoundPage> {
    const connection = this.ports.connections.find(connectionId);
    try {
      const session = await this.ports.sessions.of(connectionId);
      const index = await this.ports.indexes.of(connectionId).open();
      signal.throwIfAborted();
      const now = this.ports.timing.clock.now();
      const route = searchRoute(expression, session.service.limits, index ? 'present' : 'absent', now);
      if (route.by === 'none')
        throw new Fault('invalidInput', { problem: { kind: route.lacks === 'index' ? 'needsIndex' : 'noNativeSearch' } });
      // a cursor of another way is none of this one: it begins anew, and what comes twice counts once
      const mine = cursor?.startsWith(`${route.by} `) ? cursor.slice(route.by.length + 1) : undefined;
      const page =
        route.by === 'index' && index
          ? this.indexedPage(index, expression, mine, pageSize, now)
          : await this.servicePage(session, route as ServiceRoute, { cursor: mine, pageSize }, signal);
      return page.next === undefined ? page : { ...page, next: `${route.by} ${page.next}` };
    } catch (error) {
      throw faultOn(connection, error);
    }
  }

  private indexedPage(
    index: TagIndex,
    expression: SearchExpression,
    cursor: string | undefined,
    pageSize: PageSize,
    now: number,
  ): FoundPage {
    const key = JSON.stringify(expression.terms);
    if (this.last?.key !== key || this.last.index !== index || this.last.revision !== index.revision)
      this.last = { index, key, revision: index.revision, rows: searchIndex(expression.terms, index, now) };
    const { rows } = this.last;
    const from = Number(cursor ?? 0);
    const to = from + pageFiles[pageSize];
    const items = rows.slice(from, to).map(row => index.file(row));
    return { items, total: rows.length, ...(to < rows.length && { next: String(to) }) };
  }

  /** Pages of the service until enough of what they hold fits. */
  private async servicePage(
    session: Session,
    { query, sift, isSweep }: ServiceRoute,
    { cursor, pageSize }: SearchPosition,
    signal: AbortSignal,
  ): Promise<FoundPage> {
    const fits = fileMatcher(sift, this.ports.timing.clock.now());
    const found: RemoteFile[] = [];
    let next = cursor;
    for (let pages = 1; ; pages++) {
      const at = next;
      // where much is left out, many must be looked at
      const size = isSweep || pages > 1 ? 'largest' : pageSize;
      const page = await requestWithRetry(
        session,
        inner => session.service.search(query, at, inner, size),
        this.ports.timing,
        signal,
      );
      for (const file of page.items) if (fits(file)) found.push(file);
      next = page.next;
      if (next === undefined || found.length >= enoughFiles || pages >= pagesAtOnce) break;
    }
    return { items: found, ...(next !== undefined && { next }) };
  }
}

type ServiceRoute = Extract<SearchRoute, { by: 'service' }>;

const pageFiles: Readonly<Record<PageSize, number>> = { screen: 100, largest: 1_000 };

const enoughFiles = 100;
/** A person waits for them. */
const pagesAtOnce = 10;

export interface SearchEngineDependencies {
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly timing: Timing;
  readonly store: IndexStore;
  readonly onStoreError: (error: unknown) => void;
}

/** What searches and indexes. */
export interface SearchEngine {
  readonly indexes: TagIndexes;
  readonly search: FileSearch;
}

export function makeSearchEngine(deps: SearchEngineDependencies): SearchEngine {
  const indexes = new TagIndexes(deps);
  return { indexes, search: new FileSearch({ ...deps, indexes }) };
}
