import type * as z from 'zod/mini';
import { Fault } from '../core/model/fault';
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

/** A place in an answer as people write it: `[3].fileId`; `body` is the whole. */
export function fieldAt(path: readonly PropertyKey[]): string {
  const text = path.map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? 'body' : text.replace(/^\./, '');
}
