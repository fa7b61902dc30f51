import type { AnswerCode, FaultRecord } from '../model/fault';
import type { Folder, MediaType, Page, Picture, RemoteFile } from '../model/file';
import { sameTags, union, without } from '../model/tags';
import type { Budget } from '../pace/rateLimitPause';
import type { RateLimiter } from '../pace/rateLimiter';
import type { Connection, Opens } from './connection';

/**
 * What an adapter must offer. Each call is at most one request for the caller's purpose: an adapter never waits and never
 * retries a refused request (it may renew a sign-in once). Every method throws a Fault, or the signal's reason when aborted.
 */
export interface TagService {
  readonly limits: Limits;
  /** The cheapest call that proves endpoint and credentials. */
  check(signal: AbortSignal): Promise<Account>;
  /**
   * A folder's folders and files, one page; `undefined` is the library's root. A page is as large as a person wants to see at
   * once, or the largest that the service gives, for who reads them all. A cursor serves both.
   */
  list(
    folder: Folder | undefined,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize?: PageSize,
  ): Promise<Page<Folder | RemoteFile>>;
  search(query: SearchQuery, cursor: string | undefined, signal: AbortSignal, pageSize?: PageSize): Promise<Page<RemoteFile>>;
  /** Files with fresh tags, at most `limits.filesPerRead` ids; one that the service does not show is absent. It may come from a search index. */
  read(ids: readonly string[], signal: AbortSignal): Promise<readonly RemoteFile[]>;
  /** One file from its own address, never from an index; undefined where it does not exist. */
  readOne(id: string, signal: AbortSignal): Promise<RemoteFile | undefined>;
  /** Sends exactly one request. A file that the answer does not mention is absent from the results. */
  write(write: Write, signal: AbortSignal): Promise<WriteAnswer>;
  /**
   * Takes away tags that the service made, at most `limits.derivedTagsFiles` files a request; absent where it offers no such thing. To take
   * them over is to add them as own tags first. As `write`.
   */
  removeDerivedTags?(fileIds: readonly string[], tags: readonly string[], signal: AbortSignal): Promise<WriteAnswer>;
  /** A small picture that the editor can't fetch by itself; undefined where the file has none. */
  picture(file: RemoteFile, signal: AbortSignal): Promise<Picture | undefined>;
  /** The file itself; undefined where the service does not give it. Absent where it gives none. */
  content?(file: RemoteFile, signal: AbortSignal): Promise<Uint8Array | undefined>;
}

/** `screen` unless told. */
export type PageSize = 'screen' | 'largest';

export interface Account {
  /** Shown after "Connected": a user's name, or the endpoint's host. */
  readonly label: string;
  /** What is let in by a link alone sees no more than that. */
  readonly opens?: Opens;
}

/**
 * What files are searched for: all that is given holds for a file that is found. A search finds every such file, and perhaps
 * others: what it shows of a file decides.
 */
export interface SearchQuery {
  /** Each of these begins a word of the file's name; a service may look for them elsewhere too. */
  readonly words?: readonly string[];
  /** Of each of these lists one tag at least; a service may take derived tags for a file's own. */
  readonly tags?: readonly (readonly string[])[];
  /** This folder and all below it. */
  readonly folder?: Folder;
  /** One of these. */
  readonly media?: readonly MediaType[];
  /** ISO 8601. */
  readonly changedSince?: string;
  /** In the service's own language; its refusal is a `rejected` fault with the service's words. */
  readonly native?: string;
}

/** What a service's search can be asked, and what it shows. */
export interface SearchLimits {
  readonly fields: readonly (keyof SearchQuery)[];
  /** Whether a search for nothing in particular finds all files of the library. */
  readonly everything: boolean;
  /** What a found file shows beside its name. */
  readonly shows: readonly ('tags' | 'path' | 'updatedAt')[];
}

/**
 * One request that changes tags, on as many files as `limits.writes` says. Setting, adding and removing may all be repeated
 * safely; `replace` and `clear` write over whatever a file has.
 */
export type Write =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly fileIds: readonly string[]; readonly tags: readonly string[] }
  | {
      readonly kind: 'patch';
      readonly fileIds: readonly string[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly kind: 'clear'; readonly fileIds: readonly string[] };

export interface WriteAnswer {
  readonly results: readonly WriteResult[];
  readonly requestId?: string;
  /** How many requests like this one the service allows, where its answer says so. */
  readonly budget?: Budget;
}

export type WriteResult =
  /** `tags`: the file's tags afterwards, where the answer shows them. */
  | { readonly fileId: string; readonly applied: true; readonly tags?: readonly string[] }
  | { readonly fileId: string; readonly applied: false; readonly fault: FaultRecord<AnswerCode> };

/** What a service can do and how much of it, as data, so that planning stays pure. */
export interface Limits {
  /** How many ids one `read` takes. */
  readonly filesPerRead: number;
  /** Where `read` gets its answer: from an index, which may be behind, or as each file's own address shows it. */
  readonly readsFrom: 'search' | 'address';
  /** The kinds of write that there are, and how many files one takes. A service with `patch` adds and removes in one write. */
  readonly writes: Readonly<Partial<Record<Write['kind'], number>>>;
  /** Files × tags of one write; any, where absent. */
  readonly changesPerWrite?: number;
  /** Files of different groups can't share a request. */
  readonly groupOf?: (id: string) => string;
  /** Requests at one time. */
  readonly concurrency: number;
  /** Whether a page of `list` has the files' tags. */
  readonly tagsInListing: boolean;
  readonly searches: SearchLimits;
  readonly tags: TagRules;
  /** How many files one request takes derived tags from. */
  readonly derivedTagsFiles?: number;
  /**
   * Whether folders have tags of their own, which everything below inherits: then `read`, `readOne` and `write` take a folder's id
   * as they take a file's, and `fileId` knows it.
   */
  readonly foldersHaveTags?: true;
  /** What the id of a file looks like; anything else is no id and is never sent. */
  readonly fileId: RegExp;
}

/** What a service accepts as tags. Empty tags are refused everywhere. */
export interface TagRules {
  /** Characters that no tag may hold. */
  readonly forbidden: readonly string[];
  /** Characters that are accepted and likely a slip. */
  readonly unwise: readonly string[];
  readonly charactersPerTag?: number;
  /** Combined length of all tags of one write, in characters. */
  readonly charactersPerWrite?: number;
  /** How many tags a file can have. */
  readonly tagsPerFile?: number;
  /** Where the service alone gives them, so that they can be taken away and never given. */
  readonly areDerived?: true;
}

/** A service behind a connection. */
export interface OpenService {
  readonly service: TagService;
  /**
   * What the connection leads to: the service, the endpoint and who signs in. A hash, which tells none of them. Locks, pace and
   * what was lately written belong to it.
   */
  readonly account: string;
}

/** A connection in use: all runs and reads of it share its service, and with others of the account its pace. */
export interface Session extends OpenService {
  readonly connection: Connection;
  readonly limiter: RateLimiter;
}

/** A file's tags once the write has been carried out. */
export function applyWrite(write: Write, tags: readonly string[]): readonly string[] {
  switch (write.kind) {
    case 'add':
      return union(tags, write.tags);
    case 'remove':
      return without(tags, write.tags);
    case 'patch':
      return union(without(tags, write.remove), write.add);
    case 'replace':
      return write.tags;
    case 'clear':
      return [];
  }
}

/** Whether tags that were read back show the write's effect. */
export function hasTakenEffect(write: Write, tags: readonly string[]): boolean {
  return sameTags(applyWrite(write, tags), tags);
}

/** A write on many files as two on fewer; one on a single file as it is. */
export function halvesOf(write: Write): readonly Write[] {
  if (write.fileIds.length < 2) return [write];
  const middle = Math.ceil(write.fileIds.length / 2);
  return [write.fileIds.slice(0, middle), write.fileIds.slice(middle)].map(fileIds => ({ ...write, fileIds }));
}
