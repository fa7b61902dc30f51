import * as z from 'zod/mini';
import { type AnswerCode, type AnswerFacts, Fault } from '../../core/model/fault';
import type { FileFacts, Folder, RemoteFile } from '../../core/model/file';
import { redact } from '../../net/redact';
import { retryAfterMs } from '../../net/retryAfter';
import { type HttpResponse, textOf } from '../../net/transport';
import { codeOfStatus, jsonOf } from '../answer';

// Oracle's schemas call codes and sizes numbers, its examples show strings: both are read.

const numeral = z.union([z.string(), z.number()]);
const optionalText = z.nullish(z.string());
/** Goes into a header: visible ASCII. */
const token = z.string().check(z.regex(/^[\x20-\x7e]+$/));

/** Every answer has `errorCode`; what has none is no answer of this API. */
const answerFields = { errorCode: numeral };

export const doneSchema = z.object(answerFields);

export const tagsSchema = z.object({
  ...answerFields,
  /** One string, separated by commas; what a file without tags shows is not documented. */
  tags: optionalText,
});

const fileFields = {
  type: z.literal('file'),
  id: z.string(),
  name: z.string(),
  size: z.nullish(numeral),
  mimeType: optionalText,
  createdTime: optionalText,
  modifiedTime: optionalText,
};
const folderFields = { type: z.literal('folder'), id: z.string(), name: z.string() };

/** Of a folder's items and of a search, whose totals are named differently. */
export const itemsSchema = z.object({
  ...answerFields,
  hasMore: z.nullish(z.union([z.string(), z.number(), z.boolean()])),
  totalCount: z.nullish(numeral),
  items: z.optional(z.array(z.discriminatedUnion('type', [z.object(fileFields), z.object(folderFields)]))),
});
export type ItemsAnswer = z.infer<typeof itemsSchema>;
export type ItemAnswer = NonNullable<ItemsAnswer['items']>[number];

export const errorSchema = z.object({
  errorCode: z.optional(numeral),
  errorMessage: optionalText,
  title: optionalText,
});

export const appLinkSchema = z.object({
  ...answerFields,
  appLinkID: z.nullish(token),
  accessToken: token,
  refreshToken: z.nullish(token),
});

/** RFC 6749, 5.1. */
export const tokenSchema = z.object({
  access_token: token,
  expires_in: z.optional(numeral),
});

/** RFC 6749, 5.2. */
export const tokenErrorSchema = z.object({ error: z.string(), error_description: z.optional(z.string()) });

/** An item of a folder as the port has it. `undefined` as parent: Oracle Content does not tell where a found item lies. */
export function itemOf(item: ItemAnswer, parentPath: string | undefined): Folder | RemoteFile {
  const { id, name } = item;
  const path = parentPath === undefined ? '' : `${parentPath === '/' ? '' : parentPath}/${name}`;
  if (item.type === 'folder') return { kind: 'folder', id, name, path };
  // a listing carries no tags
  return { kind: 'file', id, name, path, tags: undefined, derivedTags: [], facts: factsOf(item) };
}

/** A file of which nothing but its tags is known: its own, and perhaps those that its folders pass down to it. */
export function taggedFile(id: string, own: readonly string[], all: readonly string[] = own): RemoteFile {
  const inherited = all.filter(tag => !own.includes(tag));
  return {
    kind: 'file',
    id,
    name: id,
    path: '',
    tags: own,
    derivedTags: inherited.map(name => ({ name, source: 'inherited' })),
    facts: {},
  };
}

function factsOf(item: Extract<ItemAnswer, { type: 'file' }>): FileFacts {
  const size = item.size == null ? NaN : Number(item.size);
  return {
    ...(item.mimeType != null && { mime: item.mimeType }),
    ...(Number.isFinite(size) && { sizeBytes: size }),
    ...(item.createdTime != null && { createdAt: item.createdTime }),
    ...(item.modifiedTime != null && { updatedAt: item.modifiedTime }),
  };
}

export interface FailureContext {
  /** The file that the request was about, if it was about one. */
  readonly fileId?: string;
  readonly now: number;
  readonly secrets: readonly string[];
}

/** Whether the answer reports a failure: by its status, or by its `errorCode` whatever the status. */
export function isFailure(response: HttpResponse): boolean {
  const { code } = errorOf(response);
  return (response.status !== 200 && response.status !== 201) || (code !== undefined && code !== 0);
}

/** What an unsuccessful answer says. */
export function faultOfAnswer(response: HttpResponse, { fileId, now, secrets }: FailureContext): Fault {
  const { status } = response;
  const { code, message } = errorOf(response);
  const pause = status === 429 || status >= 500 ? retryAfterMs(response.headers['retry-after'], now) : undefined;
  const facts: AnswerFacts = {
    status,
    ...(fileId !== undefined && { subject: fileId }),
    ...(message !== undefined && { detail: redact(message, secrets) }),
    ...(pause !== undefined && { retryAfterMs: pause }),
  };
  if (status === 401 || status === 429) return new Fault(codeOfStatus(status), facts);
  const known = code === undefined ? undefined : meanings[code];
  if (known) return new Fault(known.code, { ...facts, ...(known.subject !== undefined && { subject: known.subject }) });
  if (code === insufficientPrivileges) return new Fault(fileId === undefined ? 'forbidden' : 'denied', facts);
  // a 404 that Oracle Content did not write is about the address, not about a file
  if (status === 404 && code === undefined) return new Fault('unexpectedAnswer', { ...facts, subject: 'body' });
  if (status < 400 && code !== undefined && code !== 0) return new Fault('rejected', facts);
  return new Fault(codeOfStatus(status), facts);
}

/** "Insufficient privileges". */
const insufficientPrivileges = -20;

/** "Link invalid or expired". */
const linkEnded = -26;

/** From "Error Messages" of Oracle's REST API for Documents, but for -18, which only its examples have. */
const meanings: Readonly<Record<number, { readonly code: AnswerCode; readonly subject?: string }>> = {
  [-16]: { code: 'notFound' },
  [-17]: { code: 'conflict' },
  [-18]: { code: 'forbidden', subject: 'accessCode' },
  [linkEnded]: { code: 'forbidden', subject: 'link' },
};

/** Whether a link is invalid or has expired: an application link's access token lives for minutes. */
export function isLinkEnded(response: HttpResponse): boolean {
  return errorOf(response).code === linkEnded;
}

interface OracleError {
  readonly code?: number;
  readonly message?: string;
}

function errorOf(response: HttpResponse): OracleError {
  const parsed = errorSchema.safeParse(jsonOf(response) ?? xmlOf(textOf(response)));
  if (!parsed.success) return {};
  const { errorCode, errorMessage, title } = parsed.data;
  const message = errorMessage ?? title;
  return { ...(errorCode !== undefined && { code: Number(errorCode) }), ...(message != null && { message }) };
}

/** Errors may come as XML, whose shape is not documented: elements named as JSON's fields are our choice of reading. */
function xmlOf(text: string): Record<string, string> {
  const names = ['errorCode', 'errorMessage', 'title'];
  if (!/<(\w+:)?errorCode[\s>]/.test(text)) return {};
  return Object.fromEntries(
    names.flatMap(name => {
      const found = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(text)?.[1];
      return found === undefined ? [] : [[name, unescaped(found.trim())]];
    }),
  );
}

function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');
}
