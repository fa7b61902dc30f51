import { deepEqual } from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import type { NetworkSettings } from '../../../src/core/service/endpoint';
import { proxyFor } from '../../../src/net/proxy';
import { makeTransport } from '../../../src/net/transport';
import { outcome, outcomeOf } from './faults';
import { certificate } from './fixtures/certificate';
import { Servers, bodyText } from './servers';

const none: NetworkSettings = { noProxy: [], strictSSL: true, environment: {} };
const never = new AbortController().signal;

describe('the way to a host', () => {
  const proxied: readonly (readonly [string, string, Partial<NetworkSettings>, string | undefined])[] = [
    ['nothing set', 'https://a.test/', {}, undefined],
    ['the setting', 'https://a.test/', { proxy: 'http://p:1' }, 'http://p:1/'],
    [
      'the setting before the environment',
      'https://a.test/',
      { proxy: 'http://p:1', environment: { HTTPS_PROXY: 'http://e:2' } },
      'http://p:1/',
    ],
    ['an empty setting', 'https://a.test/', { proxy: ' ', environment: { HTTPS_PROXY: 'http://e:2' } }, 'http://e:2/'],
    ['lower case', 'https://a.test/', { environment: { https_proxy: 'http://e:2', HTTPS_PROXY: 'http://f:3' } }, 'http://e:2/'],
    ['HTTP_PROXY for https', 'https://a.test/', { environment: { HTTP_PROXY: 'e:2' } }, 'http://e:2/'],
    ['HTTPS_PROXY not for http', 'http://a.test/', { environment: { HTTPS_PROXY: 'http://e:2' } }, undefined],
    ['localhost', 'http://localhost:80/', { proxy: 'http://p:1' }, undefined],
    ['127.0.0.0/8', 'https://127.1.2.3/', { proxy: 'http://p:1' }, undefined],
    ['[::1]', 'https://[::1]/', { proxy: 'http://p:1' }, undefined],
    ['a name exempt', 'https://a.test/', { proxy: 'http://p:1', noProxy: ['A.test'] }, undefined],
    ['a domain exempt', 'https://x.a.test/', { proxy: 'http://p:1', noProxy: ['.a.test'] }, undefined],
    ['a domain exempt by star', 'https://x.a.test/', { proxy: 'http://p:1', noProxy: ['*.a.test'] }, undefined],
    ['a longer name', 'https://xa.test/', { proxy: 'http://p:1', noProxy: ['a.test'] }, 'http://p:1/'],
    ['its port exempt', 'https://a.test/', { proxy: 'http://p:1', noProxy: ['a.test:443'] }, undefined],
    ['another port exempt', 'https://a.test/', { proxy: 'http://p:1', noProxy: ['a.test:8443'] }, 'http://p:1/'],
    ['all exempt', 'https://a.test/', { environment: { HTTPS_PROXY: 'http://e:2', NO_PROXY: 'b.test,*' } }, undefined],
    [
      'exempt in the environment',
      'https://a.test/',
      { environment: { HTTPS_PROXY: 'http://e:2', no_proxy: 'b.test, a.test' } },
      undefined,
    ],
    [
      "the setting's exemptions alone",
      'https://a.test/',
      { proxy: 'http://p:1', noProxy: ['b.test'], environment: { NO_PROXY: '*' } },
      'http://p:1/',
    ],
  ];
  for (const [name, url, settings, expected] of proxied) {
    it(name, () => {
      deepEqual(proxyFor(new URL(url), { ...none, ...settings })?.url.href, expected);
    });
  }

  const parsed: readonly (readonly [string, unknown])[] = [
    [
      'http://us%40er:w%3Aord@p:1',
      { url: new URL('http://p:1'), authorization: `Basic ${Buffer.from('us@er:w:ord').toString('base64')}` },
    ],
    ['user:100%25@p:1', { url: new URL('http://p:1'), authorization: `Basic ${Buffer.from('user:100%').toString('base64')}` }],
    ['https://user@p', { url: new URL('https://p'), authorization: `Basic ${Buffer.from('user:').toString('base64')}` }],
    [
      'socks5://user:word@p:1',
      { code: 'invalidInput', subject: 'http.proxy', problem: { kind: 'notOneOf', choices: ['http:', 'https:'] } },
    ],
    ['http://user:word@:x', { code: 'invalidInput', subject: 'http.proxy' }],
  ];
  for (const [proxy, expected] of parsed) {
    it(`reads ${proxy}`, () => {
      deepEqual(
        outcomeOf(() => proxyFor(new URL('https://a.test/'), { ...none, proxy })),
        expected,
      );
    });
  }
});

describe('a proxy', () => {
  let servers: Servers;
  beforeEach(() => (servers = new Servers()));
  afterEach(() => {
    servers.close();
  });

  const through = async (answer: (request: IncomingMessage) => number) => {
    const target = await servers.secure((request, response) =>
      response.end(`${request.headers.host} ${request.headers.authorization}`),
    );
    const port = await servers.proxy(answer, target);
    const transport = makeTransport(
      { ...none, proxy: `http://user:word@127.0.0.1:${port}` },
      { certificates: () => [certificate] },
    );
    const request = { method: 'GET', url: new URL('https://service.test/x'), headers: { authorization: 'Basic KEY' } } as const;
    const text = JSON.stringify(await outcome(transport(request, never).then(bodyText)));
    return JSON.parse(text.replaceAll(String(port), 'PORT')) as unknown;
  };

  it('gets its own sign-in and sees no other', async () => {
    const seen: unknown[] = [];
    const answer = await through(request => {
      seen.push([request.url, request.headers['proxy-authorization'], request.headers.authorization]);
      return 200;
    });
    deepEqual([answer, seen], ['service.test Basic KEY', [['service.test:443', 'Basic dXNlcjp3b3Jk', undefined]]]);
  });

  it('that wants a sign-in is named', async () => {
    deepEqual(await through(() => 407), { code: 'proxySignIn', status: 407, subject: '127.0.0.1:PORT' });
  });

  it('that does not get through is named', async () => {
    deepEqual(await through(() => 502), { code: 'refused', status: 502, subject: '127.0.0.1:PORT' });
  });

  it('that is not there is named', async () => {
    const port = await servers.proxy(() => 200);
    servers.close();
    const transport = makeTransport({ ...none, proxy: `http://127.0.0.1:${port}` });
    const answer = await outcome(transport({ method: 'GET', url: new URL('https://service.test/'), headers: {} }, never));
    deepEqual(answer, { code: 'refused', subject: `127.0.0.1:${port}`, systemCode: 'ECONNREFUSED' });
  });
});
