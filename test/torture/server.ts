import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../world/chance';
import { listed, type Caller, type Reply, type Request, type Seen, type ServiceModel, type Written } from '../world/serviceModel';
import type { Tally } from '../world/tally';
import type { Trouble } from '../world/trouble';
import type { Answer, Dialect } from './dialect';

export interface ServerOptions {
  readonly model: ServiceModel;
  readonly dialect: Dialect;
  readonly speed: number;
  readonly now: () => number;
  readonly tally: Tally;
  readonly trace: (text: string) => void;
  readonly onError: (error: unknown) => void;
  /** Who asks, by the names that a window gives of itself and of the run. */
  readonly callerOf: (window: string, run: string) => Caller;
}

/** A service on a port of this machine, whose requests say beside what they ask who asks it, and when it was sent. */
export class ModelServer {
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch((error: unknown) => {
      // one that its sender has given up has no end
      if (request.complete) this.options.onError(error);
      response.destroy();
    });
  });

  constructor(private readonly options: ServerOptions) {
    this.server.keepAliveTimeout = 60_000;
  }

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of message) text += String(chunk);
    const { dialect, model, callerOf } = this.options;
    const url = new URL(message.url ?? '/', 'http://localhost');
    const order = dialect.orderOf({ method: message.method ?? '', url, text });
    const caller = callerOf(String(message.headers['x-window']), String(message.headers['x-run']));
    switch (order.kind) {
      case 'read':
        await this.exchange(response, model.read(order.ids, caller), files => dialect.seen(order, files));
        return;
      case 'search':
        await this.exchange(response, model.search(order.tags, order, caller), files => dialect.seen(order, files));
        return;
      case 'readOne':
        await this.exchange(response, model.readOne(order.id, caller), file => dialect.seen(order, file ? [file] : []));
        return;
      case 'inherited': {
        const tags = model.account.files.get(order.id)?.tags;
        send(response, dialect.seen(order, tags ? [{ id: order.id, tags }] : []));
        return;
      }
      case 'write': {
        const { write } = order;
        const request = model.write(write, caller, Number(message.headers['x-sent-at']));
        const doubt = () => {
          for (const id of write.fileIds) caller.run.doing(id).doubts++;
        };
        if (request) await this.exchange(response, request, files => dialect.written(write, files), doubt);
        else send(response, { status: 400, body: { message: 'This breaks a rule.' } });
      }
    }
  }

  /** There and back; what the service decides is decided when the request is there. */
  private async exchange<Content extends readonly (Seen | Written)[] | Seen | undefined>(
    response: ServerResponse,
    { name, chance, serve, done, giveUp }: Request<Content>,
    tell: (content: Content) => Answer,
    doubt: () => void = () => undefined,
  ): Promise<void> {
    const { tally, trace } = this.options;
    let isAnswered = false;
    response.once('close', () => {
      if (isAnswered) return;
      tally.count('request given up');
      trace(`${name} is given up`);
      giveUp();
    });
    trace(name);
    await this.travel(chance);
    const reply = serve();
    trace(`${name} -> ${brieflyOf(reply)}`);
    if ('trouble' in reply && reply.trouble.kind === 'timeout') {
      // never a word
      done();
      return;
    }
    await this.travel(chance);
    done();
    isAnswered = true;
    if ('answer' in reply) send(response, tell(reply.answer));
    else if (isFromGateway(reply.trouble, chance)) {
      doubt();
      send(response, { status: 404, body: '<html>Not Found</html>' });
    } else this.refuse(response, reply.trouble, chance);
  }

  private refuse(response: ServerResponse, trouble: Trouble, chance: Chance): void {
    switch (trouble.kind) {
      case 'timeout':
        return;
      case 'lost':
        if (chance() < 0.5) {
          response.destroy();
          return;
        }
        // in the middle of it
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
        response.write('{"', () => response.destroy());
        return;
      case 'serverError':
        send(response, { status: 503, body: 'Service Unavailable' });
        return;
      case 'page':
        send(response, { status: 200, body: '<html>Please sign in</html>' });
        return;
      default:
        send(response, this.options.dialect.refused(trouble, this.options.now()));
    }
  }

  private async travel(chance: Chance): Promise<void> {
    const ms = this.options.model.latency(chance) / this.options.speed;
    if (ms >= 1) await wait(ms);
  }
}

/** Of a 404 that names no files nobody knows who wrote it. */
function isFromGateway(trouble: Trouble, chance: Chance): boolean {
  return trouble.kind === 'notFound' && trouble.missingIds === undefined && chance() < 0.3;
}

function brieflyOf(reply: Reply<readonly (Seen | Written)[] | Seen | undefined>): string {
  if ('trouble' in reply) return JSON.stringify(reply.trouble);
  const { answer } = reply;
  if (!answer) return 'nothing';
  return listed('id' in answer ? [answer.id, ...(answer.tags ?? ['without tags'])] : answer.map(({ id }) => id));
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers });
  response.end(text);
}
