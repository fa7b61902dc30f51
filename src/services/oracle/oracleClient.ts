import type { Fault } from '../../core/model/fault';
import type { HttpRequest, HttpResponse, Transport } from '../../net/transport';
import { parseAnswer } from '../answer';
import { doneSchema, faultOfAnswer, isFailure, isLinkEnded, type ItemsAnswer, itemsSchema, tagsSchema } from './oracleAnswers';
import type { Headers, SignIn } from './signIn';

export interface ClientOptions {
  readonly endpoint: string;
  /** The user's sign-in before the link's. */
  readonly signIns: readonly SignIn[];
  readonly transport: Transport;
  readonly userAgent: string;
  readonly now: () => number;
}

export interface PageParameters {
  readonly limit: number;
  readonly offset?: number;
}

interface Message extends Pick<HttpRequest, 'method' | 'sizeLimit'> {
  readonly path: string;
  /** Where the request is about one file. */
  readonly fileId?: string;
  readonly query?: object;
  readonly body?: object;
  readonly accept?: string;
}

/** Oracle's REST API for Documents, call by call. Each throws a Fault for any answer but the documented success. */
export class OracleClient {
  constructor(private readonly options: ClientOptions) {}

  /** "Search Folder Items" and its kin; `undefined` is the home folder. */
  async items(folderId: string | undefined, query: PageParameters, signal: AbortSignal): Promise<ItemsAnswer> {
    return parseAnswer(
      itemsSchema,
      await this.sendChecked({ method: 'GET', path: `${folderPath(folderId)}/items`, query }, signal),
    );
  }

  async search(
    folderId: string | undefined,
    query: PageParameters & { readonly fulltext: string },
    signal: AbortSignal,
  ): Promise<ItemsAnswer> {
    const path = `${folderPath(folderId)}/search/items`;
    return parseAnswer(itemsSchema, await this.sendChecked({ method: 'GET', path, query }, signal));
  }

  /** "Get File Tags": `1` gives the file's own, `0` those of its folders too. */
  async tags(fileId: string, directAssigned: '0' | '1', signal: AbortSignal): Promise<readonly string[]> {
    const message = { method: 'GET', path: tagsPath(fileId), fileId, query: { directAssigned } } as const;
    const { tags } = parseAnswer(tagsSchema, await this.sendChecked(message, signal));
    return (tags ?? '')
      .split(',')
      .map(tag => tag.trim())
      .filter(tag => tag !== '');
  }

  /** "Set File Tags": replaces all. */
  async setTags(fileId: string, setTags: string, signal: AbortSignal): Promise<void> {
    const message = { method: 'POST', path: tagsPath(fileId), fileId, body: { setTags } } as const;
    parseAnswer(doneSchema, await this.sendChecked(message, signal));
  }

  /** "Edit File Tags". */
  async editTags(
    fileId: string,
    body: { readonly addTags?: string; readonly removeTags?: string },
    signal: AbortSignal,
  ): Promise<void> {
    const message = { method: 'PUT', path: tagsPath(fileId), fileId, body } as const;
    parseAnswer(doneSchema, await this.sendChecked(message, signal));
  }

  /** "Delete All File Tags": the file's own. */
  async deleteTags(fileId: string, signal: AbortSignal): Promise<void> {
    parseAnswer(doneSchema, await this.sendChecked({ method: 'DELETE', path: tagsPath(fileId), fileId }, signal));
  }

  /** "Get File Thumbnail", whose address is documented for version 1.2 alone. The answer is not checked. */
  thumbnail(fileId: string, sizeLimit: number, signal: AbortSignal): Promise<HttpResponse> {
    const path = `/documents/api/1.2/files/${encodeURIComponent(fileId)}/data/thumbnail`;
    return this.send({ method: 'GET', path, fileId, accept: 'image/*', sizeLimit }, signal);
  }

  faultOf(response: HttpResponse, fileId?: string): Fault {
    const secrets = this.options.signIns.flatMap(signIn => signIn.secrets());
    return faultOfAnswer(response, { now: this.options.now(), secrets, ...(fileId !== undefined && { fileId }) });
  }

  private async sendChecked(message: Message, signal: AbortSignal): Promise<HttpResponse> {
    const response = await this.send(message, signal);
    if (isFailure(response)) throw this.faultOf(response, message.fileId);
    return response;
  }

  /** Sends, and once more for each sign-in that could be renewed after a refusal. */
  private async send(message: Message, signal: AbortSignal): Promise<HttpResponse> {
    let headers = await this.headers(signal);
    let response = await this.attempt(message, headers, signal);
    for (const signIn of this.options.signIns) {
      if (!(await signIn.renew({ status: response.status, isLinkEnded: isLinkEnded(response), headers }, signal))) continue;
      headers = await this.headers(signal);
      response = await this.attempt(message, headers, signal);
    }
    return response;
  }

  private attempt(message: Message, headers: Headers, signal: AbortSignal): Promise<HttpResponse> {
    const { method, path, query = {}, body, accept = 'application/json', sizeLimit } = message;
    const url = new URL(this.options.endpoint + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return this.options.transport(
      {
        method,
        url,
        headers: {
          accept,
          'user-agent': this.options.userAgent,
          ...headers,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        ...(sizeLimit !== undefined && { sizeLimit }),
      },
      signal,
    );
  }

  private async headers(signal: AbortSignal): Promise<Headers> {
    const all = await Promise.all(this.options.signIns.map(signIn => signIn.headers(signal)));
    return Object.assign({}, ...all) as Headers;
  }
}

function folderPath(folderId: string | undefined): string {
  return folderId === undefined ? '/documents/api/1.1/folders' : `/documents/api/1.1/folders/${encodeURIComponent(folderId)}`;
}

function tagsPath(fileId: string): string {
  return `/documents/api/1.1/files/${encodeURIComponent(fileId)}/tags`;
}
