import type { Budget } from '../../../src/core/pace/rateLimitPause';
import type { Connection, Credentials } from '../../../src/core/service/connection';
import type { TagService } from '../../../src/core/service/service';
import type { HttpRequest, HttpResponse, Transport } from '../../../src/net/transport';
import { makeService } from '../../support/services';

export const never = new AbortController().signal;

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, a string as it is. */
  readonly body?: unknown;
}

/** A service behind a wire that answers as it is told, one reply for each request, and keeps what was sent. */
export class Wire {
  readonly sent: HttpRequest[] = [];
  readonly saved: Credentials[] = [];
  now = Date.parse('2026-01-01T00:00:00Z');
  /** What answers to reads said of their pace. */
  readonly readBudgets: Budget[] = [];
  readonly transport: Transport;

  constructor(reply: (request: HttpRequest, index: number) => Reply | Promise<Reply>) {
    this.transport = async request => {
      this.sent.push(request);
      return responseOf(await reply(request, this.sent.length - 1));
    };
  }

  service(connection: Pick<Connection, 'service' | 'endpoint'>, credentials: Credentials): TagService {
    return makeService({ id: 'id', name: 'name', ...connection }, credentials, {
      settings: { noProxy: [], strictSSL: true, environment: {} },
      transport: this.transport,
      now: () => this.now,
      onReadBudget: budget => this.readBudgets.push(budget),
      saveCredentials: renewed => {
        this.saved.push(renewed);
        return Promise.resolve();
      },
      userAgent: 'tagwright/test',
    });
  }

  /** Each request as `GET /path?query body`, its query decoded. */
  get lines(): readonly string[] {
    return this.sent.map(({ method, url, body }) => {
      const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&');
      return [method, url.pathname + (query === '' ? '' : `?${query}`), ...(body === undefined ? [] : [body])].join(' ');
    });
  }
}

function responseOf({ status = 200, headers = {}, body = '' }: Reply): HttpResponse {
  const isText = typeof body === 'string';
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(isText ? body : JSON.stringify(body));
  return { status, headers: { ...(!isText && { 'content-type': 'application/json' }), ...headers }, body: bytes };
}
