import { Fault } from '../../core/model/fault';
import type { HttpRequest, HttpResponse, Transport } from '../../net/transport';
import { type Answer, parseAnswer, parseList, readJson } from '../answer';
import {
  doneSchema,
  oracleFault,
  type FileInfo,
  fileInfoSchema,
  isAbout,
  isFailure,
  isLinkEnded,
  type ItemsAnswer,
  itemsSchema,
  tagsSchema,
} from './oracleAnswers';
import type { Headers, SignIn } from './signIn';

export interface OracleClientOptions {
  readonly endpoint: string;
  /** The user's sign-in before the link's. */
  readonly signIns: readonly SignIn[];
  /** Whether one of the sign-ins is a link. */
  readonly hasLink: boolean;
  readonly transport: Transport;
  readonly userAgent: string;
  /** BCP 47: the language of the service's own words. */
  readonly language: string;
  readonly now: () => number;
}

export interface PageParameters {
  readonly limit: number;
  readonly offset?: number;
}

interface Message extends Pick<HttpRequest, 'method' | 'sizeLimit'> {
  readonly path: string;
  /** Where the request is about one file or folder. */
  readonly itemId?: string;
  readonly query?: object;
  readonly body?: object;
  readonly accept?: string;
}

/** Oracle's REST API for Documents, call by call. Each throws a Fault for any answer but the documented success. */
export class OracleClient {
  constructor(private readonly options: OracleClientOptions) {}

  /** "Search Folder Items" and its kin; `undefined` is the home folder. */
  async items(folderId: string | undefined, query: PageParameters, signal: AbortSignal): Promise<ItemsAnswer> {
    const message = { method: 'GET', path: `${folderPath(folderId)}/items`, query } as const;
    return parseList(itemsSchema, await this.sendChecked(message, signal), query.limit);
  }

  async search(
    folderId: string | undefined,
    query: PageParameters & { readonly fulltext: string },
    signal: AbortSignal,
  ): Promise<ItemsAnswer> {
    const message = { method: 'GET', path: `${folderPath(folderId)}/search/items`, query } as const;
    return parseList(itemsSchema, await this.sendChecked(message, signal), query.limit);
  }

  /** "Get File Information". */
  async file(id: string, signal: AbortSignal): Promise<FileInfo> {
    return parseAnswer(fileInfoSchema, await this.sendChecked({ method: 'GET', path: itemPath(id), itemId: id }, signal));
  }

  /** "Get File Tags" and "Get Folder Tags": `1` gives the item's own, `0` those of its folders too. */
  async tags(id: string, directAssigned: '0' | '1', signal: AbortSignal): Promise<readonly string[]> {
    const message = { method: 'GET', path: `${itemPath(id)}/tags`, itemId: id, query: { directAssigned } } as const;
    const response = await this.sendChecked(message, signal);
    const answer = parseAnswer(tagsSchema, response);
    if (!isAbout(id, answer)) throw new Fault('unexpectedAnswer', { status: response.status, subject: 'idList' });
    return (answer.tags ?? '')
      .split(',')
      .map(tag => tag.trim())
      .filter(tag => tag !== '');
  }

  /** "Set File Tags" and "Set Folder Tags": replaces all. Resolves to whether the answer is about this item, as the next two do. */
  async setTags(id: string, setTags: string, signal: AbortSignal): Promise<boolean> {
    return this.changeTags({ method: 'POST', body: { setTags } }, id, signal);
  }

  /** "Edit File Tags" and "Edit Folder Tags". */
  async editTags(
    id: string,
    body: { readonly addTags?: string; readonly removeTags?: string },
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.changeTags({ method: 'PUT', body }, id, signal);
  }

  /** "Delete All File Tags" and "Delete All Folder Tags": the item's own. */
  async deleteTags(id: string, signal: AbortSignal): Promise<boolean> {
    return this.changeTags({ method: 'DELETE' }, id, signal);
  }

  /** "Get File Thumbnail", whose answer is documented as `application/octet-stream`. It is not checked. */
  thumbnail(fileId: string, sizeLimit: number, signal: AbortSignal): Promise<HttpResponse> {
    const path = `${itemPath(fileId)}/data/thumbnail`;
    return this.send({ method: 'GET', path, itemId: fileId, accept: 'image/*, application/octet-stream', sizeLimit }, signal);
  }

  /** "Download File". */
  async content(fileId: string, signal: AbortSignal): Promise<Uint8Array> {
    const path = `${itemPath(fileId)}/data`;
    return (await this.sendChecked({ method: 'GET', path, itemId: fileId, accept: '*/*' }, signal)).body;
  }

  private async changeTags(change: Pick<Message, 'method' | 'body'>, id: string, signal: AbortSignal): Promise<boolean> {
    const response = await this.sendChecked({ ...change, path: `${itemPath(id)}/tags`, itemId: id }, signal);
    return isAbout(id, parseAnswer(doneSchema, response));
  }

  private async sendChecked(message: Message, signal: AbortSignal): Promise<Answer> {
    const response = await this.send(message, signal);
    if (!isFailure(response)) return response;
    const { now, hasLink } = this.options;
    throw oracleFault(response, { now: now(), hasLink, itemId: message.itemId });
  }

  /** Sends, and once more for each sign-in that could be renewed after a refusal. */
  private async send(message: Message, signal: AbortSignal): Promise<Answer> {
    let headers = await this.headers(signal);
    let response = await this.attempt(message, headers, signal);
    for (const signIn of this.options.signIns) {
      if (!(await signIn.renew({ status: response.status, isLinkEnded: isLinkEnded(response), headers }, signal))) continue;
      headers = await this.headers(signal);
      response = await this.attempt(message, headers, signal);
    }
    return response;
  }

  private async attempt(message: Message, headers: Headers, signal: AbortSignal): Promise<Answer> {
    const { method, path, query = {}, body, accept = 'application/json', sizeLimit } = message;
    const { endpoint, transport, language, userAgent } = this.options;
    const url = new URL(endpoint + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await transport(
      {
        method,
        url,
        headers: {
          accept,
          'accept-language': language,
          'user-agent': userAgent,
          ...headers,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        ...(sizeLimit !== undefined && { sizeLimit }),
      },
      signal,
    );
    return beginsLikeXml(response) ? (await import('./xmlAnswer')).readXml(response) : readJson(response);
  }

  private async headers(signal: AbortSignal): Promise<Headers> {
    const all = await Promise.all(this.options.signIns.map(signIn => signIn.headers(signal)));
    return Object.assign({}, ...all) as Headers;
  }
}

/** Ids of files begin with a D and those of folders with an F, in all examples. */
export function isFolderId(id: string): boolean {
  return id.startsWith('F');
}

/** Whatever it calls itself; a page for people is no answer of the API. */
function beginsLikeXml({ headers, body }: HttpResponse): boolean {
  const byteOrderMark = body[0] === 0xef ? 3 : 0;
  return (
    headers['content-type']?.includes('html') !== true && body.find((byte, at) => at >= byteOrderMark && byte > 0x20) === 0x3c
  );
}

function folderPath(folderId: string | undefined): string {
  return `/documents/api/1.1/folders${folderId === undefined ? '' : `/${encodeURIComponent(folderId)}`}`;
}

function itemPath(id: string): string {
  return `/documents/api/1.1/${isFolderId(id) ? 'folders' : 'files'}/${encodeURIComponent(id)}`;
}
