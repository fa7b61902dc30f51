import * as api from 'undici/lib/api/index.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import type Dispatcher from 'undici/types/dispatcher';
import { Fault } from '../core/model/fault';
import type { NetworkSettings } from '../core/service/endpoint';
import { untilAborted } from '../core/model/abortSignals';
import { faultOfFailure } from './failure';
import { makeTunnel, type Proxy, proxyFor } from './proxy';
import * as tls from 'node:tls';

/** One request. Its URL carries the query; nothing is added to the headers but what HTTP itself needs. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How many bytes of answer are accepted, where it is fewer than the transport accepts anyway. */
  readonly sizeLimit?: number;
  /** How long the whole exchange may take, in ms, where it is less than the transport allows anyway. */
  readonly timeLimitMs?: number;
}

/** One answer, whole. */
export interface HttpResponse {
  readonly status: number;
  /** Names are lower case; a header sent several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Sends one request and reads its answer to the end, whatever the status. Throws a Fault that holds nothing of what was
 * sent, or the signal's reason when aborted. Follows no redirect: a redirect is no answer of a service's API, and following
 * one would carry credentials elsewhere.
 */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

export interface TransportOptions {
  /** Until the connection stands, with TLS. */
  readonly connectTimeoutMs: number;
  /** From the request's end to the answer's headers. */
  readonly headersTimeoutMs: number;
  /** Between two pieces of the answer's body. */
  readonly bodyTimeoutMs: number;
  /** The whole exchange, however steadily its answer drips. */
  readonly exchangeTimeoutMs: number;
  /** Bytes of an answer's body. */
  readonly sizeLimit: number;
  /** To one origin; more than any adapter's requests at one time. */
  readonly connections: number;
  /** PEM; undefined: Node's own. */
  readonly certificates: () => readonly string[] | undefined;
}

const defaults: TransportOptions = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 60_000,
  bodyTimeoutMs: 30_000,
  exchangeTimeoutMs: 120_000,
  // a page of 1,000 files with all their metadata is a few MB
  sizeLimit: 16 * 1024 * 1024,
  connections: 16,
  certificates: trustedCertificates,
};

/** A transport with a pool of its own, on undici's dispatchers. Connections that idle for a few seconds are closed by undici. */
export function makeTransport(settings: NetworkSettings, options: Partial<TransportOptions> = {}): Transport {
  const complete = { ...defaults, ...options };
  const dispatchers = new Map<string, Dispatcher>();
  let secureContext: tls.SecureContext | undefined;

  const secure = () => {
    if (!settings.strictSSL) return { rejectUnauthorized: false };
    // one context for all: to parse a few hundred certificates for each connection would cost more than the requests
    secureContext ??= makeSecureContext(complete.certificates());
    return secureContext && { secureContext };
  };
  const makeDispatcher = (isSecure: boolean, proxy: Proxy | undefined): Dispatcher => {
    const { connections, headersTimeoutMs: headersTimeout, bodyTimeoutMs: bodyTimeout } = complete;
    // loopback without TLS need not wait for the system's certificates
    const connect = { timeout: complete.connectTimeoutMs, ...((isSecure || proxy) && secure()) };
    const pool = { connections, headersTimeout, bodyTimeout, connect };
    return proxy ? makeTunnel(proxy, pool) : new Agent(pool);
  };
  const dispatcherFor = (url: URL): Dispatcher => {
    const proxy = proxyFor(url, settings);
    const key = `${url.protocol} ${proxy?.url.href ?? ''}`;
    const dispatcher = dispatchers.get(key) ?? makeDispatcher(url.protocol === 'https:', proxy);
    dispatchers.set(key, dispatcher);
    return dispatcher;
  };

  return async (request, signal) => {
    signal.throwIfAborted();
    const { host } = request.url;
    const timeUp = new AbortController();
    const timer = setTimeout(
      () => {
        timeUp.abort(new Fault('timeout', { subject: host }));
      },
      Math.min(request.timeLimitMs ?? Infinity, complete.exchangeTimeoutMs),
    );
    const ended = AbortSignal.any([signal, timeUp.signal]);
    try {
      const dispatcher = dispatcherFor(request.url);
      const sizeLimit = Math.min(request.sizeLimit ?? Infinity, complete.sizeLimit);
      // undici settles an aborted request only once its connection stands
      return await untilAborted(exchange(dispatcher, request, sizeLimit, ended), ended);
    } catch (error) {
      ended.throwIfAborted();
      throw faultOfFailure(error, host);
    } finally {
      clearTimeout(timer);
    }
  };
}

function makeSecureContext(certificates: readonly string[] | undefined): tls.SecureContext | undefined {
  return certificates && tls.createSecureContext({ ca: [...certificates] });
}

async function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  sizeLimit: number,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { method, url, headers, body } = request;
  const path = url.pathname + url.search;
  const answer = await api.request.call(dispatcher, { origin: url.origin, path, method, headers, body: body ?? null, signal });
  const response = { status: answer.statusCode, headers: joined(answer.headers) };
  if (response.status >= 300 && response.status < 400) {
    answer.body.on('error', () => undefined).destroy();
    throw redirected(response.status, response.headers['location'], url);
  }
  return { ...response, body: await read(answer.body, sizeLimit, url.host) };
}

/** Names where it pointed at by origin alone: the rest of an address may hold a secret. */
function redirected(status: number, location: string | undefined, base: URL): Fault {
  const target = location !== undefined && URL.canParse(location, base.href) ? new URL(location, base.href).origin : undefined;
  return new Fault('unexpectedAnswer', { status, ...(target !== undefined && { subject: target }) });
}

async function read(body: Dispatcher.ResponseData['body'], sizeLimit: number, host: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > sizeLimit) throw new Fault('tooLarge', { subject: host, limit: sizeLimit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** What `node:tls` offers from Node 22.15 on. */
export interface CertificateStore {
  readonly getCACertificates?: (kind: 'default' | 'system') => readonly string[];
}

/**
 * Node's own certificates (with those of NODE_EXTRA_CA_CERTS) and the operating system's, so that what a company's
 * administrator trusts is trusted here. Undefined where Node can't tell: its own ones hold then.
 */
export function trustedCertificates(store: CertificateStore = tls as CertificateStore): readonly string[] | undefined {
  if (store.getCACertificates === undefined) return undefined;
  return [...new Set([...store.getCACertificates('default'), ...store.getCACertificates('system')])];
}
