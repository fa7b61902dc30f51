import type * as z from 'zod/mini';
import { type AnswerCode, Fault } from '../core/model/fault';
import type { Picture } from '../core/model/file';
import { fieldAt } from '../core/model/invalidInput';
import type { HttpResponse } from '../net/transport';

/** An answer whose body has been read, once: it may be large. */
export interface Answer extends HttpResponse {
  /** Undefined where the body is no JSON. */
  readonly content: unknown;
}

/** An answer with its body as JSON, of whatever shape: undefined where it is none, or nested deeper than any answer is. */
export function readJson(response: HttpResponse): Answer {
  return { ...response, content: jsonOf(response) };
}

/** A successful answer's content in the shape expected; anything else is `unexpectedAnswer`, whose subject is the field. */
export function parseAnswer<Schema extends z.ZodMiniType>(schema: Schema, { content, status, headers }: Answer): z.infer<Schema> {
  if (content === undefined) {
    const mediaType = headers['content-type'];
    throw new Fault('unexpectedAnswer', { status, subject: 'body', ...(mediaType !== undefined && { mediaType }) });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Fault('unexpectedAnswer', { status, subject: fieldAt(parsed.error.issues[0]?.path ?? []) });
}

/**
 * As `parseAnswer`, of a list, or of an object with the list `items`: a service that gives far more than it was asked for is not
 * listened to. @throws Fault `tooLarge` before a look at the parts
 */
export function parseList<Schema extends z.ZodMiniType>(schema: Schema, answer: Answer, most: number): z.infer<Schema> {
  const { content } = answer;
  const list: unknown = typeof content === 'object' && content !== null && 'items' in content ? content.items : content;
  // some services round up
  if (Array.isArray(list) && list.length > most * 2) throw new Fault('tooLarge', { limit: most });
  return parseAnswer(schema, answer);
}

function jsonOf({ body }: HttpResponse): unknown {
  if (isTooDeep(body)) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

const deepest = 100;
const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Whether brackets stand in brackets so deep that to read them would cost more than an answer is worth. Those in strings are no brackets. */
function isTooDeep(body: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === quote) inString = !inString;
    else if (inString) at += byte === backslash ? 1 : 0;
    else if (byte === openBracket || byte === openBrace) {
      if (++depth > deepest) return true;
    } else if (byte === closeBracket || byte === closeBrace) depth--;
  }
  return false;
}

/** What a status means that was not asked for; both services use them as RFC 9110 has them. */
export function codeOfStatus(status: number): AnswerCode {
  if (status < 400) return 'unexpectedAnswer';
  if (status >= 500) return 'serverError';
  return codes[status] ?? 'rejected';
}

const codes: Readonly<Record<number, AnswerCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  407: 'proxySignIn',
  408: 'timeout',
  409: 'conflict',
  429: 'rateLimited',
};

/** `Retry-After` (RFC 9110, 10.2.3) in ms from now: seconds or an HTTP date; undefined where it is neither. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** VS Code cuts a hover's Markdown at 100,000 characters, and a picture goes into it as base64: four characters for three bytes. */
export const pictureSizeLimit = 72_000;

/** The picture in an answer, told by its bytes: a service may call it `application/octet-stream`. Undefined where it is none that a browser shows. */
export function pictureOf(response: HttpResponse): Picture | undefined {
  if (response.status !== 200) return undefined;
  const mime = mimeOfBytes(response.body) ?? vectorMime(response);
  return mime === undefined ? undefined : { mime, bytes: response.body };
}

/** How the formats begin, after so many bytes that may be anything. */
const signatures: readonly { readonly mime: string; readonly at: number; readonly bytes: string }[] = [
  { mime: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { mime: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { mime: 'image/gif', at: 0, bytes: 'GIF87a' },
  { mime: 'image/gif', at: 0, bytes: 'GIF89a' },
  { mime: 'image/webp', at: 8, bytes: 'WEBP' },
  { mime: 'image/avif', at: 4, bytes: 'ftypavif' },
  { mime: 'image/bmp', at: 0, bytes: 'BM' },
];

function mimeOfBytes(body: Uint8Array): string | undefined {
  const start = Buffer.from(body.subarray(0, 16)).toString('latin1');
  return signatures.find(({ at, bytes }) => start.startsWith(bytes, at))?.mime;
}

/** Text begins in many ways: what draws by lines is told by its name. */
function vectorMime({ headers }: HttpResponse): string | undefined {
  const mime = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return mime === 'image/svg+xml' ? mime : undefined;
}
