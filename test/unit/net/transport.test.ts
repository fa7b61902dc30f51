import { deepEqual, equal, match } from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import type { NetworkSettings } from '../../../src/core/service/endpoint';
import { makeTransport, type TransportOptions } from '../../../src/net/transport';
import { outcome } from './faults';
import { certificate } from './fixtures/certificate';
import { Servers, bodyText } from './servers';

const direct: NetworkSettings = { noProxy: [], strictSSL: true, environment: {} };
const never = new AbortController().signal;

describe('the transport', () => {
  let servers: Servers;
  beforeEach(() => (servers = new Servers()));
  afterEach(() => {
    servers.close();
  });

  const get = async (listener: RequestListener, options: Partial<TransportOptions> = {}) => {
    const port = await servers.plain(listener);
    const url = new URL(`http://127.0.0.1:${port}/path?a=b`);
    const answer = await outcome(makeTransport(direct, options)({ method: 'GET', url, headers: {} }, never));
    return JSON.parse(JSON.stringify(answer).replaceAll(String(port), 'PORT')) as unknown;
  };

  it('sends what it is given and gives back the whole answer', async () => {
    const port = await servers.plain((request, response) => {
      void request.toArray().then(chunks => {
        response.writeHead(207, { 'X-One': '1', 'Set-Cookie': ['a=1', 'b=2'] });
        response.end(`${request.method} ${request.url} ${request.headers.authorization} ${Buffer.concat(chunks).toString()}`);
      });
    });
    const url = new URL(`http://localhost:${port}/p%20q?x=%26`);
    const answer = await makeTransport(direct)(
      { method: 'PATCH', url, headers: { authorization: 'Basic x' }, body: 'tëst' },
      never,
    );
    const { status, headers } = answer;
    deepEqual(
      [status, headers['x-one'], headers['set-cookie'], bodyText(answer)],
      [207, '1', 'a=1, b=2', 'PATCH /p%20q?x=%26 Basic x tëst'],
    );
  });

  const redirects: readonly (readonly [number, string | undefined, object])[] = [
    [302, 'https://user:word@elsewhere.test/path?token=secret', { subject: 'https://elsewhere.test' }],
    [307, '/other', { subject: 'http://127.0.0.1:PORT' }],
    [301, 'http://', {}],
    [304, undefined, {}],
  ];
  for (const [status, location, facts] of redirects) {
    it(`follows no redirect: ${status} to ${location}`, async () => {
      const seen: string[] = [];
      const answer = await get((request, response) => {
        seen.push(request.url ?? '');
        response.writeHead(status, location === undefined ? {} : { location }).end();
      });
      deepEqual([answer, seen], [{ code: 'unexpectedAnswer', status, ...facts }, ['/path?a=b']]);
    });
  }

  const failures: readonly (readonly [string, RequestListener, Partial<TransportOptions>, object])[] = [
    [
      'the answer is too large',
      (_, response) => response.end('x'.repeat(101)),
      { sizeLimit: 100 },
      { code: 'tooLarge', limit: 100 },
    ],
    ['no headers come', () => undefined, { headersTimeoutMs: 50 }, { code: 'timeout', systemCode: 'UND_ERR_HEADERS_TIMEOUT' }],
    [
      'the body stops',
      (_, response) => response.write('x'),
      { bodyTimeoutMs: 50 },
      { code: 'timeout', systemCode: 'UND_ERR_BODY_TIMEOUT' },
    ],
    [
      'the body drips without end',
      (_, response) => {
        const drip = setInterval(() => response.write('x'), 5);
        response.on('close', () => {
          clearInterval(drip);
        });
      },
      { exchangeTimeoutMs: 60 },
      { code: 'timeout' },
    ],
    [
      'the connection ends at once',
      request => request.socket.destroy(),
      {},
      { code: 'connectionLost', systemCode: 'UND_ERR_SOCKET' },
    ],
    [
      'the connection ends within the body',
      (request, response) => {
        response.writeHead(200, { 'Content-Length': '100' }).write('x', () => request.socket.destroy());
      },
      {},
      { code: 'connectionLost', systemCode: 'UND_ERR_SOCKET' },
    ],
    [
      'it is no HTTP',
      request => request.socket.end('hello\r\n\r\n'),
      {},
      { code: 'unexpectedAnswer', systemCode: 'HTTPParserError' },
    ],
  ];
  for (const [name, listener, options, facts] of failures) {
    it(`says so where ${name}`, async () => {
      deepEqual(await get(listener, options), { subject: '127.0.0.1:PORT', ...facts });
    });
  }

  it("keeps to a request's own time limit", async () => {
    const port = await servers.plain(() => undefined);
    const url = new URL(`http://127.0.0.1:${port}/`);
    const sent = makeTransport(direct)({ method: 'GET', url, headers: {}, timeLimitMs: 20 }, never);
    deepEqual(await outcome(sent), { code: 'timeout', subject: url.host });
  });

  it("keeps to a request's own size limit", async () => {
    const port = await servers.plain((_, response) => response.end('12345'));
    const url = new URL(`http://127.0.0.1:${port}/`);
    const sent = [4, 5].map(sizeLimit =>
      outcome(makeTransport(direct)({ method: 'GET', url, headers: {}, sizeLimit }, never).then(bodyText)),
    );
    deepEqual(await Promise.all(sent), [{ code: 'tooLarge', subject: url.host, limit: 4 }, '12345']);
  });

  it('tells an unknown host and a closed port apart', async () => {
    const port = await servers.plain(() => undefined);
    servers.close();
    const urls = ['https://nowhere.invalid/', `http://127.0.0.1:${port}/`].map(text => new URL(text));
    const faults = await Promise.all(urls.map(url => outcome(makeTransport(direct)({ method: 'GET', url, headers: {} }, never))));
    const [unknown, closed] = faults as { readonly code: string; readonly subject: string; readonly systemCode: string }[];
    deepEqual([unknown!.code, unknown!.subject], ['hostNotFound', 'nowhere.invalid']);
    match(unknown!.systemCode, /ENOTFOUND|EAI_AGAIN/);
    deepEqual(closed, { code: 'refused', subject: `127.0.0.1:${port}`, systemCode: 'ECONNREFUSED' });
  });

  it('holds nothing of what was sent in its faults', async () => {
    const headers = { authorization: 'Basic SECRET', 'x-bad': 'SECRET\r\nmore' };
    const url = new URL('http://127.0.0.1:1/SECRET?SECRET');
    const error: unknown = await makeTransport(direct)({ method: 'GET', url, headers, body: 'SECRET' }, never).catch(
      (thrown: unknown) => thrown,
    );
    const shown = Object.getOwnPropertyNames(error).map(name => String((error as Record<string, unknown>)[name]));
    equal(
      shown.some(text => text.includes('SECRET')),
      false,
    );
  });

  it('rejects with the reason of the signal: before, while connecting, and while waiting', async () => {
    const port = await servers.plain(() => undefined);
    // a proxy that never answers stands for a connection that never stands
    const slow: NetworkSettings = { ...direct, proxy: `http://127.0.0.1:${await servers.proxy(() => 0)}` };
    const cases = [
      { settings: direct, url: `http://127.0.0.1:${port}/`, afterMs: 0 },
      { settings: direct, url: `http://127.0.0.1:${port}/`, afterMs: 50 },
      { settings: slow, url: 'https://service.test/', afterMs: 50 },
    ];
    const reasons = cases.map(async ({ settings, url, afterMs }) => {
      const controller = new AbortController();
      if (afterMs === 0) controller.abort('enough');
      else
        setTimeout(() => {
          controller.abort('enough');
        }, afterMs);
      return makeTransport(settings)({ method: 'GET', url: new URL(url), headers: {} }, controller.signal).catch(
        (reason: unknown) => reason,
      );
    });
    deepEqual(await Promise.all(reasons), ['enough', 'enough', 'enough']);
  });

  const certificates: readonly (readonly [string, Partial<NetworkSettings>, readonly string[] | undefined, unknown])[] = [
    [
      'refuses one that is not signed by an authority',
      {},
      undefined,
      { code: 'certificate', systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ],
    ['accepts one that the system trusts', {}, [certificate], 'ok'],
    ['accepts any where the editor is told so', { strictSSL: false }, undefined, 'ok'],
  ];
  for (const [name, settings, trusted, expected] of certificates) {
    it(`${name} (certificates)`, async () => {
      const port = await servers.secure((_, response) => response.end('ok'));
      const transport = makeTransport({ ...direct, ...settings }, { certificates: () => trusted });
      const answer = await outcome(
        transport({ method: 'GET', url: new URL(`https://localhost:${port}/`), headers: {} }, never).then(bodyText),
      );
      deepEqual(answer, expected === 'ok' ? 'ok' : { subject: `localhost:${port}`, ...(expected as object) });
    });
  }

  it('refuses a certificate for another name, and a server without TLS', async () => {
    const secure = await servers.secure((_, response) => response.end('ok'));
    const plain = await servers.plain((_, response) => response.end('ok'));
    const transport = makeTransport(direct, { certificates: () => [certificate] });
    const codes = [secure, plain].map(async port => {
      const fault = await outcome(transport({ method: 'GET', url: new URL(`https://127.0.0.1:${port}/`), headers: {} }, never));
      return (fault as { readonly code: string }).code;
    });
    deepEqual(await Promise.all(codes), ['certificate', 'unexpectedAnswer']);
  });
});
