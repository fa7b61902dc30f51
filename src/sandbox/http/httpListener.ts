import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { HttpAnswer, Request } from './exchange';
import { anyAnswer, json } from './exchange';
import type { Intercept } from '../options';
import type { RequestHandler } from './requestHandler';
import { wait } from './requestHandler';

interface HttpListenerOptions {
  readonly handler: RequestHandler;
  readonly intercept: Intercept | undefined;
  /** The host and port that requests must be meant for. */
  readonly host: () => string;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** The HTTP server: reads a request whole, has it answered, and sends the answer. */
export function httpListener(options: HttpListenerOptions): Server {
  return createServer((incoming, outgoing) => {
    exchange(incoming, outgoing, options).catch((error: unknown) => {
      if (options.signal.aborted || outgoing.headersSent) outgoing.destroy();
      else send(outgoing, json(500, { message: String(error) }));
    });
  });
}

async function exchange(incoming: IncomingMessage, outgoing: ServerResponse, options: HttpListenerOptions): Promise<void> {
  const { request, isTooLarge } = await read(incoming);
  const answer = await answerOf(request, isTooLarge, options);
  if (answer === 'lost') outgoing.destroy();
  else send(outgoing, answer, request.method === 'HEAD');
}

async function answerOf(request: Request, isTooLarge: boolean, options: HttpListenerOptions): Promise<HttpAnswer | 'lost'> {
  const { handler, intercept, host, signal } = options;
  // a page on the web may have its own name lead to this computer, and so must not be answered
  if (request.headers.host !== host()) return json(421, { message: `This is ${host()}.` });
  const interception = await intercept?.(request);
  if (interception === 'drop') return 'lost';
  if (interception === 'drop-after') {
    await handler.handle(request, isTooLarge);
    return 'lost';
  }
  if (interception === undefined) return handler.handle(request, isTooLarge);
  if ('status' in interception) {
    const { status, headers, body = '' } = interception;
    await wait(handler.behavior.latencyMs, signal);
    return anyAnswer(status, body, headers);
  }
  await wait(interception.delayMs, signal);
  return handler.handle(request, isTooLarge);
}

/** Reads on when a body is too long, without keeping it: a client that is still sending would not see the answer. */
async function read(incoming: IncomingMessage): Promise<{ readonly request: Request; readonly isTooLarge: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= bodyLimit) chunks.push(chunk);
  }
  const { method = 'GET', headers, url = '/' } = incoming;
  const [, path = '/', query = ''] = /^([^?]*)\??([^]*)$/.exec(url) ?? [];
  const body = Buffer.concat(chunks).toString('utf8');
  return { request: { method, path, query: new URLSearchParams(query), headers, body }, isTooLarge: length > bodyLimit };
}

const bodyLimit = 1024 * 1024;

function send(outgoing: ServerResponse, { status, headers, body }: HttpAnswer, isHead = false): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': bytes.length });
  outgoing.end(isHead || status === 204 ? undefined : bytes);
}
