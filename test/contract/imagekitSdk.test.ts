import { deepEqual, rejects } from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import type { Sandbox } from '../../src/sandbox/server';
import { startSandbox } from '../../src/sandbox/server';

const FOUR = ['5e21880d5efe355febd4bccd', '5e1c13c1c55ec3437c451403', '5f4abf6fae77ae7f0acda3d1', '5f207bd1bd2741182ceadd55'];
const LOCKED = ['5fc1c55efe355febddcda3d1', '3e21880d5efe355febd4bccx'];
const MISSING = ['000000000000000000000000'];

describe("ImageKit's own SDK with the sandbox", () => {
  let sandbox: Sandbox;
  let client: ImageKit;

  beforeEach(async () => {
    sandbox = await startSandbox();
    client = new ImageKit({ privateKey: sandbox.key, baseURL: sandbox.imagekit, maxRetries: 0 });
  });
  afterEach(() => sandbox.close());

  async function tags(): Promise<unknown[]> {
    return Promise.all(FOUR.map(async id => (await client.files.get(id)).tags));
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
      await client.files.bulk.addTags({ fileIds: FOUR, tags: ['sale'] }),
      await tags(),
      await client.files.bulk.removeTags({ fileIds: FOUR, tags: ['sale', 'home', 't-shirt'] }),
      await tags(),
      await client.files.bulk.removeAITags({ fileIds: FOUR.slice(0, 1), AITags: ['Shirt', 'Sleeve'] }),
      (await client.files.get(FOUR[0]!)).AITags,
    ];
    deepEqual(answers, [
      { successfullyUpdatedFileIds: FOUR },
      [['t-shirt', 'round-neck', 'sale2019', 'sale'], ['chair', 'home', 'sale'], ['sale'], ['lamp', 'home', 'new', 'sale']],
      { successfullyUpdatedFileIds: FOUR },
      [['round-neck', 'sale2019'], ['chair'], null, ['lamp', 'new']],
      { successfullyUpdatedFileIds: FOUR.slice(0, 1) },
      null,
    ]);
  });

  it('sees a partial success', async () => {
    deepEqual(await client.files.bulk.addTags({ fileIds: [...FOUR, ...LOCKED], tags: ['sale'] }), {
      successfullyUpdatedFileIds: FOUR,
      errors: LOCKED.map(fileId => ({ fileId, error: 'Error in adding tags' })),
    });
  });

  it('updates and deletes', async () => {
    const id = FOUR[0]!;
    const { tags: set } = await client.files.update(id, { tags: ['a', 'b'], description: 'A shirt' });
    const { tags: cleared, description } = await client.files.update(id, { tags: null });
    await client.files.delete(id);
    const { successfullyDeletedFileIds } = await client.files.bulk.delete({ fileIds: FOUR.slice(1) });
    deepEqual([set, cleared, description, successfullyDeletedFileIds], [['a', 'b'], null, 'A shirt', FOUR.slice(1)]);
  });

  for (const [name, ask, status] of [
    ['a missing file in bulk', () => client.files.bulk.addTags({ fileIds: [...FOUR, ...MISSING], tags: ['a'] }), 404],
    ['more than 50 files', () => client.files.bulk.addTags({ fileIds: Array<string>(51).fill(FOUR[0]!), tags: ['a'] }), 400],
    ['no tags', () => client.files.bulk.removeTags({ fileIds: FOUR, tags: [] }), 400],
    ['a missing file', () => client.files.get(MISSING[0]!), 404],
    ['a malformed id', () => client.files.get('nonsense'), 400],
    ['a bad search', () => client.assets.list({ searchQuery: 'tags ARE "a"' }), 400],
    ['a percent sign in a tag', () => client.files.update(FOUR[0]!, { tags: ['5%'] }), 400],
    ['a wrong key', () => new ImageKit({ privateKey: 'x', baseURL: sandbox.imagekit, maxRetries: 0 }).assets.list(), 403],
  ] as const) {
    it(`gets ${status} for ${name}`, async () => {
      await rejects(ask(), { status });
    });
  }

  it('gets the ids of missing files', async () => {
    const asked = client.files.bulk.removeTags({ fileIds: [...FOUR, ...MISSING], tags: ['home'] });
    await rejects(asked, ({ status, error }: { status: number; error: { missingFileIds: unknown } }) => {
      deepEqual([status, error.missingFileIds], [404, MISSING]);
      return true;
    });
    deepEqual((await tags())[1], ['chair', 'home']);
  });
});
