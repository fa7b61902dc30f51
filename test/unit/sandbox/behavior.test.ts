import { deepEqual, equal, rejects } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Behavior, Sandbox, SandboxOptions } from '../../../src/sandbox/server';
import { basic, exchange, send, withSandbox } from './exchange';

const key = basic('private_own');
const user = basic('demo', 'sandbox');
const ids = ['598821f949c0a938d57563bd', '598821f949c0a938d57563be', '5e21880d5efe355febd4bccd', '5e1c13c1c55ec3437c451403'];
const first = ids.slice(0, 1);
const file = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';
const oracleTags = `/documents/api/1.1/files/${file}/tags`;

function add(sandbox: Sandbox, fileIds: readonly string[] = ids) {
  return send(sandbox, 'POST /v1/files/addTags', { headers: key, body: { fileIds, tags: ['fresh'] } });
}

/** Which of the files have the tag, by their own addresses. */
async function having(sandbox: Sandbox, tag = 'fresh'): Promise<readonly string[]> {
  const files = await Promise.all(ids.map(id => send(sandbox, `GET /v1/files/${id}/details`, { headers: key })));
  return files.flatMap(({ body }) => {
    const { fileId, tags } = body as { fileId: string; tags: readonly string[] | null };
    return tags?.includes(tag) === true ? [fileId] : [];
  });
}

async function found(sandbox: Sandbox, query: string): Promise<readonly string[]> {
  const { body } = await send(sandbox, `GET /v1/files?searchQuery=${encodeURIComponent(query)}`, { headers: key });
  return (body as { fileId: string }[]).map(({ fileId }) => fileId);
}

describe('the sandbox behaves', () => {
  describe('like a search that lags:', () => {
    it('listings and searches show a file as it was, its own address as it is', () => {
      let now = Date.UTC(2026, 10, 2);
      return withSandbox({ now: () => now, searchLagMs: 5000 }, async sandbox => {
        const steps: unknown[] = [];
        const look = async () => steps.push([(await found(sandbox, 'tags IN ["fresh"]')).length, (await having(sandbox)).length]);
        await look();
        await add(sandbox, ids.slice(0, 2));
        await look();
        now += 3000;
        await add(sandbox, ids.slice(2));
        await look();
        now += 2000;
        await look();
        now += 3000;
        await look();
        deepEqual(steps, [
          [0, 0],
          [0, 2],
          [0, 4],
          [2, 4],
          [4, 4],
        ]);
      });
    });

    it('edits of one file are seen in their order, and a lag that ends does not let a later one overtake', () => {
      let now = Date.UTC(2026, 10, 2);
      return withSandbox({ now: () => now, searchLagMs: 5000 }, async sandbox => {
        const listed = async () => {
          const { body } = await send(sandbox, 'GET /v1/files?path=/products&name=mug-blue.jpg', { headers: key });
          return (body as { tags: readonly string[] }[])[0]?.tags.slice(3);
        };
        await add(sandbox, first);
        now += 1000;
        await send(sandbox, 'POST /v1/files/removeTags', { headers: key, body: { fileIds: first, tags: ['fresh'] } });
        sandbox.behave({ searchLagMs: 0 });
        sandbox.editTags(ids[0] ?? '', { add: ['last'] });
        const steps = [];
        for (const wait of [0, 4000, 1000]) {
          now += wait;
          steps.push(await listed());
        }
        deepEqual(steps, [[], ['fresh'], ['last']]);
      });
    });

    it('a file that was deleted is still listed', () => {
      let now = 0;
      return withSandbox({ files: 4, now: () => now, searchLagMs: 1000 }, async sandbox => {
        await send(sandbox, `DELETE /v1/files/${first.join()}`, { headers: key });
        const before = await found(sandbox, `id IN ["${first.join()}"]`);
        now = 1000;
        deepEqual([before, await found(sandbox, `id IN ["${first.join()}"]`)], [first, []]);
      });
    });

    it('what changed since a moment is found by updatedAt', () => {
      const now = Date.UTC(2026, 10, 2);
      return withSandbox({ now: () => now }, async sandbox => {
        const query = 'updatedAt >= 2026-11-02T00:00:00.000Z';
        const before = await found(sandbox, query);
        await add(sandbox, first);
        deepEqual([before, await found(sandbox, query)], [[], first]);
      });
    });
  });

  it('with limits on reads and writes apart, in both services, and not on pictures and sign-ins', () => {
    const allows = [{ requests: 2, intervalMs: 1000 }];
    const options: SandboxOptions = {
      now: () => 0,
      readLimit: { allows, named: 'refusals' },
      writeLimit: { allows: [{ requests: 1, intervalMs: 1000 }], named: 'never', retryAfter: 'zero' },
    };
    return withSandbox(options, async sandbox => {
      const answers = [];
      for (const [line, headers, body] of [
        ['GET /v1/files?limit=1', key],
        [`GET ${oracleTags}`, user],
        ['GET /v1/files?limit=1', key],
        [`GET ${oracleTags}`, user],
        ['GET /media/products/mug-blue.jpg', {}],
        ['GET /documents/web?IdcService=GET_OAUTH_TOKEN', user],
        [`PUT ${oracleTags}`, user, {}],
        [`PUT ${oracleTags}`, user, {}],
      ] as const) {
        const answer = await exchange(sandbox, line, { headers, body });
        const said = ['X-RateLimit-Limit', 'X-RateLimit-Reset', 'Retry-After'].map(name => answer.headers.get(name));
        answers.push([answer.status, ...said]);
      }
      deepEqual(
        [answers, sandbox.counts],
        [
          [
            [200, null, null, null],
            [200, null, null, null],
            [429, '2', '500', null],
            [429, '2', '500', null],
            [200, null, null, null],
            [200, null, null, null],
            [200, null, null, null],
            [429, null, null, '0'],
          ],
          { reads: 4, writes: 2, refusedReads: 2, refusedWrites: 1, faults: {} },
        ],
      );
    });
  });

  describe('with faults:', () => {
    for (const [name, fault, status, body, edited] of [
      ['a lost connection', { kind: 'lost' }, 'lost', undefined, []],
      ['a lost answer', { kind: 'lost', carriedOut: 'yes' }, 'lost', undefined, ids],
      [
        "an error of the service's own",
        { kind: 'serverError', status: 500 },
        500,
        { message: 'Something went wrong with ImageKit.io API.', help: 'For support kindly contact us at support@imagekit.io.' },
        [],
      ],
      [
        "a gateway's page",
        { kind: 'gatewayPage', status: 404, carriedOut: 'yes' },
        404,
        '<html>\n<head><title>404</title></head>\n<body><center><h1>404</h1></center><hr></body>\n</html>\n',
        ids,
      ],
      [
        'a 404 that lies about all files',
        { kind: 'notFound', names: 'all' },
        404,
        {
          message: 'The requested file(s) does not exist.',
          help: 'For support kindly contact us at support@imagekit.io .',
          missingFileIds: ids,
        },
        [],
      ],
      [
        'a 404 without a list',
        { kind: 'notFound', names: 'none' },
        404,
        { message: 'The requested file(s) does not exist.', help: 'For support kindly contact us at support@imagekit.io .' },
        [],
      ],
      [
        'a sign-in that is not accepted',
        { kind: 'signedOut' },
        401,
        {
          message: 'Your request does not contain private API key.',
          help: 'For support kindly contact us at support@imagekit.io.',
        },
        [],
      ],
      [
        'any answer',
        { kind: 'answer', status: 202, body: { odd: true }, headers: { 'retry-after': '0' } },
        202,
        { odd: true },
        [],
      ],
      [
        'files that are refused',
        { kind: 'partial', files: 1 },
        207,
        { successfullyUpdatedFileIds: [], errors: ids.map(fileId => ({ fileId, error: 'Error in adding tags' })) },
        [],
      ],
      [
        'files that are said to be refused and are edited',
        { kind: 'partial', files: 1, carriedOut: 'yes' },
        207,
        { successfullyUpdatedFileIds: [], errors: ids.map(fileId => ({ fileId, error: 'Error in adding tags' })) },
        ids,
      ],
      ['files that are not mentioned', { kind: 'unmentioned', files: 1 }, 200, { successfullyUpdatedFileIds: [] }, []],
      [
        'files that are edited and not mentioned',
        { kind: 'unmentioned', files: 1, carriedOut: 'yes' },
        200,
        { successfullyUpdatedFileIds: [] },
        ids,
      ],
    ] as const) {
      it(name, () =>
        withSandbox({ faults: [{ ...fault, requests: 'writes', times: 1 }] }, async sandbox => {
          if (status === 'lost') await rejects(add(sandbox));
          else deepEqual(await add(sandbox), { status, body });
          deepEqual([await having(sandbox), sandbox.counts.faults], [edited, { [fault.kind]: 1 }]);
          equal((await add(sandbox)).status, 200);
        }),
      );
    }

    it('a write that lands late', () =>
      withSandbox({ faults: [{ kind: 'gatewayPage', status: 504, carriedOut: 'late', afterMs: 1, times: 1 }] }, async sandbox => {
        const { status } = await add(sandbox);
        while ((await having(sandbox)).length < ids.length) await sleep(1);
        equal(status, 504);
      }));

    it('a part of the files and of the requests, the same ones for the same seed', async () => {
      const run = (seed: number) =>
        withSandbox({ seed, faults: [{ kind: 'unmentioned', files: 0.5, share: 0.5, skip: 2 }] }, async sandbox => {
          const said = [];
          for (let count = 0; count < 12; count++)
            said.push(((await add(sandbox)).body as { successfullyUpdatedFileIds: unknown[] }).successfullyUpdatedFileIds.length);
          return said;
        });
      const [one, same, other] = [await run(1), await run(1), await run(2)];
      deepEqual([one, one.slice(0, 2), new Set(one).size > 1, String(one) === String(other)], [same, [4, 4], true, false]);
    });

    it('tags that are left out, of ImageKit and of Oracle Content', () =>
      withSandbox({ faults: [{ kind: 'tagless', files: 1 }] }, async sandbox => {
        const lines: readonly (readonly [string, object])[] = [
          ['GET /v1/files?limit=1', key],
          [`GET /v1/files/${first.join()}/details`, key],
          [`GET ${oracleTags}`, user],
        ];
        const answers = await Promise.all(lines.map(([line, headers]) => exchange(sandbox, line, { headers: { ...headers } })));
        deepEqual(
          answers.map(({ status, body }) => [status, body.includes('"tags"')]),
          [
            [200, false],
            [200, false],
            [200, false],
          ],
        );
      }));
  });

  describe('as Oracle Content', () => {
    const locked = '/documents/api/1.1/files/D5FC1C55EFE355FEBDDCDA3D15D17B95F47087F4E518/tags';

    it('names who is refused, and what', () =>
      withSandbox({ user: 'tourist' }, async sandbox => {
        const headers = basic('tourist', 'sandbox');
        const { body } = await send(sandbox, `PUT ${locked}`, { headers, body: { addTags: 'a' } });
        const item = 'fFileGUID:D5FC1C55EFE355FEBDDCDA3D15D17B95F47087F4E518';
        const message = `Unable to edit foldering information. User 'Demo User' has insufficient privilege to access ${item} with service FLD_EDIT_FILE.`;
        deepEqual(body, {
          errorCode: '-20',
          errorKey: `!csFldUnableToEditDocumentLink!csCloudItemInsufficientPrivileges,Demo User,${item},FLD_EDIT_FILE`,
          errorMessage: message,
          errorType: 'file',
          id: 'D5FC1C55EFE355FEBDDCDA3D15D17B95F47087F4E518',
          name: 'wordmark-2019-locked.ai',
          title: message,
          type: 'https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html',
        });
      }));

    for (const [forbidden, body] of [
      ['empty', ''],
      ['text', 'Forbidden'],
      ['page', '<html>\n<head><title>403</title></head>\n<body><center><h1>403</h1></center><hr></body>\n</html>\n'],
      ['signIn', 'Authentication failed: please sign in.'],
    ] as const) {
      it(`refuses a file with a 403 of its kind: ${forbidden}`, () =>
        withSandbox({ forbidden }, async sandbox => {
          deepEqual(await send(sandbox, `PUT ${locked}`, { headers: user, body: { addTags: 'a' } }), { status: 403, body });
        }));
    }

    it('answers in XML whatever is asked for', () =>
      withSandbox({ oracleAnswers: 'xml' }, async sandbox => {
        const headers = { ...user, accept: 'application/json' };
        const { body, headers: got } = await exchange(sandbox, `GET ${oracleTags}?directAssigned=1`, { headers });
        deepEqual(
          [got.get('content-type'), body],
          [
            'application/xml; charset=utf-8',
            `<?xml version="1.0" encoding="UTF-8"?>\n<response><errorCode>0</errorCode><idList>${file}</idList><tags>prices,2026</tags><type>file</type></response>\n`,
          ],
        );
      }));

    it('says what its pictures are', () =>
      withSandbox({ oraclePictures: 'named' }, async sandbox => {
        const path = `/documents/api/1.1/files/${file}/data/thumbnail`;
        const { headers, body } = await exchange(sandbox, `GET ${path}`, { headers: user });
        deepEqual([headers.get('content-type'), body.slice(1, 4)], ['image/png', 'PNG']);
      }));

    for (const [name, behavior, status, edited] of [
      ['refuses a file now and then', { faults: [{ kind: 'partial', files: 1 }] }, 403, false],
      ['refuses a file and edits it', { faults: [{ kind: 'partial', files: 1, carriedOut: 'yes' }] }, 403, true],
      ['answers about another file', { faults: [{ kind: 'unmentioned', files: 1, carriedOut: 'yes' }] }, 200, true],
      ['does not know a file that is there', { faults: [{ kind: 'notFound', requests: 'writes' }] }, 404, false],
      ['is out of order', { faults: [{ kind: 'serverError', status: 500, requests: 'writes' }] }, 500, false],
    ] as const satisfies readonly (readonly [string, Partial<Behavior>, number, boolean])[]) {
      it(name, () =>
        withSandbox(behavior, async sandbox => {
          const answer = await send(sandbox, `PUT ${oracleTags}`, { headers: user, body: { addTags: 'fresh' } });
          const { body } = await send(sandbox, `GET ${oracleTags}`, { headers: user });
          const isOther = (answer.body as { idList?: string }).idList !== file;
          deepEqual([answer.status, isOther, (body as { tags: string }).tags.includes('fresh')], [status, true, edited]);
        }),
      );
    }
  });
});
