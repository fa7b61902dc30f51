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

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What goes wrong with some of a request's files. */
export interface FileFault {
  readonly kind: 'partial' | 'unmentioned' | 'tagless';
  readonly happensTo: (id: string) => boolean;
  /** Whether those files are edited all the same. */
  readonly isCarriedOut: boolean;
}

/** One of the things that the server answers for: a service's API, the pictures, or the sandbox itself. */
export interface Api {
  /** Whether a request with this path is for it. */
  owns(path: string): boolean;
  /** Which limit the request counts against, if any. */
  classOf(request: Request): RequestClass;
  answer(request: Request, fault?: FileFault): HttpAnswer;
  /** How it says that the request failed: 401, 404, 413, 429 or 5xx. In a 404 `names` tells which of the request's files are missing. */
  refusal(request: Request, status: number, names?: (id: string) => boolean): HttpAnswer;
}

export type RequestClass = 'read' | 'write' | 'other';

export function json(status: number, value: unknown): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

export function textAnswer(status: number, body: string): HttpAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** What a gateway between the client and the service answers. */
export function htmlPage(status: number): HttpAnswer {
  const body = `<html>\n<head><title>${status}</title></head>\n<body><center><h1>${status}</h1></center><hr></body>\n</html>\n`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/** A text as it is, anything else as JSON. */
export function anyAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  const answer = typeof body === 'string' ? { status, headers: {}, body } : json(status, body);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** The parts of a path between its slashes, decoded; `undefined` where the encoding is broken. */
export function pathSegments(path: string): readonly string[] | undefined {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

export interface NameAndPassword {
  readonly name: string;
  readonly password: string;
}

/** What an `Authorization: Basic` header holds. Without its colon it holds nothing (RFC 7617). */
export function basicCredentials(header: string | undefined): NameAndPassword | undefined {
  const [, encoded] = /^Basic +(\S+) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
