import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bucket } from './bucket';
import type { Answer, Api, Request } from './exchange';
import { json } from './exchange';
import type { Intercept, Interception } from './options';

interface ListenerOptions {
  /** The last of them answers what no other owns. */
  readonly apis: readonly [Api, ...Api[]];
  readonly bucket: Bucket | undefined;
  readonly latencyMs: number;
  readonly intercept: Intercept | undefined;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** The HTTP server: reads a request whole, has it answered, and sends the answer when its time has come. */
export function listener(options: ListenerOptions): Server {
  return createServer((incoming, outgoing) => {
    exchange(incoming, outgoing, options).catch((error: unknown) => {
      if (options.signal.aborted || outgoing.headersSent) outgoing.destroy();
      else send(outgoing, json(500, { message: String(error) }));
    });
  });
}

async function exchange(incoming: IncomingMessage, outgoing: ServerResponse, options: ListenerOptions): Promise<void> {
  const { intercept, latencyMs, signal } = options;
  const { request, isTooLarge } = await read(incoming);
  const interception = await intercept?.(request);
  if (interception === 'drop') return void outgoing.destroy();
  await wait(latencyMs + delayOf(interception), signal);
  const answer = replacement(interception) ?? answerOf(request, isTooLarge, options);
  if (interception === 'drop-after') return void outgoing.destroy();
  send(outgoing, answer, request.method === 'HEAD');
}

/** Reads on when a body is too long, without keeping it: a client that is still sending would not see the answer. */
async function read(incoming: IncomingMessage): Promise<{ readonly request: Request; readonly isTooLarge: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  const { method = 'GET', headers, url = '/' } = incoming;
  const [, path = '/', query = ''] = /^([^?]*)\??([^]*)$/.exec(url) ?? [];
  const body = Buffer.concat(chunks).toString('utf8');
  return { request: { method, path, query: new URLSearchParams(query), headers, body }, isTooLarge: length > BODY_LIMIT };
}

const BODY_LIMIT = 1024 * 1024;

function answerOf(request: Request, isTooLarge: boolean, { apis, bucket }: ListenerOptions): Answer {
  const api = apis.find(candidate => candidate.owns(request.path)) ?? apis[0];
  if (isTooLarge) return api.tooLarge(request);
  if (bucket === undefined || !api.writes(request)) return api.answer(request);
  const { isAllowed, headers } = bucket.take();
  const answer = isAllowed ? api.answer(request) : api.tooMany(request);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds === 0) return;
  // a timer can't run for ever: what never ends is waited for in long pieces
  const longest = 2 ** 31 - 1;
  for (let left = milliseconds; left > 0; left -= longest) await sleep(Math.min(left, longest), undefined, { signal });
}

function delayOf(interception: Interception): number {
  return typeof interception === 'object' && 'delayMs' in interception ? interception.delayMs : 0;
}

function replacement(interception: Interception): Answer | undefined {
  if (typeof interception !== 'object' || !('status' in interception)) return undefined;
  const { status, headers = {}, body = '' } = interception;
  const answer = typeof body === 'string' ? { status, headers: {}, body } : json(status, body);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer, isHead = false): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': bytes.length });
  outgoing.end(isHead || status === 204 ? undefined : bytes);
}
