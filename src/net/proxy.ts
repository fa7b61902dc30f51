import * as api from 'undici/lib/api/index.js';
import { Fault } from '../core/model/fault';
import { isLoopback, type NetworkSettings } from '../core/service/endpoint';
import { faultOfConnecting } from './failure';

export interface Proxy {
  /** Without credentials. */
  readonly url: URL;
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/**
 * The proxy that a request to this URL goes through. The editor's settings win over the environment, as in VS Code itself;
 * https falls back to HTTP_PROXY, as there. Loopback never goes through a proxy.
 */
export function proxyFor(url: URL, settings: NetworkSettings): Proxy | undefined {
  if (isLoopback(url.hostname)) return undefined;
  const fromSettings = settings.proxy?.trim();
  const text = fromSettings ? fromSettings : fromEnvironment(url, settings.environment);
  if (!text || isExempt(url, settings)) return undefined;
  return parseProxy(text, fromSettings ? 'http.proxy' : 'HTTP_PROXY');
}

function fromEnvironment(url: URL, environment: NetworkSettings['environment']): string | undefined {
  const plain = variable(environment, 'HTTP_PROXY');
  return url.protocol === 'https:' ? (variable(environment, 'HTTPS_PROXY') ?? plain) : plain;
}

function isExempt(url: URL, { noProxy, environment }: NetworkSettings): boolean {
  const entries = noProxy.length > 0 ? noProxy : (variable(environment, 'NO_PROXY') ?? '').split(/[,\s]+/);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return entries.some(entry => {
    if (entry.trim() === '*') return true;
    const [, host = '', entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry.trim().toLowerCase()) ?? [];
    const name = host.replace(/^\*?\./, '');
    if (name === '' || (entryPort !== undefined && entryPort !== port)) return false;
    return url.hostname === name || url.hostname.endsWith(`.${name}`);
  });
}

/** The faults name where the proxy was set and never what was set there: it may hold a password. */
function parseProxy(text: string, subject: string): Proxy {
  const absolute = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(absolute)) throw new Fault('invalidInput', { subject });
  const { protocol, host, username, password } = new URL(absolute);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new Fault('invalidInput', { subject, problem: { kind: 'notOneOf', choices: ['http:', 'https:'] } });
  const url = new URL(`${protocol}//${host}`);
  if (username === '' && password === '') return { url };
  const pair = `${decode(username)}:${decode(password)}`;
  return { url, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function variable(environment: NetworkSettings['environment'], name: string): string | undefined {
  return environment[name.toLowerCase()] ?? environment[name];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import Pool from 'undici/lib/dispatcher/pool.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';
import type Connector from 'undici/types/connector';
import type Dispatcher from 'undici/types/dispatcher';

export interface TunnelOptions {
  readonly connections: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly connect: Connector.BuildOptions & { readonly timeout: number };
}

/** A dispatcher whose connections go through the proxy by CONNECT; the proxy sees neither requests nor credentials. */
export function makeTunnel(proxy: Proxy, options: TunnelOptions): Dispatcher {
  return new ProxyAgent({
    uri: proxy.url.href,
    ...(proxy.authorization !== undefined && { token: proxy.authorization }),
    connections: options.connections,
    headersTimeout: options.headersTimeout,
    bodyTimeout: options.bodyTimeout,
    requestTls: options.connect,
    proxyTls: options.connect,
    clientFactory: (origin, poolOptions) => {
      const pool = new Pool(origin, { ...poolOptions, headersTimeout: options.connect.timeout });
      // ProxyAgent calls `connect`, which only undici's entry puts on its dispatchers; and ProxyAgent's own error
      // would tell a refused sign-in apart from other refusals by its message alone
      return Object.assign(pool, { connect: (request: Dispatcher.ConnectOptions) => openTunnel(pool, request, proxy.url.host) });
    },
  });
}

async function openTunnel(pool: Pool, request: Dispatcher.ConnectOptions, host: string): Promise<Dispatcher.ConnectData> {
  const answer = await api.connect.call(pool, request).catch((error: unknown) => {
    throw faultOfConnecting(error, host);
  });
  if (answer.statusCode === 200) return answer;
  answer.socket.on('error', () => undefined).destroy();
  throw new Fault(answer.statusCode === 407 ? 'proxySignIn' : 'refused', { status: answer.statusCode, subject: host });
}
