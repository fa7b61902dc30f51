import { deepEqual } from 'node:assert/strict';
import type { Connection, Credentials } from '../../../src/core/service/connection';
import { makeService } from '../../support/services';
import { outcome, outcomeOf } from '../net/faults';
import { Servers } from '../net/servers';

const never = new AbortController().signal;
const deps = {
  settings: { noProxy: [], strictSSL: true, environment: { HTTP_PROXY: 'http://nowhere.invalid' } },
  now: Date.now,
  saveCredentials: () => Promise.resolve(),
  userAgent: 'tagwright/test',
};
const connection = (service: Connection['service'], endpoint: string): Connection => ({ id: 'a', name: 'a', service, endpoint });

describe('a service over a real wire', () => {
  let servers: Servers;
  beforeEach(() => (servers = new Servers()));
  afterEach(() => {
    servers.close();
  });

  it('writes, reads and fails as the answers say', async () => {
    const seen: unknown[] = [];
    const port = await servers.plain((request, response) => {
      void request.toArray().then(chunks => {
        seen.push([request.method, request.url, Buffer.concat(chunks).toString()]);
        const isWrite = request.method === 'POST';
        response.writeHead(isWrite ? 200 : 429, { 'X-IK-RequestId': 'r1', 'X-RateLimit-Reset': '20' });
        response.end(isWrite ? '{"successfullyUpdatedFileIds":["5e21880d5efe355febd4bccd"]}' : '{"message":"slow"}');
      });
    });
    const service = makeService(connection('imagekit', `http://127.0.0.1:${port}`), { auth: { privateKey: 'k' } }, deps);
    const fileIds = ['5e21880d5efe355febd4bccd'];
    deepEqual(await outcome(service.write({ kind: 'add', fileIds, tags: ['ä'] }, never)), {
      results: [{ fileId: fileIds[0], applied: true }],
      requestId: 'r1',
    });
    const limited = { code: 'rateLimited', status: 429, detail: 'slow', retryAfterMs: 20, requestId: 'r1' };
    deepEqual(await outcome(service.readOne(fileIds[0]!, never)), limited);
    deepEqual(seen, [
      ['POST', '/v1/files/addTags', `{"fileIds":["${fileIds[0]}"],"tags":["ä"]}`],
      ['GET', `/v1/files/${fileIds[0]}/details`, ''],
    ]);
  });

  const refused: readonly (readonly [Connection, Credentials, object])[] = [
    [
      connection('imagekit', 'http://elsewhere.test'),
      { auth: { privateKey: 'k' } },
      { subject: 'endpoint', problem: { kind: 'insecure' } },
    ],
    [connection('imagekit', 'https://a.test'), {}, { subject: 'auth' }],
    [connection('imagekit', 'https://a.test'), { auth: { bearerToken: 'k' } }, { subject: 'auth.privateKey' }],
  ];
  for (const [target, credentials, facts] of refused) {
    it(`is not made for ${target.endpoint} and ${JSON.stringify(credentials)}`, () => {
      deepEqual(
        outcomeOf(() => makeService(target, credentials, deps)),
        { code: 'invalidInput', ...facts },
      );
    });
  }
});
