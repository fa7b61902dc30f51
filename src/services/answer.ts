import type * as z from 'zod/mini';
import { type AnswerCode, Fault } from '../core/model/fault';
import { fieldAt } from '../core/model/invalidInput';
import { type HttpResponse, textOf } from '../net/transport';

/** A successful answer's JSON in the shape expected; anything else is `unexpectedAnswer`, whose subject is the field. */
export function parseAnswer<Schema extends z.ZodMiniType>(schema: Schema, response: HttpResponse): z.infer<Schema> {
  const json = jsonOf(response);
  if (json === undefined) {
    const mediaType = response.headers['content-type'];
    throw new Fault('unexpectedAnswer', {
      status: response.status,
      subject: 'body',
      ...(mediaType !== undefined && { mediaType }),
    });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Fault('unexpectedAnswer', { status: response.status, subject: fieldAt(parsed.error.issues[0]?.path ?? []) });
}

/** The body as JSON, of whatever shape; undefined where it is none. */
export function jsonOf(response: HttpResponse): unknown {
  try {
    return JSON.parse(textOf(response));
  } catch {
    return undefined;
  }
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
