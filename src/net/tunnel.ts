import * as api from 'undici/lib/api/index.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';
import type Connector from 'undici/types/connector';
import type Dispatcher from 'undici/types/dispatcher';
import { Fault } from '../core/model/fault';
import { faultOfConnecting } from './failure';
import type { Proxy } from './proxy';

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
