import { deepEqual, equal, match } from 'node:assert/strict';
import type { Sandbox, SandboxOptions } from '../../../../src/sandbox/server';
import { basic, exchange, send, withSandbox } from '../exchange';

const four = ['5e21880d5efe355febd4bccd', '5e1c13c1c55ec3437c451403', '5f4abf6fae77ae7f0acda3d1', '5f207bd1bd2741182ceadd55'];
const locked = ['3e21880d5efe355febd4bccx', '5fc1c55efe355febddcda3d1'];
const help = 'For support kindly contact us at support@imagekit.io.';
const moment = Date.UTC(2026, 10, 2);

function ask(sandbox: Sandbox, line: string, body?: unknown) {
  return send(sandbox, line, { headers: basic(sandbox.key), body });
}

function asking(line: string, body?: unknown, options: SandboxOptions = {}) {
  return withSandbox(options, sandbox => ask(sandbox, line, body));
}

/** The tags and AITags that files have. */
async function tagsOf(sandbox: Sandbox, ids: readonly string[]): Promise<unknown[]> {
  const answers = await Promise.all(ids.map(id => ask(sandbox, `GET /v1/files/${id}/details`)));
  return answers.map(({ body }) => (body as { tags: unknown }).tags);
}

describe('the sandbox as ImageKit', () => {
  describe('Add tags (bulk), as in its documentation', () => {
    it('answers 200 with the ids, and the tags are there', () =>
      withSandbox({}, async sandbox => {
        const answer = await ask(sandbox, 'POST /v1/files/addTags', { fileIds: four, tags: ['tag-to-add-1', 'tag-to-add-2'] });
        deepEqual(
          [answer, await tagsOf(sandbox, four)],
          [
            { status: 200, body: { successfullyUpdatedFileIds: four } },
            [
              ['t-shirt', 'round-neck', 'sale2019', 'tag-to-add-1', 'tag-to-add-2'],
              ['chair', 'home', 'tag-to-add-1', 'tag-to-add-2'],
              ['tag-to-add-1', 'tag-to-add-2'],
              ['lamp', 'home', 'new', 'tag-to-add-1', 'tag-to-add-2'],
            ],
          ],
        );
      }));

    it('answers 207 where some files refuse', () =>
      withSandbox({}, async sandbox => {
        const answer = await ask(sandbox, 'POST /v1/files/addTags', { fileIds: [...four, ...locked], tags: ['tag-to-add-1'] });
        const errors = locked.map(fileId => ({ fileId, error: 'Error in adding tags' }));
        deepEqual(
          [answer, await tagsOf(sandbox, locked)],
          [
            { status: 207, body: { successfullyUpdatedFileIds: four, errors } },
            [
              ['brand', 'archive', 'logo'],
              ['brand', 'archive'],
            ],
          ],
        );
      }));

    it('answers 404 where files are missing, and adds nothing', () =>
      withSandbox({}, async sandbox => {
        const [one = '', two = '', ...rest] = four;
        await ask(sandbox, 'POST /v1/files/batch/deleteByFileIds', { fileIds: [one, two] });
        const answer = await ask(sandbox, 'POST /v1/files/addTags', { fileIds: four, tags: ['tag-to-add-1'] });
        const body = {
          message: 'The requested file(s) does not exist.',
          help: 'For support kindly contact us at support@imagekit.io .',
          missingFileIds: [one, two],
        };
        deepEqual([answer, await tagsOf(sandbox, rest)], [{ status: 404, body }, [null, ['lamp', 'home', 'new']]]);
      }));
  });

  it('leaves a file as it is that has an added tag, or lacks a removed one', () =>
    withSandbox({}, async sandbox => {
      const [file = ''] = four;
      const statuses = [];
      for (const [name, tags] of [
        ['addTags', ['round-neck', 'x', 'x']],
        ['removeTags', ['absent', 't-shirt', 'x']],
      ] as const) {
        statuses.push((await ask(sandbox, `POST /v1/files/${name}`, { fileIds: [file, file], tags })).body);
      }
      deepEqual(
        [statuses, await tagsOf(sandbox, [file])],
        [[{ successfullyUpdatedFileIds: [file] }, { successfullyUpdatedFileIds: [file] }], [['round-neck', 'sale2019']]],
      );
    }));

  it('removes AITags', () =>
    withSandbox({}, async sandbox => {
      const fileIds = ['598821f949c0a938d57563bd'];
      const answer = await ask(sandbox, 'POST /v1/files/removeAITags', { fileIds, AITags: ['Tableware', 'Cup'] });
      const { body } = await ask(sandbox, `GET /v1/files/${fileIds.join()}/details`);
      deepEqual([answer.body, (body as { AITags: unknown }).AITags], [{ successfullyUpdatedFileIds: fileIds }, null]);
    }));

  describe('refuses', () => {
    const long = ['a'.repeat(250), 'b'.repeat(251)];
    const bad = "Please provide an array of strings. Example - ['t-shirt','summer-sale'].";
    const lengthMessage =
      'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.';
    for (const [line, body, status, message] of [
      ['POST /v1/files/addTags', { tags: ['a'] }, 400, 'fileIds parameter is missing.'],
      ['POST /v1/files/addTags', { fileIds: 'a', tags: ['a'] }, 400, 'fileIds should be an Array.'],
      ['POST /v1/files/addTags', { fileIds: [], tags: ['a'] }, 400, 'fileIds is empty.'],
      [
        'POST /v1/files/addTags',
        { fileIds: Array(51).fill('a'), tags: ['a'] },
        400,
        'A maximum of 50 files can be edited at a time.',
      ],
      ['POST /v1/files/addTags', { fileIds: four }, 400, 'tags parameter is missing.'],
      ['POST /v1/files/removeTags', { fileIds: four, tags: [] }, 400, 'tags array cannot be empty.'],
      ['POST /v1/files/addTags', { fileIds: four, tags: long }, 400, lengthMessage],
      ['POST /v1/files/removeTags', { fileIds: four, tags: long }, 400, lengthMessage],
      [
        'POST /v1/files/addTags',
        { fileIds: four, tags: 'a' },
        400,
        `Your request contains invalid value for tags parameter. ${bad}`,
      ],
      [
        'POST /v1/files/addTags',
        { fileIds: four, tags: ['5%'] },
        400,
        'Your request contains invalid value for tags parameter. % is not allowed in tags.',
      ],
      ['POST /v1/files/removeAITags', { fileIds: four, tags: ['a'] }, 400, 'AITags parameter is missing.'],
      ['POST /v1/files/removeAITags', { fileIds: four, AITags: [] }, 400, 'AITags array cannot be empty.'],
      [
        'POST /v1/files/removeAITags',
        { fileIds: four, AITags: 'a' },
        400,
        `Your request contains invalid value for AITags. ${bad}`,
      ],
      ['POST /v1/files/addTags', '{"fileIds":', 400, 'Your request contains invalid JSON.'],
      ['POST /v1/files/addTags', 'x'.repeat(1024 * 1024 + 1), 413, 'Your request is too large.'],
      [
        'POST /v1/files/batch/deleteByFileIds',
        { fileIds: Array(101).fill('a') },
        400,
        'fileIds cannot have more than 100 items.',
      ],
      [
        'PATCH /v1/files/598821f949c0a938d57563bd/details',
        { tags: ['5%'] },
        400,
        'Your request contains invalid value for tags parameter. % is not allowed in tags.',
      ],
      ['PATCH /v1/files/598821f949c0a938d57563bd/details', { tags: long }, 400, lengthMessage],
      ['PATCH /v1/files/598821f949c0a938d57563bd/details', { customMetadata: { nothing: 1 } }, 400, 'Invalid custom metadata.'],
      ['PATCH /v1/files/5fc1c55efe355febddcda3d1/details', { tags: null }, 400, 'Error in updating tags'],
      ['GET /v1/files/nonsense/details', undefined, 400, 'Your request contains invalid fileId parameter.'],
      ['GET /v1/files/000000000000000000000000/details', undefined, 404, 'The requested file does not exist.'],
      ['DELETE /v1/files/000000000000000000000000', undefined, 404, 'The requested file does not exist.'],
      [
        'GET /v1/files?skip=-1',
        undefined,
        400,
        'The value of skip parameter should be greater than or equal to 0. Value sent is -1.',
      ],
      ['GET /v1/files?limit=0', undefined, 400, 'Minimum value of limit parameter is 1. Value sent is 0.'],
      ['GET /v1/files?limit=2000', undefined, 400, 'Maximum value of limit parameter is 1000. Value sent is 2000.'],
      ['GET /v1/files?sort=UP', undefined, 400, 'Your request contains invalid value for sort parameters.'],
      [
        'GET /v1/files?type=x',
        undefined,
        400,
        'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.',
      ],
      [
        'GET /v1/files?searchQuery=tags%20IN',
        undefined,
        400,
        'Your request contains invalid value for searchQuery parameter. The query ends where [ is needed.',
      ],
      ['POST /v1/files/constructor', { fileIds: four, tags: ['a'] }, 404, 'The requested resource does not exist.'],
      ['GET /v1/nothing', undefined, 404, 'The requested resource does not exist.'],
    ] as const) {
      it(`${line.slice(0, 60)} with ${status}: ${message.slice(0, 90)}`, async () => {
        deepEqual(await asking(line, body), { status, body: { message, help: help } });
      });
    }
  });

  describe('lets in', () => {
    const noKey = 'Your request does not contain private API key.';
    for (const [name, headers, status, message] of [
      ['no one without a key', {}, 401, noKey],
      ['no one with an empty key', basic(''), 401, noKey],
      ['no one with a wrong key', basic('private_other'), 403, 'Your account cannot be authenticated.'],
      ['no one with a key without its colon', { authorization: `Basic ${btoa('private_own')}` }, 401, noKey],
      ['the key with any password', basic('private_own', 'do_not_set'), 200, undefined],
      ['the key as it is', { authorization: 'Basic private_own' }, 200, undefined],
    ] as const) {
      it(name, () =>
        withSandbox({ files: 1, key: 'private_own' }, async sandbox => {
          const answer = await exchange(sandbox, 'GET /v1/files', { headers });
          equal(answer.status, status);
          equal((JSON.parse(answer.body) as { message?: string }).message, message);
          match(answer.headers.get('x-ik-requestId') ?? '', /^[\da-f-]{36}$/);
        }),
      );
    }
  });

  it('describes a file', async () => {
    const { body } = await asking('GET /v1/files/598821f949c0a938d57563bd/details');
    const { url, thumbnail, ...rest } = body as { url: string; thumbnail: string };
    deepEqual(rest, {
      type: 'file',
      name: 'mug-blue.jpg',
      createdAt: '2022-08-02T20:21:23.838Z',
      updatedAt: '2022-08-03T00:21:23.838Z',
      fileId: '598821f949c0a938d57563bd',
      tags: ['kitchen', 'mug', 'blue'],
      AITags: [
        { name: 'Cup', confidence: 74.36, source: 'google-auto-tagging' },
        { name: 'Tableware', confidence: 78.33, source: 'google-auto-tagging' },
      ],
      versionInfo: { id: '598821f949c0a938d57563bd', name: 'Version 1' },
      isPrivateFile: false,
      isPublished: true,
      customCoordinates: null,
      fileType: 'image',
      filePath: '/products/mug-blue.jpg',
      width: 1600,
      height: 1200,
      hasAlpha: false,
      size: 874907,
      mime: 'image/jpeg',
      customMetadata: { brand: 'Northwind', color: 'blue' },
    });
    match(url, /^http:\/\/127\.0\.0\.1:\d+\/media\/products\/mug-blue\.jpg\?updatedAt=\d+$/);
    equal(thumbnail, `${url}&tr=n-ik_ml_thumbnail`);
  });

  it('shows the picture of a file with an odd name', () =>
    withSandbox({}, async sandbox => {
      const { body } = await ask(sandbox, 'GET /v1/files?path=odd%20names');
      const shown = await Promise.all((body as { thumbnail: string }[]).map(({ thumbnail }) => fetch(thumbnail)));
      deepEqual(
        shown.map(({ status, headers }) => [status, headers.get('content-type')]),
        Array(8).fill([200, 'image/png']),
      );
    }));

  it('updates what a PATCH names and nothing else', () =>
    withSandbox({ now: () => moment }, async sandbox => {
      const line = '/v1/files/598821f949c0a938d57563bd/details';
      const { body: before } = await ask(sandbox, `GET ${line}`);
      const change = {
        tags: ['b', 'a', 'b'],
        description: 'A mug',
        customCoordinates: '1,2,3,4',
        removeAITags: ['Cup'],
        customMetadata: { brand: null, season: 'all' },
      };
      const { body: after } = await ask(sandbox, `PATCH ${line}`, change);
      const { body: cleared } = await ask(sandbox, `PATCH ${line}`, { tags: null, removeAITags: 'all', customCoordinates: null });
      const { body: hidden } = await ask(sandbox, `PATCH ${line}`, { publish: { isPublished: false } });
      const facts = ({
        tags,
        description,
        customCoordinates,
        AITags,
        customMetadata,
        updatedAt,
        isPublished,
      }: Record<string, unknown>) => ({
        tags,
        description,
        customCoordinates,
        AITags: (AITags as { name: string }[] | null)?.map(({ name }) => name),
        customMetadata,
        updatedAt,
        isPublished,
      });
      const changed = {
        description: 'A mug',
        customMetadata: { color: 'blue', season: 'all' },
        updatedAt: '2026-11-02T00:00:00.000Z',
      };
      deepEqual(
        [before, after, cleared, hidden].slice(1).map(body => facts(body as Record<string, unknown>)),
        [
          { ...changed, tags: ['b', 'a'], customCoordinates: '1,2,3,4', AITags: ['Tableware'], isPublished: true },
          { ...changed, tags: null, customCoordinates: null, AITags: undefined, isPublished: true },
          { ...changed, tags: null, customCoordinates: null, AITags: undefined, isPublished: false },
        ],
      );
    }));

  it('deletes a file', () =>
    withSandbox({}, async sandbox => {
      const [id = ''] = four;
      const statuses = [await ask(sandbox, `DELETE /v1/files/${id}`), await ask(sandbox, `GET /v1/files/${id}/details`)];
      deepEqual(
        statuses.map(({ status }) => status),
        [204, 404],
      );
    }));

  describe('lists', () => {
    for (const [query, expected] of [
      ['path=/brand/archive', ['emblem-2017-locked.ai', 'logo-2018.ai', 'logo-2021.ai', 'wordmark-2019-locked.ai']],
      ['path=brand/archive/&limit=2&skip=1', ['logo-2018.ai', 'logo-2021.ai']],
      ['path=/brand&type=folder', ['archive']],
      ['path=/brand/&type=all&limit=2', ['archive', 'icon-16.png']],
      ['path=/&type=folder', ['blog', 'brand', 'campaigns', 'documents', 'odd names', 'products', 'video']],
      ['path=/nowhere', []],
      ['type=file-version', []],
      ['path=/products&tags=red,lamp', ['lamp-yellow.jpg', 'mug-red.jpg']],
      ['name=mug-blue.jpg', ['mug-blue.jpg']],
      ['path=/documents&fileType=image', []],
      ['fileType=non-image&path=/documents', ['price-list-2026.pdf', 'travel-notes.pdf']],
      ['path=/products&searchQuery=tags%20IN%20[%22mug%22]', ['mug-blue.jpg', 'mug-red.jpg']],
      ['searchQuery=name%20HAS%20%22mug%20blue%22&sort=DESC_RELEVANCE&type=folder', ['mug-blue.jpg']],
    ] as const) {
      it(query, async () => {
        const sorted = query.includes('sort=') ? query : `${query}&sort=ASC_NAME`;
        const { body } = await asking(`GET /v1/files/?${sorted}`);
        deepEqual(
          (body as { name: string }[]).map(({ name }) => name),
          expected,
        );
      });
    }

    it('all 240 files in pages, in the order of their creation', () =>
      withSandbox({}, async sandbox => {
        const pages = await Promise.all([0, 100, 200, 300].map(skip => ask(sandbox, `GET /v1/files?limit=100&skip=${skip}`)));
        const files = pages.flatMap(({ body }) => body as { fileId: string; createdAt: string }[]);
        deepEqual(
          [
            pages.map(({ body }) => (body as unknown[]).length),
            new Set(files.map(({ fileId }) => fileId)).size,
            files.map(({ createdAt }) => createdAt),
          ],
          [[100, 100, 40, 0], 240, files.map(({ createdAt }) => createdAt).toSorted()],
        );
      }));
  });

  it('finds a tag that was just added', () =>
    withSandbox({}, async sandbox => {
      const query = `GET /v1/files?searchQuery=${encodeURIComponent('tags IN ["fresh"]')}`;
      const before = await ask(sandbox, query);
      await ask(sandbox, 'POST /v1/files/addTags', { fileIds: four.slice(0, 1), tags: ['fresh'] });
      const after = await ask(sandbox, query);
      deepEqual(
        [before, after].map(({ body }) => (body as { fileId: string }[]).map(({ fileId }) => fileId)),
        [[], four.slice(0, 1)],
      );
    }));
});
