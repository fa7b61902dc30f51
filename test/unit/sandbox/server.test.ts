import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Intercept, Request } from '../../../src/sandbox/server';
import { startSandbox } from '../../../src/sandbox/server';
import { basic, exchange, send, withSandbox } from './exchange';

const key = basic('private_own');
const user = basic('demo', 'sandbox');
const mug = '598821f949c0a938d57563bd';
const add = { headers: key, body: { fileIds: [mug], tags: ['new'] } };

async function tags(sandbox: Parameters<typeof send>[0]): Promise<unknown> {
  const { body } = await send(sandbox, `GET /v1/files/${mug}/details`, { headers: key });
  return (body as { tags: unknown }).tags;
}

describe('the sandbox', () => {
  it('says where it is and how to sign in', () =>
    withSandbox({ key: 'k', user: 'u', password: 'p' }, async ({ imagekit, oracle, key, user, password }) => {
      deepEqual([imagekit.replace(/\d+$/, ''), oracle, key, user, password], ['http://127.0.0.1:', imagekit, 'k', 'u', 'p']);
      return Promise.resolve();
    }));

  describe('limits writes', () => {
    it('to a burst and then a rate, and tells of it', () => {
      let now = 0;
      return withSandbox({ rate: 2, burst: 3, now: () => now }, async sandbox => {
        const answers: unknown[] = [];
        for (const wait of [0, 0, 0, 0, 400, 100]) {
          now += wait;
          const { status, headers } = await exchange(sandbox, 'POST /v1/files/addTags', add);
          answers.push([status, ...['limit', 'interval', 'reset'].map(name => headers.get(`X-RateLimit-${name}`))]);
        }
        deepEqual(answers, [
          [200, '3', '1500', '0'],
          [200, '3', '1500', '0'],
          [200, '3', '1500', '500'],
          [429, '3', '1500', '500'],
          [429, '3', '1500', '100'],
          [200, '3', '1500', '500'],
        ]);
      });
    });

    it('and not reads, in both services', () =>
      withSandbox({ rate: 1, now: () => 0 }, async sandbox => {
        const file = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';
        const path = `/documents/api/1.1/files/${file}/tags`;
        const answers = [];
        for (const line of [`PUT ${path}`, `PUT ${path}`, `GET ${path}`])
          answers.push(await exchange(sandbox, line, { headers: user, ...(line.startsWith('PUT') ? { body: {} } : {}) }));
        answers.push(
          await exchange(sandbox, 'POST /v1/files/addTags', add),
          await exchange(sandbox, 'GET /v1/files', { headers: key }),
        );
        deepEqual(
          answers.map(({ status }) => status),
          [200, 429, 200, 429, 200],
        );
      }));
  });

  describe('lets a test step in', () => {
    function intercepting(
      intercept: Intercept,
      use: (ask: () => ReturnType<typeof send>, sandbox: Parameters<typeof send>[0]) => Promise<void>,
    ) {
      return withSandbox({ intercept: request => (request.method === 'POST' ? intercept(request) : undefined) }, sandbox =>
        use(() => send(sandbox, 'POST /v1/files/addTags', add), sandbox),
      );
    }

    it('to observe', async () => {
      const seen: Request[] = [];
      await intercepting(
        request => {
          seen.push(request);
          return undefined;
        },
        async ask => {
          await ask();
        },
      );
      deepEqual(
        seen.map(({ method, path, body }) => [method, path, body]),
        [['POST', '/v1/files/addTags', JSON.stringify(add.body)]],
      );
    });

    it('to answer in its place', () =>
      intercepting(
        () => ({ status: 503, headers: { 'retry-after': '1' }, body: { message: 'no' } }),
        async (ask, sandbox) => {
          deepEqual([await ask(), await tags(sandbox)], [{ status: 503, body: { message: 'no' } }, ['kitchen', 'mug', 'blue']]);
        },
      ));

    it('to lose the connection before', () =>
      intercepting(
        () => 'drop',
        async (ask, sandbox) => {
          await rejects(ask());
          deepEqual(await tags(sandbox), ['kitchen', 'mug', 'blue']);
        },
      ));

    it('to lose the connection after', () =>
      intercepting(
        () => 'drop-after',
        async (ask, sandbox) => {
          await rejects(ask());
          deepEqual(await tags(sandbox), ['kitchen', 'mug', 'blue', 'new']);
        },
      ));

    it('to wait', () =>
      intercepting(
        () => ({ delayMs: 1 }),
        async ask => {
          equal((await ask()).status, 200);
        },
      ));

    it('to hang, until the end', async () => {
      let began: () => void = () => undefined;
      const hanging = new Promise<void>(resolve => (began = resolve));
      const sandbox = await startSandbox({
        files: 1,
        key: 'private_own',
        intercept: () => {
          began();
          return { delayMs: Infinity };
        },
      });
      const asked = send(sandbox, 'GET /v1/files', { headers: key });
      const lost = rejects(asked);
      await hanging;
      await sandbox.close();
      await lost;
    });
  });

  describe('keeps its state', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sandbox-'))));
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    it('across restarts, and only what differs', async () => {
      const state = join(folder, 'deep', 'state.json');
      const other = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';
      const first = await withSandbox({ state, now: () => 7 }, async sandbox => {
        await send(sandbox, 'POST /v1/files/addTags', add);
        await send(sandbox, 'POST /v1/files/addTags', {
          ...add,
          body: { fileIds: ['598821f949c0a938d57563be'], tags: ['gone'] },
        });
        await send(sandbox, 'POST /v1/files/removeTags', {
          ...add,
          body: { fileIds: ['598821f949c0a938d57563be'], tags: ['gone'] },
        });
        await send(sandbox, `PUT /documents/api/1.1/files/${other}/tags`, { headers: user, body: { addTags: 'x' } });
        await send(sandbox, 'PUT /documents/api/1.1/folders/self/tags', { headers: user, body: { addTags: 'home' } });
        await send(sandbox, 'DELETE /v1/files/5f207bd1bd2741182ceadd55', { headers: key });
        return (await send(sandbox, 'GET /v1/files', { headers: key })).body as { updatedAt: string; tags: unknown }[];
      });
      const { files, folders } = JSON.parse(readFileSync(state, 'utf8')) as { files: Record<string, unknown>; folders: unknown };
      const second = await withSandbox(
        { state },
        async sandbox => (await send(sandbox, 'GET /v1/files', { headers: key })).body as typeof first,
      );
      deepEqual(
        [Object.values(files), folders, second.map(file => file.tags)],
        [
          [
            { updatedAt: 7, tags: ['kitchen', 'mug', 'blue', 'new'] },
            { updatedAt: 7, oracleTags: ['prices', '2026', 'x'] },
            null,
          ],
          { '/': ['home'] },
          first.map(file => file.tags),
        ],
      );
    });

    it('and does not take another file for it', async () => {
      const state = join(folder, 'state.json');
      writeFileSync(state, '[]');
      await rejects(startSandbox({ state }), { message: `${state} is not a state of the sandbox.` });
    });
  });

  it('refuses what a test wants refused', () =>
    withSandbox(
      {
        refuse: ({ path }) => path.includes('mug'),
        also: [{ path: '/x.jpg', id: 'a'.repeat(24), tags: [], subject: 'mug', color: 'red' }],
      },
      async sandbox => {
        const fileIds = [mug, 'a'.repeat(24)];
        deepEqual(await send(sandbox, 'POST /v1/files/addTags', { headers: key, body: { fileIds, tags: ['new'] } }), {
          status: 207,
          body: { successfullyUpdatedFileIds: ['a'.repeat(24)], errors: [{ fileId: mug, error: 'Error in adding tags' }] },
        });
      },
    ));
});
