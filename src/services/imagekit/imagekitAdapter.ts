import * as z from 'zod/mini';
import { isLoopback } from '../../core/service/endpoint';
import { Fault } from '../../core/model/fault';
import type { Folder, Page, Picture, RemoteFile } from '../../core/model/file';
import type {
  Account,
  Limits,
  PageSize,
  SearchQuery,
  TagService,
  Write,
  WriteAnswer,
  WriteResult,
} from '../../core/service/service';
import type { HttpResponse } from '../../net/transport';
import { checkIds, checkWrite } from '../checkInput';
import type { AdapterDependencies, ServiceAdapter } from '../registry';
import { parseInput } from '../checkInput';
import { pictureOf, pictureSizeLimit } from '../answer';
import { basicPair, fileTypeOf, idsText, ImageKitClient, searchText } from './imagekitClient';
import { SharedTexts } from '../sharedTexts';
import { accountOf, type BulkAnswer, fileOf, filesOf, itemsOf } from './imagekitAnswers';

const limits = {
  // so that the ids fit into a URL of a few kB; ImageKit itself lists up to 1,000
  filesPerRead: 100,
  // a search by ids: whether it sees a write at once is not documented
  readsFrom: 'search',
  // "A maximum of 50 files can be edited at a time."
  writes: { add: 50, remove: 50, replace: 1, clear: 1 },
  // a choice: ImageKit limits the rate, which it tells with its answers, and not the requests at one time
  concurrency: 10,
  tagsInListing: true,
  searches: {
    fields: ['words', 'tags', 'folder', 'media', 'changedSince', 'native'],
    everything: true,
    shows: ['tags', 'path', 'updatedAt'],
  },
  // "%" and 500 characters are the upload's and the bulk calls' rules; a comma parts tags wherever they are sent as one string
  tags: { forbidden: ['%'], unwise: [','], charactersPerWrite: 500 },
  derivedTagsFiles: 50,
  // 24 hexadecimal digits in the documentation, but for one example; no rule is given
  fileId: /^[0-9a-z]{24}$/i,
} as const satisfies Limits;

/** What a person sees at once, and "Load more" brings; "Maximum value of limit parameter is 1000". */
const pageLimits: Readonly<Record<PageSize, number>> = { screen: 100, largest: 1_000 };

const credentialsSchema = z.strictObject({ auth: z.strictObject({ privateKey: z.string().check(z.minLength(1)) }) });

export const imagekitAdapter: ServiceAdapter = {
  parse: credentials => parseInput(credentialsSchema, credentials),
  open: (endpoint, credentials, dependencies) => {
    const { privateKey } = parseInput(credentialsSchema, credentials).auth;
    return {
      service: new ImageKit(endpoint, privateKey, dependencies),
      signer: privateKey,
      secrets: () => [privateKey, basicPair(privateKey)],
    };
  },
};

/** ImageKit's Media API as the port, from its OpenAPI description and its documentation of `addTags` and `removeTags`. */
class ImageKit implements TagService {
  readonly limits = limits;
  private readonly client: ImageKitClient;
  private readonly shared = new SharedTexts();

  constructor(
    private readonly endpoint: string,
    privateKey: string,
    dependencies: AdapterDependencies,
  ) {
    this.client = new ImageKitClient({ ...dependencies, endpoint, privateKey });
  }

  async check(signal: AbortSignal): Promise<Account> {
    await this.client.list({ limit: 1 }, signal).catch((error: unknown) => {
      // every ImageKit account has this list: another API's 404 may look like ImageKit's
      if (error instanceof Fault && error.code === 'notFound')
        throw new Fault('unexpectedAnswer', { status: 404, subject: 'body' });
      throw error;
    });
    return { label: new URL(this.endpoint).host };
  }

  async list(
    folder: Folder | undefined,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize: PageSize = 'screen',
  ): Promise<Page<Folder | RemoteFile>> {
    const path = folder?.path ?? '/';
    const skip = skipOf(cursor);
    const limit = pageLimits[pageSize];
    const answer = await this.client.list({ type: 'all', path, sort: 'ASC_NAME', limit, skip }, signal);
    return pageOf(itemsOf(answer, path, this.shared), answer.length, skip, limit);
  }

  async search(
    query: SearchQuery,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize: PageSize = 'screen',
  ): Promise<Page<RemoteFile>> {
    const skip = skipOf(cursor);
    const limit = pageLimits[pageSize];
    const fileType = fileTypeOf(query.media);
    const asked = { searchQuery: searchText(query), ...(fileType && { fileType }) };
    // the whole library is read in no order that a person would look at, but so that files that come meanwhile come last
    const sort = Object.keys(query).length === 0 ? 'ASC_CREATED' : 'ASC_NAME';
    const answer = await this.client.list({ ...asked, sort, limit, skip }, signal);
    return pageOf(filesOf(answer, this.shared), answer.length, skip, limit);
  }

  async read(ids: readonly string[], signal: AbortSignal): Promise<readonly RemoteFile[]> {
    checkIds(ids, limits.filesPerRead, limits);
    const answer = await this.client.list({ searchQuery: idsText(ids), limit: ids.length }, signal);
    return filesOf(answer, this.shared).filter(file => ids.includes(file.id));
  }

  async readOne(id: string, signal: AbortSignal): Promise<RemoteFile | undefined> {
    checkIds([id], 1, limits);
    return fileOrNone(this.client.details(id, signal), this.shared);
  }

  async write(write: Write, signal: AbortSignal): Promise<WriteAnswer> {
    checkWrite(write, limits);
    switch (write.kind) {
      case 'add':
      case 'remove': {
        const verb = write.kind === 'add' ? 'addTags' : 'removeTags';
        const { content, response } = await this.client.editTags(verb, write.fileIds, write.tags, signal);
        return { results: this.resultsOf(content, write.fileIds, response), ...accountOf(response) };
      }
      case 'replace':
      case 'clear': {
        const [fileId = ''] = write.fileIds;
        // whether [] clears is not documented; null does
        const tags = write.kind === 'replace' && write.tags.length > 0 ? write.tags : null;
        const response = await this.client.setTags(fileId, tags, signal);
        return { results: [{ fileId, applied: true }], ...accountOf(response) };
      }
      case 'patch':
        // ImageKit adds and removes in two requests: `limits` says so
        throw new Fault('internal', { subject: 'patch' });
    }
  }

  async removeDerivedTags(fileIds: readonly string[], tags: readonly string[], signal: AbortSignal): Promise<WriteAnswer> {
    checkIds(fileIds, limits.derivedTagsFiles, limits);
    if (tags.length === 0) throw new Fault('invalidInput', { subject: 'tags', problem: { kind: 'noTags' } });
    const { content, response } = await this.client.removeAiTags(fileIds, tags, signal);
    return { results: this.resultsOf(content, fileIds, response), ...accountOf(response) };
  }

  async picture(file: RemoteFile, signal: AbortSignal): Promise<Picture | undefined> {
    const url = await this.pictureUrl(file, signal);
    if (url === undefined) return undefined;
    return pictureOf(await this.client.fetch(url, { accept: 'image/*', sizeLimit: pictureSizeLimit }, signal));
  }

  /** From the address at which everyone gets it: a private file needs a signature that ImageKit's API does not give. */
  async content({ id, facts }: RemoteFile, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const text = facts.url ?? (await this.readOne(id, signal))?.facts.url;
    if (text === undefined || !URL.canParse(text)) return undefined;
    const url = new URL(text).protocol === 'https:' ? new URL(text) : this.loopbackUrl(text);
    const response = url && (await this.client.fetch(url, { accept: '*/*' }, signal));
    return response?.status === 200 ? response.body : undefined;
  }

  /** The editor shows https pictures by itself; loopback's and a private file's are left to us. */
  private async pictureUrl(file: RemoteFile, signal: AbortSignal): Promise<URL | undefined> {
    const { thumbnailUrl, mime } = file.facts;
    if (thumbnailUrl !== undefined) return this.loopbackUrl(thumbnailUrl);
    if (mime?.startsWith('image/') !== true) return undefined;
    const details = await valueOrNone(this.client.details(file.id, signal));
    if (details?.thumbnail == null || !URL.canParse(details.thumbnail)) return undefined;
    const url = new URL(details.thumbnail);
    return url.protocol === 'https:' ? url : this.loopbackUrl(details.thumbnail);
  }

  /** Only a service on this machine may send us to this machine. */
  private loopbackUrl(text: string): URL | undefined {
    if (!URL.canParse(text) || !isLoopback(new URL(this.endpoint).hostname)) return undefined;
    const url = new URL(text);
    return url.protocol === 'http:' && isLoopback(url.hostname) ? url : undefined;
  }

  private resultsOf(
    { successfullyUpdatedFileIds, errors = [] }: BulkAnswer,
    sent: readonly string[],
    response: HttpResponse,
  ): readonly WriteResult[] {
    const updated = new Set(successfullyUpdatedFileIds);
    const failed = new Map(errors.map(({ fileId, error }) => [fileId, error]));
    return sent.flatMap((fileId): readonly WriteResult[] => {
      const error = failed.get(fileId);
      // an answer that says both says nothing
      if (updated.has(fileId)) return error === undefined ? [{ fileId, applied: true }] : [];
      if (error === undefined) return [];
      const fault = { code: 'rejected', status: response.status, subject: fileId, detail: error } as const;
      return [{ fileId, applied: false, fault }];
    });
  }
}

/** There is no total and no cursor: a page that is not full is the last. */
function pageOf<Item>(items: readonly Item[], received: number, skip: number, limit: number): Page<Item> {
  return { items, ...(received >= limit && { next: String(skip + received) }) };
}

function skipOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor);
}

async function fileOrNone(answer: ReturnType<ImageKitClient['details']>, shared: SharedTexts): Promise<RemoteFile | undefined> {
  const details = await valueOrNone(answer);
  return details && fileOf(details, shared);
}

async function valueOrNone<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'notFound') return undefined;
    throw error;
  });
}
