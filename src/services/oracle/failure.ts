import { type AnswerCode, type AnswerFacts, Fault } from '../../core/model/fault';
import { redact } from '../../net/redact';
import { retryAfterMs } from '../../net/retryAfter';
import { type HttpResponse, textOf } from '../../net/transport';
import { jsonOf } from '../answer';
import { codeOfStatus } from '../status';
import { errorSchema } from './schema';

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
