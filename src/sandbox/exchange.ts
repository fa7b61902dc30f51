import type { IncomingHttpHeaders } from 'node:http';

/** A request that has come in whole. */
export interface Request {
  readonly method: string;
  /** The path as it was sent, with its percent-encoding. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By their names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One of the things that the server answers for: a service's API, or the pictures. */
export interface Api {
  /** Whether a request with this path is for it. */
  owns(path: string): boolean;
  /** Whether the request would change something, and so counts against the rate limit. */
  writes(request: Request): boolean;
  answer(request: Request): Answer;
  /** What it says when the request's body is longer than it takes. */
  tooLarge(request: Request): Answer;
  /** What it says when there were too many writes. */
  tooMany(request: Request): Answer;
}

export function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** The parts of a path between its slashes, decoded; `undefined` where the encoding is broken. */
export function segments(path: string): readonly string[] | undefined {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** The user name and the password of an `Authorization: Basic` header. */
export function basicCredentials(header: string | undefined): { readonly name: string; readonly password: string } | undefined {
  const [, encoded] = /^Basic +(\S+) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, name = '', password = ''] = /^([^:]*):?([^]*)$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return { name, password };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
