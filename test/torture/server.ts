import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Library } from './library';
import { type Mischief, type MischiefPlan, nextMischief, peace } from './mischief';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server for a handful of requests of both services that misbehaves as it is told. */
export class HostileServer {
  library: Library | undefined;
  plan: MischiefPlan = peace;
  /** What a search shows; the library itself where the search keeps up. */
  searchable: ReadonlyMap<string, readonly string[]> | undefined;
  readonly faults = new Map<Mischief, number>();
  /** Called before each write is looked at; the count starts at 1 with each new plan. */
  onWrite: (count: number) => void = () => undefined;
  private writes = 0;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.server.keepAliveTimeout = 60_000;
  }

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  begin(plan: MischiefPlan, onWrite: (count: number) => void = () => undefined): void {
    this.plan = plan;
    this.onWrite = onWrite;
    this.writes = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const isWrite = request.method !== 'GET';
    if (isWrite) this.onWrite(++this.writes);
    if (isWrite && this.writes >= this.plan.signedOutAt) {
      this.count('signedOut');
      send(response, { status: 401, body: { message: 'Your request does not contain private API key.', errorCode: '-1' } });
      return;
    }
    const mischief = nextMischief(this.plan);
    if (mischief && (mischief !== 'short' || isWrite)) this.count(mischief);
    switch (mischief) {
      case 'rateLimited':
        send(response, { status: 429, body: { message: 'too many' }, headers: { 'X-RateLimit-Reset': '300' } });
        return;
      case 'serverError':
        send(response, { status: 503, body: 'Service Unavailable' });
        return;
      case 'dropBefore':
        response.destroy();
        return;
      case 'nonsenseBefore':
        send(response, { status: 200, body: '<html>Please sign in</html>' });
        return;
      case 'hang':
        return;
      default:
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer = url.pathname.startsWith('/documents/')
      ? this.oracle(request, url, text)
      : this.imagekit(request, url, text, mischief);
    switch (mischief) {
      case 'dropAfter':
        response.destroy();
        return;
      case 'nonsenseAfter':
        send(response, { status: 200, body: { surprise: true } });
        return;
      case 'half': {
        const whole = JSON.stringify(answer.body);
        response.writeHead(answer.status, { 'content-length': whole.length });
        response.write(whole.slice(0, whole.length / 2), () => response.destroy());
        return;
      }
      default:
        send(response, answer);
    }
  }

  private imagekit(request: IncomingMessage, url: URL, text: string, mischief: Mischief | undefined): Answer {
    const single = /^\/v1\/files\/(\w+)\/details$/.exec(url.pathname)?.[1];
    if (request.method === 'GET' && single === undefined) {
      const ids = Array.from((url.searchParams.get('searchQuery') ?? '').matchAll(/"(\w+)"/g), match => match[1] ?? '');
      return { status: 200, body: ids.flatMap(id => this.asset(id, this.searchable) ?? []) };
    }
    if (single !== undefined) {
      if (!this.files.has(single)) return { status: 404, body: { message: 'The requested file does not exist.' } };
      if (request.method === 'PATCH') {
        if (this.refuses(single)) return { status: 400, body: { message: 'Error in updating' } };
        this.files.set(single, (JSON.parse(text) as { tags: readonly string[] | null }).tags ?? []);
      }
      return { status: 200, body: this.asset(single) };
    }
    return this.bulk(url.pathname.endsWith('addTags'), JSON.parse(text) as Bulk, mischief === 'short');
  }

  private bulk(isAdding: boolean, { fileIds, tags }: Bulk, isShort: boolean): Answer {
    const missing = fileIds.filter(id => !this.files.has(id));
    if (fileIds.length > 50 || tags.join('').length > 500)
      return { status: 400, body: { message: 'A maximum of 50 files can be edited at a time.' } };
    if (missing.length > 0) {
      if (this.plan.namesMissing)
        return { status: 404, body: { message: 'The requested file(s) does not exist.', missingFileIds: missing } };
      this.count('namelessMissing');
      return { status: 404, body: { message: 'The requested file(s) does not exist.' } };
    }
    const refused = fileIds.filter(id => this.refuses(id));
    const updated = fileIds.filter(id => !refused.includes(id));
    // a short answer passes over every third file, half of which were edited all the same
    const silent = isShort ? updated.filter((_, index) => index % 3 === 0) : [];
    for (const id of updated) {
      if (silent.indexOf(id) % 2 === 1) continue;
      const before = this.files.get(id) ?? [];
      this.files.set(id, isAdding ? [...new Set([...before, ...tags])] : before.filter(tag => !tags.includes(tag)));
    }
    const successfullyUpdatedFileIds = updated.filter(id => !silent.includes(id));
    if (refused.length === 0) return { status: 200, body: { successfullyUpdatedFileIds } };
    this.count('partial');
    return {
      status: 207,
      body: { successfullyUpdatedFileIds, errors: refused.map(fileId => ({ fileId, error: 'Error in adding tags' })) },
    };
  }

  private oracle(request: IncomingMessage, url: URL, text: string): Answer {
    const id = /\/files\/(\w+)/.exec(url.pathname)?.[1] ?? '';
    const tags = this.files.get(id);
    if (!tags) return { status: 404, body: { errorCode: '-16', errorMessage: `'${id}' does not exist.` } };
    const body = text === '' ? {} : (JSON.parse(text) as { setTags?: string; addTags?: string; removeTags?: string });
    const list = (value: string | undefined) => (value ?? '').split(',').filter(tag => tag !== '');
    if (request.method !== 'GET' && this.refuses(id)) {
      this.count('partial');
      return { status: 403, body: { errorCode: '-20', errorMessage: 'insufficient privilege' } };
    }
    const done = { errorCode: '0', idList: id, type: 'file' };
    switch (request.method) {
      case 'POST':
        this.files.set(id, list(body.setTags));
        return { status: 200, body: done };
      case 'PUT':
        this.files.set(id, [...new Set([...tags.filter(tag => !list(body.removeTags).includes(tag)), ...list(body.addTags)])]);
        return { status: 200, body: done };
      case 'DELETE':
        this.files.set(id, []);
        return { status: 200, body: done };
      default:
        if (!url.pathname.endsWith('/tags')) return { status: 200, body: { ...done, id, name: `${id}.jpg`, parentID: 'self' } };
        return { status: 200, body: { ...done, tags: tags.join(',') } };
    }
  }

  private get files(): Map<string, readonly string[]> {
    if (!this.library) throw new Error('the server has no library');
    return this.library.files;
  }

  private asset(id: string, files: ReadonlyMap<string, readonly string[]> = this.files): unknown {
    const tags = files.get(id);
    if (!tags || !this.files.has(id)) return undefined;
    const moment = '2026-01-01T00:00:00.000Z';
    const isUntagged = tags.length === 0;
    return {
      type: 'file',
      fileId: id,
      name: `${id}.jpg`,
      filePath: `/${id}.jpg`,
      tags: isUntagged ? null : tags,
      AITags: null,
      url: `https://media.example/${id}.jpg`,
      thumbnail: `https://media.example/${id}.jpg?tr=n-ik_ml_thumbnail`,
      fileType: 'image',
      isPrivateFile: false,
      createdAt: moment,
      updatedAt: moment,
    };
  }

  private refuses(id: string): boolean {
    return this.plan.refused.has(id);
  }

  private count(mischief: Mischief): void {
    this.faults.set(mischief, (this.faults.get(mischief) ?? 0) + 1);
  }
}

interface Bulk {
  readonly fileIds: readonly string[];
  readonly tags: readonly string[];
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers });
  response.end(text);
}
