import { Fault } from '../../core/model/fault';
import type { SearchQuery } from '../../core/service/service';
import type { HttpRequest, HttpResponse } from '../../net/transport';
import { type Answer, parseAnswer, parseList, readJson } from '../answer';
import type { AdapterDependencies } from '../registry';
import {
  accountOf,
  type BulkAnswer,
  bulkSchema,
  type FileAnswer,
  fileSchema,
  imagekitFault,
  type ListAnswer,
  listSchema,
  updateSchema,
} from './imagekitAnswers';

export interface ClientOptions extends Pick<AdapterDependencies, 'transport' | 'userAgent' | 'now' | 'onReadBudget'> {
  readonly endpoint: string;
  readonly privateKey: string;
}

/** What became of each file, with the answer that told it. */
export interface BulkResult {
  readonly content: BulkAnswer;
  readonly response: HttpResponse;
}

export interface ListParameters {
  readonly type?: 'file' | 'all';
  readonly path?: string;
  readonly searchQuery?: string;
  readonly fileType?: 'image' | 'non-image';
  readonly sort?: 'ASC_NAME' | 'ASC_CREATED';
  readonly limit: number;
  readonly skip?: number;
}

interface Message extends Pick<HttpRequest, 'method'> {
  readonly path: string;
  readonly query?: object;
  readonly body?: object;
}

/** ImageKit's Media API, call by call. Each sends one request and throws a Fault for any answer but the documented success. */
export class ImageKitClient {
  constructor(private readonly options: ClientOptions) {}

  async list(query: ListParameters, signal: AbortSignal): Promise<ListAnswer> {
    const response = await this.send({ method: 'GET', path: '/v1/files', query }, signal);
    return parseList(listSchema, response, query.limit);
  }

  async details(fileId: string, signal: AbortSignal): Promise<FileAnswer> {
    const response = await this.send({ method: 'GET', path: detailsPath(fileId) }, signal);
    return parseAnswer(fileSchema, response);
  }

  async editTags(
    verb: 'addTags' | 'removeTags',
    fileIds: readonly string[],
    tags: readonly string[],
    signal: AbortSignal,
  ): Promise<BulkResult> {
    const response = await this.send({ method: 'POST', path: `/v1/files/${verb}`, body: { fileIds, tags } }, signal);
    return { content: parseAnswer(bulkSchema, response), response };
  }

  async removeAiTags(fileIds: readonly string[], AITags: readonly string[], signal: AbortSignal): Promise<BulkResult> {
    const response = await this.send({ method: 'POST', path: '/v1/files/removeAITags', body: { fileIds, AITags } }, signal);
    return { content: parseAnswer(bulkSchema, response), response };
  }

  /** `null` unsets all tags. */
  async setTags(fileId: string, tags: readonly string[] | null, signal: AbortSignal): Promise<HttpResponse> {
    const response = await this.send({ method: 'PATCH', path: detailsPath(fileId), body: { tags } }, signal);
    const answer = parseAnswer(updateSchema, response);
    if (answer.fileId !== fileId) throw new Fault('unexpectedAnswer', { status: response.status, subject: 'fileId' });
    return response;
  }

  /** Fetches from an address that an answer gave, perhaps another origin's: without credentials. */
  fetch(
    url: URL,
    { accept, sizeLimit }: { readonly accept: string; readonly sizeLimit?: number },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const headers = { accept, 'user-agent': this.options.userAgent };
    return this.options.transport({ method: 'GET', url, headers, ...(sizeLimit !== undefined && { sizeLimit }) }, signal);
  }

  private async send({ method, path, query = {}, body }: Message, signal: AbortSignal): Promise<Answer> {
    const { endpoint, privateKey, transport, userAgent, onReadBudget } = this.options;
    const url = new URL(endpoint + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const answer = await transport(
      {
        method,
        url,
        headers: {
          accept: 'application/json',
          authorization: `Basic ${basicPair(privateKey)}`,
          'user-agent': userAgent,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      },
      signal,
    );
    const response = readJson(answer);
    const isDone = response.status === 200 || (response.status === 207 && method === 'POST');
    if (!isDone) throw imagekitFault(response, this.options.now());
    const { budget } = accountOf(response);
    if (budget && method === 'GET') onReadBudget?.(budget);
    return response;
  }
}

function detailsPath(fileId: string): string {
  return `/v1/files/${encodeURIComponent(fileId)}/details`;
}

/** The private key is the user name, the password is empty: the colon is required (ImageKit's documentation, "Add tags (bulk)"). */
export function basicPair(privateKey: string): string {
  return Buffer.from(`${privateKey}:`).toString('base64');
}

/**
 * A query in ImageKit's Lucene-like language for `searchQuery`, for files alone. `tags IN` looks into AI tags too, and so does
 * `tags NOT EXISTS`, which leaves out files whose only tags are AI tags: nothing here asks for it.
 */
export function searchText({ words = [], tags = [], folder, changedSince, native }: SearchQuery): string {
  return [
    'type = "file"',
    // ":" finds beginnings as they are written, HAS finds words within and minds no case
    ...words.map(word => `(name : ${quoted(word)} OR name HAS ${quoted(word)})`),
    ...tags.map(anyOf => `tags IN ${list(anyOf)}`),
    ...(folder !== undefined && folder.path !== '/' ? [`path : ${quoted(folder.path)}`] : []),
    ...(changedSince !== undefined ? [`updatedAt >= ${quoted(changedSince)}`] : []),
    ...(native !== undefined ? [`(${native})`] : []),
  ].join(' AND ');
}

/** The parameter `fileType`, which parts images from all else: undefined where both are wanted. */
export function fileTypeOf(media: SearchQuery['media'] = []): 'image' | 'non-image' | undefined {
  if (media.length === 0) return undefined;
  const images = media.filter(type => type === 'image');
  if (images.length === media.length) return 'image';
  return images.length === 0 ? 'non-image' : undefined;
}

export function idsText(ids: readonly string[]): string {
  return `type = "file" AND id IN ${list(ids)}`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`;
}

/** Strings are in double quotes. How to escape is not documented: Go's way is our choice, as in rclone's ImageKit backend. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, character => escapes.get(character) ?? `\\${character}`)}"`;
}

const escapes = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
