import * as z from 'zod/mini';
import { type AnswerCode, type AnswerFacts, Fault } from '../../core/model/fault';
import type { FileFacts, Folder, RemoteFile } from '../../core/model/file';
import { without } from '../../core/model/tags';
import { retryAfterMs } from '../answer';
import { type Answer, codeOfStatus } from '../answer';

// Oracle's schemas call codes and sizes numbers, its examples show strings: both are read.

const numeral = z.union([z.string(), z.number()]);
const optionalText = z.nullish(z.string());
/** Goes into a header: visible ASCII. */
const token = z.string().check(z.regex(/^[\x20-\x7e]+$/));

/** Every answer has `errorCode`; what has none is no answer of this API. */
const answerFields = { errorCode: numeral };

/** Of the calls that change tags. */
export const doneSchema = z.object({ ...answerFields, idList: optionalText });

export const tagsSchema = z.object({
  ...answerFields,
  idList: optionalText,
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

/** "Get File Information". */
export const fileInfoSchema = z.object({ ...answerFields, ...fileFields });

/** Of a folder's items and of a search, whose totals are named differently. */
export const itemsSchema = z.object({
  ...answerFields,
  hasMore: z.nullish(z.union([z.string(), z.number(), z.boolean()])),
  totalCount: z.nullish(numeral),
  items: z.optional(z.array(z.discriminatedUnion('type', [z.object(fileFields), z.object(folderFields)]))),
});
export type FileInfo = z.infer<typeof fileInfoSchema>;
export type ItemsAnswer = z.infer<typeof itemsSchema>;
export type ItemAnswer = NonNullable<ItemsAnswer['items']>[number];

const errorSchema = z.object({
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
  /** A number of seconds; what else a server sends is no reason to do without its token. */
  expires_in: z.optional(z.unknown()),
});

/** RFC 6749, 5.2. */
export const tokenErrorSchema = z.object({ error: z.string(), error_description: z.optional(z.string()) });

/** An item of a folder as the port has it. `undefined` as parent: Oracle Content does not tell where a found item lies. */
export function oracleItemOf(item: ItemAnswer, parentPath: string | undefined): Folder | RemoteFile {
  const { id, name } = item;
  const path = parentPath === undefined ? '' : `${parentPath === '/' ? '' : parentPath}/${name}`;
  if (item.type === 'folder') return { kind: 'folder', id, name, path };
  // a listing has no tags
  return { kind: 'file', id, name, path, tags: undefined, derivedTags: [], facts: factsOf(item) };
}

/** A file of which nothing but its tags is known: its own, and perhaps those that its folders pass down to it. */
export function taggedFile(id: string, own: readonly string[], all: readonly string[] = own): RemoteFile {
  const inherited = without(all, own);
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

/** Whether the answer is about this file, or does not say what it is about. */
export function isAbout(id: string, { idList }: { readonly idList?: string | null | undefined }): boolean {
  return idList == null || idList.split(',').some(one => one.trim() === id);
}

export interface FailureContext {
  /** The file or folder that the request was about, if it was about one. */
  readonly itemId?: string | undefined;
  /** Whether the request was sent with a link. */
  readonly hasLink: boolean;
  readonly now: number;
}

/** Whether the answer reports a failure: by its status, or by its `errorCode` whatever the status. */
export function isFailure(response: Answer): boolean {
  const { code } = errorOf(response);
  return (response.status !== 200 && response.status !== 201) || (code !== undefined && code !== 0);
}

/** What an unsuccessful answer says. */
export function oracleFault(response: Answer, { itemId, hasLink, now }: FailureContext): Fault {
  const { status } = response;
  const { code, message } = errorOf(response);
  const pause = status === 429 || status >= 500 ? retryAfterMs(response.headers['retry-after'], now) : undefined;
  const facts: AnswerFacts = {
    status,
    ...(itemId !== undefined && { subject: itemId }),
    ...(message !== undefined && { detail: message }),
    ...(pause !== undefined && { retryAfterMs: pause }),
  };
  if (status === 401 || status === 429) return new Fault(codeOfStatus(status), facts);
  const known = code === undefined ? undefined : meanings[code];
  // what is said of a link holds for every file
  if (known && (known.subject === undefined || hasLink)) {
    return new Fault(known.code, { ...facts, ...(known.subject !== undefined && { subject: known.subject }) });
  }
  // a 403 on one file is that file's, whatever its body: -20 is documented ("insufficient privileges"), and gateways send pages
  if (status === 403) return new Fault(itemId === undefined ? 'forbidden' : 'denied', facts);
  // a 404 that Oracle Content did not write is about the address, not about a file
  if (status === 404 && code === undefined) return new Fault('unexpectedAnswer', { ...facts, subject: 'body' });
  if (status < 400 && code !== undefined && code !== 0) return new Fault('rejected', facts);
  return new Fault(codeOfStatus(status), facts);
}

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
export function isLinkEnded(response: Answer): boolean {
  return errorOf(response).code === linkEnded;
}

interface OracleError {
  readonly code?: number;
  readonly message?: string;
}

function errorOf({ content }: Answer): OracleError {
  const parsed = errorSchema.safeParse(content);
  if (!parsed.success) return {};
  const { errorCode, errorMessage, title } = parsed.data;
  const message = errorMessage ?? title;
  return { ...(errorCode !== undefined && { code: Number(errorCode) }), ...(message != null && { message }) };
}
