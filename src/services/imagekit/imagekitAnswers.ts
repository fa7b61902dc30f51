import * as z from 'zod/mini';
import { type AnswerFacts, Fault } from '../../core/model/fault';
import type { DerivedTag, FileFacts, Folder, RemoteFile } from '../../core/model/file';
import { retryAfterMs } from '../answer';
import type { SharedTexts } from '../sharedTexts';
import type { HttpResponse } from '../../net/transport';
import { type Answer, codeOfStatus } from '../answer';

// The shapes of ImageKit's OpenAPI description, as far as they are used. Facts that are only shown may be absent or null.

const optionalText = z.nullish(z.string());
const optionalNumber = z.nullish(z.number());

const fileFields = {
  fileId: z.string(),
  name: z.string(),
  filePath: z.string(),
  // null: none
  tags: z.optional(z.nullable(z.array(z.string()))),
  AITags: z.nullish(z.array(z.object({ name: z.string(), confidence: optionalNumber, source: optionalText }))),
  isPrivateFile: z.nullish(z.boolean()),
  url: optionalText,
  thumbnail: optionalText,
  mime: optionalText,
  size: optionalNumber,
  width: optionalNumber,
  height: optionalNumber,
  createdAt: optionalText,
  updatedAt: optionalText,
};

export const fileSchema = z.object(fileFields);
export type FileAnswer = z.infer<typeof fileSchema>;

export const listSchema = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('file'), ...fileFields }),
    z.object({ type: z.literal('file-version') }),
    z.object({ type: z.literal('folder'), name: z.string() }),
  ]),
);
export type ListAnswer = z.infer<typeof listSchema>;

/** Of `addTags` and `removeTags`, with 200 and 207. */
export const bulkSchema = z.object({
  successfullyUpdatedFileIds: z.array(z.string()),
  errors: z.optional(z.array(z.object({ fileId: z.string(), error: z.string() }))),
});
export type BulkAnswer = z.infer<typeof bulkSchema>;

/** Of an update, as far as it matters: which file it was. */
export const updateSchema = z.object({ fileId: z.string() });

const errorSchema = z.object({
  message: z.string(),
  missingFileIds: z.optional(z.array(z.string())),
});

/** A file of ImageKit's as the port has it. */
export function fileOf(file: FileAnswer, shared: SharedTexts): RemoteFile {
  return {
    kind: 'file',
    id: file.fileId,
    name: file.name,
    path: file.filePath,
    // null says that there are none; where the field is absent nothing is said
    tags: file.tags === undefined ? undefined : shared.all(file.tags ?? []),
    derivedTags: file.AITags == null || file.AITags.length === 0 ? noDerivedTags : file.AITags.map(derivedTagOf),
    facts: factsOf(file, shared),
  };
}

/** The folders and files of one folder. A folder's own `folderPath` is not read: the documentation's example contradicts its text. */
export function itemsOf(answer: ListAnswer, parentPath: string, shared: SharedTexts): readonly (Folder | RemoteFile)[] {
  return answer.flatMap((item): readonly (Folder | RemoteFile)[] => {
    if (item.type === 'file') return [fileOf(item, shared)];
    if (item.type === 'file-version') return [];
    const path = `${parentPath === '/' ? '' : parentPath}/${item.name}`;
    return [{ kind: 'folder', id: path, name: item.name, path }];
  });
}

export function filesOf(answer: ListAnswer, shared: SharedTexts): readonly RemoteFile[] {
  return answer.flatMap(item => (item.type === 'file' ? [fileOf(item, shared)] : []));
}

function derivedTagOf({ name, source, confidence }: NonNullable<FileAnswer['AITags']>[number]): DerivedTag {
  return { name, ...(source != null && { source }), ...(confidence != null && { confidence }) };
}

const noDerivedTags: readonly DerivedTag[] = [];

/** Filled in one by one: an object that is spread together takes 400 bytes and not 120, and there is one for each file in sight. */
function factsOf(file: FileAnswer, shared: SharedTexts): FileFacts {
  const facts: { -readonly [Name in keyof FileFacts]: FileFacts[Name] } = {};
  if (file.mime != null) facts.mime = shared.one(file.mime);
  if (file.size != null) facts.sizeBytes = file.size;
  if (file.width != null) facts.widthPixels = file.width;
  if (file.height != null) facts.heightPixels = file.height;
  if (file.createdAt != null) facts.createdAt = file.createdAt;
  if (file.updatedAt != null) facts.updatedAt = file.updatedAt;
  if (file.url != null) facts.url = shared.joined(file.url, file.filePath);
  // a private file's picture can't be had by its address alone
  if (file.thumbnail != null && file.isPrivateFile !== true)
    facts.thumbnailUrl = shared.joined(file.thumbnail, file.url ?? file.filePath);
  return facts;
}

/** What an unsuccessful answer says. */
export function imagekitFault(response: Answer, now: number): Fault {
  const parsed = errorSchema.safeParse(response.content);
  const error = parsed.success ? parsed.data : undefined;
  const pause = pauseOf(response, now);
  const facts: AnswerFacts = {
    status: response.status,
    ...(error && { detail: error.message }),
    ...(pause !== undefined && { retryAfterMs: pause }),
    ...accountOf(response),
  };
  const code = codeOfStatus(response.status);
  if (code !== 'notFound') return new Fault(code, facts);
  // a 404 that ImageKit did not write is about the address, not about a file
  if (!error) return new Fault('unexpectedAnswer', { ...facts, subject: 'body' });
  return new Fault(code, {
    ...facts,
    ...(error.missingFileIds && error.missingFileIds.length > 0 && { missingIds: error.missingFileIds }),
  });
}

/** What every answer may say beside its content; ImageKit's OpenAPI description has the limits on refusals alone. */
export function accountOf({ headers }: HttpResponse): Pick<AnswerFacts, 'requestId' | 'budget'> {
  const requestId = headers['x-ik-requestid'];
  const limit = Number(headers['x-ratelimit-limit']);
  const intervalMs = Number(headers['x-ratelimit-interval']);
  return {
    ...(requestId !== undefined && { requestId }),
    ...(limit > 0 && intervalMs > 0 && { budget: { limit, intervalMs } }),
  };
}

/** `X-RateLimit-Reset` is in ms until the next call is allowed (OpenAPI description, RateLimitExceeded); `Retry-After` is no promise of ImageKit's. */
function pauseOf({ status, headers }: HttpResponse, now: number): number | undefined {
  if (status !== 429 && status < 500) return undefined;
  const reset = headers['x-ratelimit-reset'] ?? '';
  return /^\d{1,15}$/.test(reset) ? Number(reset) : retryAfterMs(headers['retry-after'], now);
}
