import { deepEqual, equal, throws } from 'node:assert/strict';
import { request } from 'node:http';
import { kindBehavior } from '../../../src/sandbox/options';
import { basic, send, withSandbox } from './exchange';

const key = basic('private_own');
const mug = '598821f949c0a938d57563bd';
const file = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';

describe("the sandbox's own endpoints", () => {
  it('show and change how it behaves, while it runs', () =>
    withSandbox({}, async sandbox => {
      const before = await send(sandbox, 'GET /sandbox/behavior', { headers: key });
      const body = { searchLagMs: 7, faults: [{ kind: 'lost', times: 3 }] };
      const changed = await send(sandbox, 'PATCH /sandbox/behavior', { headers: key, body });
      sandbox.behave({ faults: [] });
      const after = { ...kindBehavior, searchLagMs: 7 };
      deepEqual(
        [before.body, changed, sandbox.behavior],
        [kindBehavior, { status: 200, body: { ...after, faults: body.faults } }, after],
      );
    }));

  it('count, and begin anew', () =>
    withSandbox({ faults: [{ kind: 'serverError', requests: 'reads', times: 1 }] }, async sandbox => {
      for (const line of ['GET /v1/files', 'GET /v1/files', 'POST /v1/files/addTags', 'GET /media/x.jpg'])
        await send(sandbox, line, { headers: key });
      const counted = await send(sandbox, 'GET /sandbox/counts', { headers: key });
      const anew = await send(sandbox, 'DELETE /sandbox/counts', { headers: key });
      const none = { reads: 0, writes: 0, refusedReads: 0, refusedWrites: 0, faults: {} };
      deepEqual([counted.body, anew.body], [{ ...none, reads: 2, writes: 1, faults: { serverError: 1 } }, none]);
    }));

  it('edit tags as a colleague would, of a file of each service and of a folder', () =>
    withSandbox({}, async sandbox => {
      const user = basic('demo', 'sandbox');
      const edits = [
        await send(sandbox, 'POST /sandbox/tags', { headers: key, body: { id: mug, add: ['legal-hold'], remove: ['blue'] } }),
        await send(sandbox, 'POST /sandbox/tags', { headers: key, body: { id: file, set: ['a', 'b'], add: ['a', 'c'] } }),
        await send(sandbox, 'POST /sandbox/tags', { headers: key, body: { id: 'self', add: ['all'] } }),
      ];
      const details = await send(sandbox, `GET /v1/files/${mug}/details`, { headers: key });
      const tags = await send(sandbox, `GET /documents/api/1.1/files/${file}/tags`, { headers: user });
      deepEqual(
        [edits.map(({ status }) => status), (details.body as { tags: unknown }).tags, (tags.body as { tags: unknown }).tags],
        [[200, 200, 200], ['kitchen', 'mug', 'legal-hold'], 'a,b,c,all'],
      );
      throws(
        () => {
          sandbox.editTags('nothing', {});
        },
        { message: 'There is no file or folder nothing.' },
      );
    }));

  for (const [line, headers, body, status, message] of [
    ['GET /sandbox/behavior', {}, undefined, 401, 'The key is missing or wrong.'],
    ['PATCH /sandbox/behavior', basic('other'), {}, 401, 'The key is missing or wrong.'],
    ['PATCH /sandbox/behavior', key, '{', 400, 'The behavior must be an object.'],
    ['PATCH /sandbox/behavior', key, { weather: 1 }, 400, 'The behavior has no weather.'],
    ['PATCH /sandbox/behavior', key, { latencyMs: -1 }, 400, 'The behavior.latencyMs must be a whole number from 0 to 600000.'],
    ['PATCH /sandbox/behavior', key, { readLimit: {} }, 400, 'The behavior.readLimit needs allows.'],
    [
      'PATCH /sandbox/behavior',
      key,
      { faults: [{ kind: 'lost', share: 2 }] },
      400,
      'The behavior.faults[0].share must be a number from 0 to 1.',
    ],
    ['PATCH /sandbox/behavior', key, { faults: {} }, 400, 'The behavior.faults must be a list.'],
    ['POST /sandbox/tags', key, { id: mug, add: 'x' }, 400, 'add must be a list of texts.'],
    ['POST /sandbox/tags', key, { add: ['x'] }, 400, 'id must be a text.'],
    ['POST /sandbox/tags', key, { id: 'nothing' }, 400, 'There is no file or folder nothing.'],
    ['GET /sandbox/nothing', key, undefined, 404, 'This is 404.'],
  ] as const) {
    it(`answer ${status} to ${line}: ${message}`, () =>
      withSandbox({ files: 1 }, async sandbox => {
        deepEqual(await send(sandbox, line, { headers: { ...headers }, body }), { status, body: { message } });
      }));
  }
});

describe('the sandbox answers', () => {
  it('to its own host alone', () =>
    withSandbox({ files: 1 }, async sandbox => {
      const { host, port } = new URL(sandbox.imagekit);
      const statusFor = (named: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          const headers = { ...key, host: named };
          request({ host: '127.0.0.1', port, path: '/v1/files', headers }, answer => {
            answer.resume();
            resolve(answer.statusCode);
          })
            .once('error', reject)
            .end();
        });
      deepEqual(
        await Promise.all([host, `evil.example:${port}`, `localhost:${port}`, '127.0.0.1'].map(statusFor)),
        [200, 421, 421, 421],
      );
    }));

  it('to another key at each start', async () => {
    const keys = await Promise.all(
      [1, 2].map(() =>
        withSandbox({ files: 1, key: undefined, password: undefined } as object, ({ key: own, password }) =>
          Promise.resolve([own, password]),
        ),
      ),
    );
    equal(new Set(keys.flat()).size, 4);
  });
});
