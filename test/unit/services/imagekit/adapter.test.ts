import { deepEqual } from 'node:assert/strict';
import type { RemoteFile } from '../../../../src/core/model/file';
import type { TagService, Write } from '../../../../src/core/service/service';
import { outcome } from '../../net/faults';
import { never, type Reply, Wire } from '../wire';

const key = 'your_private_api_key';
const [one, two, three] = ['5e21880d5efe355febd4bccd', '5e1c13c1c55ec3437c451403', '5f4abf6fae77ae7f0acda3d1'] as const;

// the documentation's own example, shortened
const wireFile = {
  fileId: one,
  type: 'file',
  name: 'file.jpg',
  filePath: '/images/products/file.jpg',
  tags: ['t-shirt', 'round-neck'],
  AITags: [{ name: 'Shirt', confidence: 90.12, source: 'google-auto-tagging' }],
  versionInfo: { id: one, name: 'Version 2' },
  isPrivateFile: false,
  customCoordinates: null,
  url: 'https://ik.imagekit.io/demo/images/products/file.jpg?updatedAt=1',
  thumbnail: 'https://ik.imagekit.io/demo/images/products/file.jpg?updatedAt=1&tr=n-ik_ml_thumbnail',
  mime: 'image/jpeg',
  width: 100,
  height: 50,
  size: 1000,
  createdAt: '2019-08-24T06:14:41.313Z',
  updatedAt: '2019-08-25T06:14:41.313Z',
};
const file: RemoteFile = {
  kind: 'file',
  id: one,
  name: 'file.jpg',
  path: '/images/products/file.jpg',
  tags: ['t-shirt', 'round-neck'],
  derivedTags: [{ name: 'Shirt', confidence: 90.12, source: 'google-auto-tagging' }],
  facts: {
    mime: 'image/jpeg',
    sizeBytes: 1000,
    widthPixels: 100,
    heightPixels: 50,
    createdAt: '2019-08-24T06:14:41.313Z',
    updatedAt: '2019-08-25T06:14:41.313Z',
    url: wireFile.url,
    thumbnailUrl: wireFile.thumbnail,
  },
};
const folder = { kind: 'folder', id: '/sale', name: 'sale', path: '/sale' } as const;

function run(
  reply: Reply | readonly Reply[],
  call: (service: TagService) => Promise<unknown>,
  endpoint = 'https://api.imagekit.io',
) {
  const replies = Array.isArray(reply) ? (reply as readonly Reply[]) : [reply as Reply];
  const wire = new Wire((_, index) => replies[index]!);
  const result = outcome(call(wire.service({ service: 'imagekit', endpoint }, { auth: { privateKey: key } })));
  return { wire, result };
}

describe('ImageKit: requests', () => {
  it('that read tell of the pace that their answers name; a refusal does so itself', async () => {
    const headers = { 'x-ratelimit-limit': '40', 'x-ratelimit-interval': '1000' };
    const told = async (reply: Reply) => {
      const { wire, result } = run(reply, service => service.list(undefined, undefined, never));
      await result;
      return wire.readBudgets;
    };
    deepEqual(
      [await told({ body: [], headers }), await told({ body: [] }), await told({ status: 429, headers })],
      [[{ limit: 40, intervalMs: 1000 }], [], []],
    );
  });

  it('are signed by the private key and a colon, and say who asks', async () => {
    const { wire, result } = run({ body: [] }, service => service.check(never));
    deepEqual(await result, { label: 'api.imagekit.io' });
    deepEqual(wire.lines, ['GET /v1/files?limit=1']);
    deepEqual(wire.sent[0]!.headers, {
      accept: 'application/json',
      authorization: 'Basic eW91cl9wcml2YXRlX2FwaV9rZXk6',
      'user-agent': 'tagwright/test',
    });
  });

  const calls: readonly (readonly [string, (service: TagService) => Promise<unknown>, string])[] = [
    ['the root', s => s.list(undefined, undefined, never), 'type=all&path=/&sort=ASC_NAME&limit=100&skip=0'],
    ['a folder, from a cursor', s => s.list(folder, '100', never), 'type=all&path=/sale&sort=ASC_NAME&limit=100&skip=100'],
    [
      'a whole folder, in large pages',
      s => s.list(folder, '100', never, 'largest'),
      'type=all&path=/sale&sort=ASC_NAME&limit=1000&skip=100',
    ],
    [
      'all files, in large pages',
      s => s.search({}, '1000', never, 'largest'),
      'searchQuery=type = "file"&sort=ASC_CREATED&limit=1000&skip=1000',
    ],
    [
      'names, with every character escaped that must be',
      s => s.search({ words: ['a"b\\c', 'd\ne'] }, undefined, never),
      'searchQuery=type = "file" AND (name : "a\\"b\\\\c" OR name HAS "a\\"b\\\\c") AND (name : "d\\ne" OR name HAS "d\\ne")&sort=ASC_NAME&limit=100&skip=0',
    ],
    [
      'tags within a folder',
      s => s.search({ tags: [['a', 'b"'], ['c']], folder }, '100', never),
      'searchQuery=type = "file" AND tags IN ["a", "b\\""] AND tags IN ["c"] AND path : "/sale"&sort=ASC_NAME&limit=100&skip=100',
    ],
    [
      'changed pictures, in the service’s own language beside',
      s =>
        s.search(
          { media: ['image'], changedSince: '2026-01-31T00:00:00.000Z', native: 'size > "1mb" OR private = true' },
          undefined,
          never,
        ),
      'searchQuery=type = "file" AND updatedAt >= "2026-01-31T00:00:00.000Z" AND (size > "1mb" OR private = true)&fileType=image&sort=ASC_NAME&limit=100&skip=0',
    ],
    [
      'videos, which are among all that is no image',
      s => s.search({ media: ['video', 'audio'] }, undefined, never),
      'searchQuery=type = "file"&fileType=non-image&sort=ASC_NAME&limit=100&skip=0',
    ],
    [
      'images and videos: all there is',
      s => s.search({ media: ['image', 'video'] }, undefined, never),
      'searchQuery=type = "file"&sort=ASC_NAME&limit=100&skip=0',
    ],
    ['ids', s => s.read([one, two], never), `searchQuery=type = "file" AND id IN ["${one}", "${two}"]&limit=2`],
  ];
  for (const [name, call, query] of calls) {
    it(`list ${name}`, async () => {
      const { wire, result } = run({ body: [] }, call);
      await result;
      deepEqual(wire.lines, [`GET /v1/files?${query}`]);
    });
  }

  it('keep the path of an endpoint', async () => {
    const { wire, result } = run({ body: [] }, service => service.check(never), 'http://localhost:8080/proxy');
    deepEqual([await result, wire.lines], [{ label: 'localhost:8080' }, ['GET /proxy/v1/files?limit=1']]);
  });
});

describe('ImageKit: answers', () => {
  const list = (s: TagService) => s.list(undefined, undefined, never);
  const reads: readonly (readonly [string, unknown, (service: TagService) => Promise<unknown>, unknown])[] = [
    ['a file', [wireFile], list, { items: [file] }],
    ['no tags', [{ ...wireFile, tags: null, AITags: null }], list, { items: [{ ...file, tags: [], derivedTags: [] }] }],
    ['tags unsaid', [{ ...wireFile, tags: undefined }], list, { items: [{ ...file, tags: undefined }] }],
    [
      'bare facts',
      [{ fileId: one, type: 'file', name: 'f', filePath: '/f', tags: ['a'], mime: null }],
      list,
      { items: [{ kind: 'file', id: one, name: 'f', path: '/f', tags: ['a'], derivedTags: [], facts: {} }] },
    ],
    ['versions are left out', [{ ...wireFile, type: 'file-version' }], list, { items: [] }],
    [
      "a folder's path is its parent's and its name",
      [{ folderId: '6441fce4e809dd54b0dee029', type: 'folder', name: 'summer', folderPath: '/elsewhere' }],
      s => s.list(folder, undefined, never),
      { items: [{ kind: 'folder', id: '/sale/summer', name: 'summer', path: '/sale/summer' }] },
    ],
    [
      'a full page has a next one, whatever was left out of it',
      Array.from({ length: 100 }, () => ({ type: 'file-version' })),
      s => s.list(undefined, '100', never),
      { items: [], next: '200' },
    ],
    [
      'reading leaves out what was not asked for',
      [wireFile, { ...wireFile, fileId: two }],
      s => s.read([one, three], never),
      [file],
    ],
    [
      'a private file has no picture of its own',
      [{ ...wireFile, isPrivateFile: true }],
      list,
      { items: [{ ...file, facts: { ...file.facts, thumbnailUrl: undefined } }] },
    ],
    ['details', wireFile, s => s.readOne(one, never), file],
  ];
  for (const [name, body, call, expected] of reads) {
    it(name, async () => {
      deepEqual(JSON.parse(JSON.stringify(await run({ body }, call).result)), JSON.parse(JSON.stringify(expected)));
    });
  }

  const message = (text: string) => ({ message: text, help: 'For support kindly contact us at support@imagekit.io.' });
  const check = (s: TagService) => s.check(never);
  const details = (s: TagService) => s.readOne(one, never);
  const add = (s: TagService) => s.write({ kind: 'add', fileIds: [one, two], tags: ['a'] }, never);
  const failures: readonly (readonly [string, Reply, (service: TagService) => Promise<unknown>, unknown])[] = [
    ['a missing key', { status: 401, body: message('no key') }, check, { code: 'unauthorized', status: 401, detail: 'no key' }],
    ['a wrong key', { status: 403, body: message('cannot') }, check, { code: 'forbidden', status: 403, detail: 'cannot' }],
    [
      'a key in the message',
      { status: 403, body: message(`wrong ${key}, eW91cl9wcml2YXRlX2FwaV9rZXk6`) },
      check,
      { code: 'forbidden', status: 403, detail: 'wrong •••, •••' },
    ],
    ['a bad parameter', { status: 400, body: message('bad') }, check, { code: 'rejected', status: 400, detail: 'bad' }],
    ['an unknown file', { status: 404, body: message('none') }, details, undefined],
    [
      'a page that was not found',
      { status: 404, body: '<html>' },
      details,
      { code: 'unexpectedAnswer', status: 404, subject: 'body' },
    ],
    [
      'missing files',
      { status: 404, headers: { 'x-ik-requestid': 'r1' }, body: { ...message('none'), missingFileIds: [two] } },
      add,
      { code: 'notFound', status: 404, detail: 'none', requestId: 'r1', missingIds: [two] },
    ],
    ['missing files unnamed', { status: 404, body: message('none') }, add, { code: 'notFound', status: 404, detail: 'none' }],
    [
      'a limit, in ms',
      { status: 429, headers: { 'x-ratelimit-reset': '1500', 'retry-after': '9' }, body: message('slow') },
      add,
      { code: 'rateLimited', status: 429, detail: 'slow', retryAfterMs: 1500 },
    ],
    [
      'a limit, in seconds',
      { status: 429, headers: { 'retry-after': '2' } },
      add,
      { code: 'rateLimited', status: 429, retryAfterMs: 2000 },
    ],
    [
      'a limit, by date',
      { status: 429, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:03 GMT' } },
      add,
      { code: 'rateLimited', status: 429, retryAfterMs: 3000 },
    ],
    ['a limit, unsaid', { status: 429, body: '"slow"' }, add, { code: 'rateLimited', status: 429 }],
    ['an error of the server', { status: 500, body: 'plain' }, add, { code: 'serverError', status: 500 }],
    [
      'a server that is busy',
      { status: 503, headers: { 'x-ratelimit-reset': '70' } },
      add,
      { code: 'serverError', status: 503, retryAfterMs: 70 },
    ],
    [
      'a page in between',
      { body: '<html>', headers: { 'content-type': 'text/html' } },
      check,
      { code: 'unexpectedAnswer', status: 200, subject: 'body', mediaType: 'text/html' },
    ],
    ['another API', { body: { ok: true } }, check, { code: 'unexpectedAnswer', status: 200, subject: 'body' }],
    [
      'a field amiss',
      { body: [wireFile, { ...wireFile, fileId: 7 }] },
      list,
      { code: 'unexpectedAnswer', status: 200, subject: '[1].fileId' },
    ],
    [
      'a tag amiss',
      { body: [{ ...wireFile, tags: ['a', 1] }] },
      list,
      { code: 'unexpectedAnswer', status: 200, subject: '[0].tags[1]' },
    ],
    [
      'an unknown type',
      { body: [{ ...wireFile, type: 'album' }] },
      list,
      { code: 'unexpectedAnswer', status: 200, subject: '[0].type' },
    ],
    ['a write answered by a page', { body: '<html>' }, add, { code: 'unexpectedAnswer', status: 200, subject: 'body' }],
    ['a write answered by 202', { status: 202, body: {} }, add, { code: 'unexpectedAnswer', status: 202 }],
  ];
  for (const [name, reply, call, expected] of failures) {
    it(`tell: ${name}`, async () => {
      deepEqual(await run(reply, call).result, expected);
    });
  }
});

describe('ImageKit: writes', () => {
  const applied = (fileId: string) => ({ fileId, applied: true });
  const done = { body: wireFile };
  const sends: readonly (readonly [Write, Reply, string, unknown])[] = [
    [
      { kind: 'add', fileIds: [one, two], tags: ['a', 'ö'] },
      {
        body: { successfullyUpdatedFileIds: [one, two] },
        headers: { 'x-ik-requestid': 'r', 'x-ratelimit-limit': '100', 'x-ratelimit-interval': '1000' },
      },
      `POST /v1/files/addTags {"fileIds":["${one}","${two}"],"tags":["a","ö"]}`,
      { results: [applied(one), applied(two)], requestId: 'r', budget: { limit: 100, intervalMs: 1000 } },
    ],
    [
      { kind: 'remove', fileIds: [one, two], tags: ['a'] },
      { body: { successfullyUpdatedFileIds: [two, three] } },
      `POST /v1/files/removeTags {"fileIds":["${one}","${two}"],"tags":["a"]}`,
      { results: [applied(two)] },
    ],
    [
      { kind: 'add', fileIds: [one, two, three], tags: ['a'] },
      {
        status: 207,
        body: {
          successfullyUpdatedFileIds: [one, three],
          errors: [
            { fileId: two, error: `Error in adding tags ${key}` },
            { fileId: three, error: 'and yet not' },
          ],
        },
      },
      `POST /v1/files/addTags {"fileIds":["${one}","${two}","${three}"],"tags":["a"]}`,
      {
        results: [
          applied(one),
          {
            fileId: two,
            applied: false,
            fault: { code: 'rejected', status: 207, subject: two, detail: 'Error in adding tags •••' },
          },
        ],
      },
    ],
    [
      { kind: 'replace', fileIds: [one], tags: ['a'] },
      done,
      `PATCH /v1/files/${one}/details {"tags":["a"]}`,
      { results: [applied(one)] },
    ],
    [
      { kind: 'replace', fileIds: [one], tags: [] },
      done,
      `PATCH /v1/files/${one}/details {"tags":null}`,
      { results: [applied(one)] },
    ],
    [{ kind: 'clear', fileIds: [one] }, done, `PATCH /v1/files/${one}/details {"tags":null}`, { results: [applied(one)] }],
    [
      { kind: 'clear', fileIds: [two] },
      done,
      `PATCH /v1/files/${two}/details {"tags":null}`,
      { code: 'unexpectedAnswer', status: 200, subject: 'fileId' },
    ],
  ];
  for (const [write, reply, line, expected] of sends) {
    it(line, async () => {
      const { wire, result } = run(reply, service => service.write(write, never));
      deepEqual([await result, wire.lines], [expected, [line]]);
    });
  }

  it('take AI tags away', async () => {
    const reply = {
      status: 207,
      body: { successfullyUpdatedFileIds: [one], errors: [{ fileId: two, error: 'Error in removing AITags' }] },
      headers: { 'x-ik-requestid': `r ${key}` },
    };
    const { wire, result } = run(reply, service => service.removeDerivedTags!([one, two], ['Shirt'], never));
    const fault = { code: 'rejected', status: 207, subject: two, detail: 'Error in removing AITags' };
    deepEqual(
      [await result, wire.lines],
      [
        { results: [applied(one), { fileId: two, applied: false, fault }], requestId: 'r •••' },
        [`POST /v1/files/removeAITags {"fileIds":["${one}","${two}"],"AITags":["Shirt"]}`],
      ],
    );
  });

  const many = Array.from({ length: 101 }, (_, index) => index.toString().padStart(24, '0'));
  const refused: readonly (readonly [string, (service: TagService) => Promise<unknown>, object])[] = [
    [
      '51 files',
      s => s.write({ kind: 'add', fileIds: many.slice(0, 51), tags: ['a'] }, never),
      { subject: 'fileIds', problem: { kind: 'tooManyFiles', files: 51, limit: 50 } },
    ],
    [
      '101 files to read',
      s => s.read(many, never),
      { subject: 'fileIds', problem: { kind: 'tooManyFiles', files: 101, limit: 100 } },
    ],
    ['no AI tags', s => s.removeDerivedTags!([one], [], never), { subject: 'tags', problem: { kind: 'noTags' } }],
    [
      'AI tags of 51 files',
      s => s.removeDerivedTags!(many.slice(0, 51), ['a'], never),
      { subject: 'fileIds', problem: { kind: 'tooManyFiles', files: 51, limit: 50 } },
    ],
    [
      'no files',
      s => s.write({ kind: 'add', fileIds: [], tags: ['a'] }, never),
      { subject: 'fileIds', problem: { kind: 'noFiles' } },
    ],
    [
      'no id',
      s => s.write({ kind: 'clear', fileIds: ['../../x'] }, never),
      { subject: 'fileIds', problem: { kind: 'noId', id: '../../x' } },
    ],
    ['no id to read', s => s.readOne('a"b', never), { subject: 'fileIds', problem: { kind: 'noId', id: 'a"b' } }],
    [
      'a percent sign',
      s => s.write({ kind: 'add', fileIds: [one], tags: ['10%'] }, never),
      { subject: 'tags', problem: { kind: 'forbiddenCharacter', tag: '10%', character: '%' } },
    ],
    [
      'an empty tag',
      s => s.write({ kind: 'replace', fileIds: [one], tags: [' '] }, never),
      { subject: 'tags', problem: { kind: 'empty' } },
    ],
    [
      '501 characters',
      s => s.write({ kind: 'add', fileIds: [one], tags: ['a'.repeat(250), 'b'.repeat(251)] }, never),
      { subject: 'tags', problem: { kind: 'tooManyCharacters', characters: 501, limit: 500 } },
    ],
    ['no tags', s => s.write({ kind: 'add', fileIds: [one], tags: [] }, never), { subject: 'tags', problem: { kind: 'noTags' } }],
  ];
  for (const [name, call, facts] of refused) {
    it(`are refused before they are sent: ${name}`, async () => {
      const { wire, result } = run([], call);
      deepEqual([await result, wire.lines], [{ code: 'invalidInput', ...facts }, []]);
    });
  }

  it('add and remove at once on no account', async () => {
    const { wire, result } = run([], s => s.write({ kind: 'patch', fileIds: [one], add: ['a'], remove: ['b'] }, never));
    deepEqual([((await result) as { readonly code: string }).code, wire.lines], ['internal', []]);
  });
});

describe('ImageKit: pictures', () => {
  const png = { headers: { 'content-type': 'image/jpeg; x=y' }, body: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') };
  const picture = { mime: 'image/png', bytes: png.body };
  const local = 'http://127.0.0.1:8080';
  const at = (thumbnailUrl: string | undefined): RemoteFile => ({
    ...file,
    facts: { mime: 'image/jpeg', ...(thumbnailUrl !== undefined && { thumbnailUrl }) },
  });
  const cases: readonly (readonly [string, string, RemoteFile, readonly Reply[], unknown, readonly string[]])[] = [
    ["of https are the editor's", 'https://api.imagekit.io', file, [], undefined, []],
    ['of this machine are fetched', local, at('http://localhost:1/t.png'), [png], picture, ['http://localhost:1/t.png']],
    [
      'of this machine are nothing to a service elsewhere',
      'https://api.imagekit.io',
      at('http://localhost:1/t.png'),
      [],
      undefined,
      [],
    ],
    ['elsewhere without https are not fetched', local, at('http://elsewhere.test/t.png'), [], undefined, []],
    [
      'that are none',
      local,
      at('http://localhost:1/t.png'),
      [{ body: '<html>', headers: { 'content-type': 'text/html' } }],
      undefined,
      ['http://localhost:1/t.png'],
    ],
    [
      'that may not be seen',
      local,
      at('http://localhost:1/t.png'),
      [{ ...png, status: 403 }],
      undefined,
      ['http://localhost:1/t.png'],
    ],
    [
      'of a private file',
      'https://api.imagekit.io',
      at(undefined),
      [{ body: wireFile }, png],
      picture,
      [`https://api.imagekit.io/v1/files/${one}/details`, wireFile.thumbnail],
    ],
    ['of what is no image', local, { ...file, facts: { mime: 'application/pdf' } }, [], undefined, []],
  ];
  for (const [name, endpoint, target, replies, expected, urls] of cases) {
    it(name, async () => {
      const { wire, result } = run(replies, service => service.picture(target, never), endpoint);
      deepEqual([await result, wire.sent.map(({ url }) => url.href)], [expected, urls]);
      const leaked = wire.sent.filter(({ url, headers }) => !url.href.startsWith(endpoint) && 'authorization' in headers);
      deepEqual(leaked, []);
    });
  }
});

describe('ImageKit: the files themselves', () => {
  const bytes = Buffer.from('GIF89a');
  const at = (url: string | undefined): RemoteFile => ({ ...file, facts: url === undefined ? {} : { url } });
  const details = `https://api.imagekit.io/v1/files/${one}/details`;
  const cases: readonly (readonly [string, RemoteFile, readonly Reply[], unknown, readonly string[]])[] = [
    ['are fetched where everyone gets them', file, [{ body: bytes }], bytes, [wireFile.url]],
    [
      'are asked for their address first, where it is not known',
      at(undefined),
      [{ body: wireFile }, { body: bytes }],
      bytes,
      [details, wireFile.url],
    ],
    ['are not given where they are private', file, [{ status: 403 }], undefined, [wireFile.url]],
    ['are not sought on this machine by a service elsewhere', at('http://localhost:1/a.gif'), [], undefined, []],
    ['are not sought where there is no address', at('somewhere'), [], undefined, []],
  ];
  for (const [name, target, replies, expected, urls] of cases) {
    it(name, async () => {
      const { wire, result } = run(replies, async service => service.content?.(target, never));
      deepEqual([await result, wire.sent.map(({ url }) => url.href)], [expected, urls]);
      deepEqual(
        wire.sent.filter(({ url, headers }) => url.href !== details && 'authorization' in headers),
        [],
      );
    });
  }
});
