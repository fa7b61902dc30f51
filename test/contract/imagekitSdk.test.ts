import { deepEqual, rejects } from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import type { Sandbox } from '../../src/sandbox/server';
import { startSandbox } from '../../src/sandbox/server';

const four = ['5e21880d5efe355febd4bccd', '5e1c13c1c55ec3437c451403', '5f4abf6fae77ae7f0acda3d1', '5f207bd1bd2741182ceadd55'];
const locked = ['5fc1c55efe355febddcda3d1', '3e21880d5efe355febd4bccx'];
const missing = ['000000000000000000000000'];

describe("ImageKit's own SDK with the sandbox", () => {
  let sandbox: Sandbox;
  let client: ImageKit;

  beforeEach(async () => {
    sandbox = await startSandbox();
    client = new ImageKit({ privateKey: sandbox.key, baseURL: sandbox.imagekit, maxRetries: 0 });
  });
  afterEach(() => sandbox.close());

  async function tags(): Promise<unknown[]> {
    return Promise.all(four.map(async id => (await client.files.get(id)).tags));
  }

  it('lists a folder', async () => {
    const assets = await client.assets.list({ path: '/products', type: 'all', sort: 'ASC_NAME', limit: 3, skip: 1 });
    deepEqual(
      assets.map(({ type, name }) => [type, name]),
      [
        ['folder', 'chairs'],
        ['file', 'lamp-yellow.jpg'],
        ['folder', 'lamps'],
      ],
    );
  });

  it('pages through all files', async () => {
    const ids = new Set<unknown>();
    for (let skip = 0; ; skip += 100) {
      const page = await client.assets.list({ type: 'file', limit: 100, skip });
      for (const file of page) ids.add(file.fileId);
      if (page.length < 100) break;
    }
    deepEqual(ids.size, 240);
  });

  it('searches', async () => {
    const found = await client.assets.list({ searchQuery: 'tags IN ["Cup"] AND name : "mug-blue"', sort: 'ASC_NAME' });
    deepEqual(
      found.map(({ name }) => name),
      ['mug-blue.jpg'],
    );
  });

  it('adds and removes tags', async () => {
    const answers = [
      await client.files.bulk.addTags({ fileIds: four, tags: ['sale'] }),
      await tags(),
      await client.files.bulk.removeTags({ fileIds: four, tags: ['sale', 'home', 't-shirt'] }),
      await tags(),
      await client.files.bulk.removeAITags({ fileIds: four.slice(0, 1), AITags: ['Shirt', 'Sleeve'] }),
      (await client.files.get(four[0]!)).AITags,
    ];
    deepEqual(answers, [
      { successfullyUpdatedFileIds: four },
      [['t-shirt', 'round-neck', 'sale2019', 'sale'], ['chair', 'home', 'sale'], ['sale'], ['lamp', 'home', 'new', 'sale']],
      { successfullyUpdatedFileIds: four },
      [['round-neck', 'sale2019'], ['chair'], null, ['lamp', 'new']],
      { successfullyUpdatedFileIds: four.slice(0, 1) },
      null,
    ]);
  });

  it('sees a partial success', async () => {
    deepEqual(await client.files.bulk.addTags({ fileIds: [...four, ...locked], tags: ['sale'] }), {
      successfullyUpdatedFileIds: four,
      errors: locked.map(fileId => ({ fileId, error: 'Error in adding tags' })),
    });
  });

  it('updates and deletes', async () => {
    const id = four[0]!;
    const { tags: set } = await client.files.update(id, { tags: ['a', 'b'], description: 'A shirt' });
    const { tags: cleared, description } = await client.files.update(id, { tags: null });
    await client.files.delete(id);
    const { successfullyDeletedFileIds } = await client.files.bulk.delete({ fileIds: four.slice(1) });
    deepEqual([set, cleared, description, successfullyDeletedFileIds], [['a', 'b'], null, 'A shirt', four.slice(1)]);
  });

  for (const [name, ask, status] of [
    ['a missing file in bulk', () => client.files.bulk.addTags({ fileIds: [...four, ...missing], tags: ['a'] }), 404],
    ['more than 50 files', () => client.files.bulk.addTags({ fileIds: Array<string>(51).fill(four[0]!), tags: ['a'] }), 400],
    ['no tags', () => client.files.bulk.removeTags({ fileIds: four, tags: [] }), 400],
    ['a missing file', () => client.files.get(missing[0]!), 404],
    ['a malformed id', () => client.files.get('nonsense'), 400],
    ['a bad search', () => client.assets.list({ searchQuery: 'tags ARE "a"' }), 400],
    ['a percent sign in a tag', () => client.files.update(four[0]!, { tags: ['5%'] }), 400],
    ['a wrong key', () => new ImageKit({ privateKey: 'x', baseURL: sandbox.imagekit, maxRetries: 0 }).assets.list(), 403],
  ] as const) {
    it(`gets ${status} for ${name}`, async () => {
      await rejects(ask(), { status });
    });
  }

  it('searches by dates and ages without quotes, sizes, metadata, paths and ids', async () => {
    const found = await Promise.all(
      [
        'createdAt < 2d AND createdAt >= 2022-01-01 AND path : "/products" AND size < "1mb" AND "customMetadata.color" = "blue"',
        '"embeddedMetadata.Make" = "Nikon" AND "embeddedMetadata.ISO" > 400 AND path = "/blog/2024"',
        `id IN ["${four.join('", "')}"] AND tags NOT EXISTS`,
        'path = "/brand/archive" AND tags NOT IN ["brand"]',
      ].map(searchQuery => client.assets.list({ searchQuery, sort: 'ASC_NAME' })),
    );
    deepEqual(
      found.map(files => files.map(({ name }) => name)),
      [['mug-blue.jpg'], ['quiet-coast.jpg', 'the-weaver.jpg'], [], ['logo-2018.ai', 'logo-2021.ai']],
    );
  });

  it('does not find what changed while the search lags, and sees it at its own address', async () => {
    const since = new Date(Date.now() - 1000).toISOString();
    const changed = () => client.assets.list({ searchQuery: `updatedAt > "${since}"` });
    sandbox.behave({ searchLagMs: 3_600_000 });
    await client.files.bulk.addTags({ fileIds: four, tags: ['late'] });
    const before = await changed();
    sandbox.behave({ searchLagMs: 0 });
    const { tags: own } = await client.files.get(four[0]!);
    deepEqual([before, own?.includes('late')], [[], true]);
  });

  it('is refused where a limit is reached, on writes alone', async () => {
    sandbox.behave({ writeLimit: { allows: [{ requests: 1, intervalMs: 3_600_000 }] } });
    await client.files.bulk.addTags({ fileIds: four, tags: ['a'] });
    await rejects(
      client.files.bulk.addTags({ fileIds: four, tags: ['b'] }),
      ({ status, headers }: { status: number; headers: Headers }) => {
        deepEqual([status, headers.get('X-RateLimit-Limit'), headers.get('X-RateLimit-Interval')], [429, '1', '3600000']);
        return true;
      },
    );
    deepEqual((await tags())[2], ['a']);
  });

  for (const [name, fault, status] of [
    ['an error of the service', { kind: 'serverError', status: 500 }, 500],
    ["a gateway's page", { kind: 'gatewayPage' }, 502],
    ['a lying 404', { kind: 'notFound', names: 'all' }, 404],
    ['a lost sign-in', { kind: 'signedOut' }, 401],
    ['a lost connection', { kind: 'lost' }, undefined],
  ] as const) {
    it(`is told of ${name}, and goes on`, async () => {
      sandbox.behave({ faults: [{ ...fault, times: 1 }] });
      await rejects(client.files.bulk.addTags({ fileIds: four, tags: ['a'] }), ({ status: got }: { status?: number }) => {
        deepEqual(got, status);
        return true;
      });
      deepEqual(await client.files.bulk.addTags({ fileIds: four, tags: ['a'] }), { successfullyUpdatedFileIds: four });
    });
  }

  it('sees some files refused for a moment, and some not mentioned', async () => {
    sandbox.behave({
      faults: [
        { kind: 'partial', files: 1, times: 1 },
        { kind: 'unmentioned', files: 1, times: 1 },
      ],
    });
    const answers = [];
    for (const tag of ['a', 'b', 'c']) answers.push(await client.files.bulk.addTags({ fileIds: four, tags: [tag] }));
    deepEqual(answers, [
      { successfullyUpdatedFileIds: [], errors: four.map(fileId => ({ fileId, error: 'Error in adding tags' })) },
      { successfullyUpdatedFileIds: [] },
      { successfullyUpdatedFileIds: four },
    ]);
  });

  it('gets the ids of missing files', async () => {
    const asked = client.files.bulk.removeTags({ fileIds: [...four, ...missing], tags: ['home'] });
    await rejects(asked, ({ status, error }: { status: number; error: { missingFileIds: unknown } }) => {
      deepEqual([status, error.missingFileIds], [404, missing]);
      return true;
    });
    deepEqual((await tags())[1], ['chair', 'home']);
  });
});
