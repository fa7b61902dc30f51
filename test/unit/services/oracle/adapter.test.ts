import { deepEqual } from 'node:assert/strict';
import type { Credentials } from '../../../../src/core/service/connection';
import type { RemoteFile } from '../../../../src/core/model/file';
import type { TagService, Write } from '../../../../src/core/service/service';
import { readXml } from '../../../../src/services/oracle/xmlAnswer';
import { expectLinear } from '../../../support/growth';
import { outcome, outcomeOf } from '../../net/faults';
import { never, type Reply, Wire } from '../wire';

const endpoint = 'https://docs.test';
const id = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';
const folderId = 'F2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';
const password: Credentials = { auth: { username: 'user', password: 'wörd' } };
const basic = Buffer.from('user:wörd').toString('base64');

function run(reply: Reply | readonly Reply[], call: (service: TagService) => Promise<unknown>, credentials = password) {
  const replies = Array.isArray(reply) ? (reply as readonly Reply[]) : [reply as Reply];
  const wire = new Wire((_, index) => replies[index]!);
  return { wire, result: outcome(call(wire.service({ service: 'oracle', endpoint }, credentials))) };
}

const tagged = (tags: readonly string[], inherited: readonly string[] = []): RemoteFile => ({
  kind: 'file',
  id,
  name: id,
  path: '',
  tags,
  derivedTags: inherited.map(name => ({ name, source: 'inherited' })),
  facts: {},
});

describe('Oracle Content: requests', () => {
  const empty = { body: { errorCode: '0', items: [] } };
  const folder = { kind: 'folder', id: 'FF47', name: 'a', path: '/a' } as const;

  const calls: readonly (readonly [(service: TagService) => Promise<unknown>, string])[] = [
    [s => s.check(never), 'folders/items?limit=1&offset=0'],
    [s => s.list(undefined, undefined, never), 'folders/items?limit=100&offset=0'],
    [s => s.list(folder, '100', never), 'folders/FF47/items?limit=100&offset=100'],
    [s => s.list(folder, '100', never, 'largest'), 'folders/FF47/items?limit=1000&offset=100'],
    [s => s.search({ words: ['a', 'b&c'] }, undefined, never), 'folders/search/items?fulltext=a b&c&limit=100&offset=0'],
    [s => s.search({ words: ['a'], folder }, '100', never), 'folders/FF47/search/items?fulltext=a&limit=100&offset=100'],
    [s => s.read([id], never), `files/${id}/tags?directAssigned=1`],
    [s => s.read([folderId], never), `folders/${folderId}/tags?directAssigned=1`],
  ];
  for (const [call, line] of calls) {
    it(`GET ${line}`, async () => {
      const { wire, result } = run(empty, call);
      await result;
      deepEqual(wire.lines, [`GET /documents/api/1.1/${line}`]);
      deepEqual(wire.sent[0]!.headers, {
        accept: 'application/json',
        'accept-language': 'en',
        'user-agent': 'tagwright/test',
        authorization: `Basic ${basic}`,
      });
    });
  }

  const refused: readonly (readonly [string, (service: TagService) => Promise<unknown>, object])[] = [
    [
      'a search by tags',
      s => s.search({ tags: [['a']] }, undefined, never),
      { subject: 'tags', problem: { kind: 'noSearchBy', field: 'tags' } },
    ],
    [
      'a search for videos',
      s => s.search({ media: ['video'], words: ['a'] }, undefined, never),
      { subject: 'media', problem: { kind: 'noSearchBy', field: 'media' } },
    ],
    [
      'a search without words',
      s => s.search({ folder }, undefined, never),
      { subject: 'words', problem: { kind: 'noSearchWithoutWords' } },
    ],
    [
      'two files to read',
      s => s.read([id, id], never),
      { subject: 'fileIds', problem: { kind: 'tooManyFiles', files: 2, limit: 1 } },
    ],
    ['no id', s => s.readOne('FF47', never), { subject: 'fileIds', problem: { kind: 'noId', id: 'FF47' } }],
    [
      'a comma',
      s => s.write({ kind: 'replace', fileIds: [id], tags: ['a,b'] }, never),
      { subject: 'tags', problem: { kind: 'forbiddenCharacter', tag: 'a,b', character: ',' } },
    ],
    [
      'an empty tag',
      s => s.write({ kind: 'patch', fileIds: [id], add: ['a'], remove: [''] }, never),
      { subject: 'tags', problem: { kind: 'empty' } },
    ],
    [
      'nothing to do',
      s => s.write({ kind: 'patch', fileIds: [id], add: [], remove: [] }, never),
      { subject: 'tags', problem: { kind: 'noTags' } },
    ],
  ];
  for (const [name, call, facts] of refused) {
    it(`are not sent for ${name}`, async () => {
      const { wire, result } = run([], call);
      deepEqual([await result, wire.lines], [{ code: 'invalidInput', ...facts }, []]);
    });
  }

  const writes: readonly (readonly [Write, string])[] = [
    [{ kind: 'patch', fileIds: [id], add: ['a', 'b'], remove: ['c'] }, 'PUT {"addTags":"a,b","removeTags":"c"}'],
    [{ kind: 'patch', fileIds: [id], add: [], remove: ['c', 'd'] }, 'PUT {"removeTags":"c,d"}'],
    [{ kind: 'add', fileIds: [id], tags: ['a'] }, 'PUT {"addTags":"a"}'],
    [{ kind: 'remove', fileIds: [id], tags: ['a'] }, 'PUT {"removeTags":"a"}'],
    [{ kind: 'replace', fileIds: [id], tags: ['file', 'metadata'] }, 'POST {"setTags":"file,metadata"}'],
    [{ kind: 'replace', fileIds: [id], tags: [] }, 'DELETE'],
    [{ kind: 'clear', fileIds: [id] }, 'DELETE'],
  ];
  for (const [write, line] of writes) {
    it(`${write.kind}: ${line}`, async () => {
      const { wire, result } = run({ body: { errorCode: '0', idList: id, type: 'file' } }, s => s.write(write, never));
      const [method, ...body] = line.split(' ');
      const expected = [method, `/documents/api/1.1/files/${id}/tags`, ...body].join(' ');
      deepEqual([await result, wire.lines], [{ results: [{ fileId: id, applied: true }] }, [expected]]);
    });
  }
});

describe('Oracle Content: answers', () => {
  const tags = (text: unknown) => ({ body: { errorCode: '0', idList: id, tags: text, type: 'file' } });
  const item = {
    id: 'D1',
    parentID: 'self',
    name: 'a.jpg',
    type: 'file',
    size: '13',
    mimeType: 'image/jpeg',
    createdTime: '2014-02-21T20:54:50Z',
    modifiedTime: '2014-02-22T20:54:50Z',
  };
  const facts = { sizeBytes: 13, mime: 'image/jpeg', createdAt: '2014-02-21T20:54:50Z', updatedAt: '2014-02-22T20:54:50Z' };
  const file = { kind: 'file', id: 'D1', name: 'a.jpg', path: '/a.jpg', tags: undefined, derivedTags: [], facts };
  const list = (s: TagService) => s.list(undefined, '100', never);
  const search = (s: TagService) => s.search({ words: ['a'] }, undefined, never);
  const read = (s: TagService) => s.read([id], never);

  const reads: readonly (readonly [string, Reply | readonly Reply[], (service: TagService) => Promise<unknown>, unknown])[] = [
    ['tags are one string', tags('personal,work'), read, [tagged(['personal', 'work'])]],
    ['blanks beside commas are no part of a tag', tags(' a b , c,'), read, [tagged(['a b', 'c'])]],
    ['no tags: empty', tags(''), read, [tagged([])]],
    ['no tags: null', tags(null), read, [tagged([])]],
    ['no tags: unsaid', tags(undefined), read, [tagged([])]],
    [
      'inherited tags never become own ones',
      [tags('file,metadata'), tags('file,metadata,personal,work')],
      s => s.readOne(id, never),
      tagged(['file', 'metadata'], ['personal', 'work']),
    ],
    ['numbers for strings', { body: { errorCode: 0, hasMore: 0, items: [{ ...item, size: 13 }] } }, list, { items: [file] }],
    ['a next page', { body: { errorCode: '0', hasMore: '1', items: [item] } }, list, { items: [file], next: '101' }],
    ['a last page', { body: { errorCode: '0', hasMore: '0', totalResults: '300', items: [item] } }, list, { items: [file] }],
    ['a page that promises more and has nothing', { body: { errorCode: '0', hasMore: '1', items: [] } }, list, { items: [] }],
    [
      'a folder in a folder',
      { body: { errorCode: '0', items: [{ id: 'F2', name: 'b', type: 'folder', size: '39' }, item] } },
      s => s.list({ kind: 'folder', id: 'F1', name: 'a', path: '/a' }, undefined, never),
      {
        items: [
          { kind: 'folder', id: 'F2', name: 'b', path: '/a/b' },
          { ...file, path: '/a/a.jpg' },
        ],
      },
    ],
    [
      'files found, whose path is not known',
      { body: { errorCode: '0', count: '2', totalCount: '9', items: [{ id: 'F2', name: 'b', type: 'folder' }, item] } },
      search,
      { items: [{ ...file, path: '' }], next: '2' },
    ],
    ['all files found', { body: { errorCode: '0', totalCount: 1, items: [item] } }, search, { items: [{ ...file, path: '' }] }],
    ['an account', { body: { errorCode: '0', items: [] } }, s => s.check(never), { label: 'user' }],
  ];
  for (const [name, reply, call, expected] of reads) {
    it(name, async () => {
      deepEqual(await run(reply, call).result, expected);
    });
  }

  const clear = (s: TagService) => s.write({ kind: 'clear', fileIds: [id] }, never);
  const privileges = {
    errorCode: '-20',
    errorKey: '!csFld',
    errorMessage: 'User has insufficient privilege.',
    type: 'https://www.w3.org',
  };
  const failures: readonly (readonly [string, Reply, (service: TagService) => Promise<unknown>, unknown])[] = [
    [
      'a failure with 200, as a string',
      { body: { errorCode: '-1', errorMessage: 'no' } },
      clear,
      { code: 'rejected', status: 200, subject: id, detail: 'no' },
    ],
    [
      'a failure with 200, as a number',
      { body: { errorCode: -16, title: 'no' } },
      clear,
      { code: 'notFound', status: 200, subject: id, detail: 'no' },
    ],
    ['an unreadable errorCode', { body: { errorCode: 'x' } }, clear, { code: 'rejected', status: 200, subject: id }],
    [
      'no privileges for one file',
      { status: 403, body: privileges },
      clear,
      { code: 'denied', status: 403, subject: id, detail: privileges.errorMessage },
    ],
    [
      'no privileges at all',
      { status: 403, body: privileges },
      list,
      { code: 'forbidden', status: 403, detail: privileges.errorMessage },
    ],
    ['403 without words', { status: 403 }, clear, { code: 'denied', status: 403, subject: id }],
    [
      'a gateway that does not let a file through',
      { status: 403, body: '<html><body>Forbidden</body></html>', headers: { 'content-type': 'text/html' } },
      clear,
      { code: 'denied', status: 403, subject: id },
    ],
    [
      'a file whose 403 speaks of a sign-in',
      { status: 403, body: 'Authentication failed: please sign in.' },
      clear,
      { code: 'denied', status: 403, subject: id },
    ],
    [
      'no privileges for a folder',
      { status: 403 },
      s => s.readOne(folderId, never),
      { code: 'denied', status: 403, subject: folderId },
    ],
    [
      'an access code wanted, though no link was used',
      { status: 403, body: { errorCode: '-18', errorMessage: 'The access code must be provided.' } },
      clear,
      { code: 'denied', status: 403, subject: id, detail: 'The access code must be provided.' },
    ],
    ['a name taken', { status: 409, body: { errorCode: '-17' } }, clear, { code: 'conflict', status: 409, subject: id }],
    ['no such file to write', { status: 404, body: { errorCode: '-16' } }, clear, { code: 'notFound', status: 404, subject: id }],
    ['no such file to read', { status: 404, body: { errorCode: '-16' } }, read, []],
    ['no such file to read, alone', { status: 404, body: { errorCode: '-16' } }, s => s.readOne(id, never), undefined],
    [
      'a page that was not found',
      { status: 404, body: '<html>' },
      read,
      { code: 'unexpectedAnswer', status: 404, subject: 'body' },
    ],
    ['401 of any kind', { status: 401, body: '<html>' }, clear, { code: 'unauthorized', status: 401, subject: id }],
    [
      'a limit, though none is documented',
      { status: 429, headers: { 'retry-after': '3' } },
      clear,
      { code: 'rateLimited', status: 429, subject: id, retryAfterMs: 3000 },
    ],
    [
      'a server that is busy',
      { status: 503, headers: { 'retry-after': '1' } },
      list,
      { code: 'serverError', status: 503, retryAfterMs: 1000 },
    ],
    [
      'XML',
      {
        status: 403,
        body: '<?xml version="1.0"?>\n<d:error xmlns:d="x"><d:errorCode>-20</d:errorCode><d:errorMessage a="b"> &lt;A&gt; &amp;lt; </d:errorMessage></d:error>',
      },
      clear,
      { code: 'denied', status: 403, subject: id, detail: '<A> &lt;' },
    ],
    ['XML with 200', { body: '<r><errorCode>-16</errorCode></r>' }, clear, { code: 'notFound', status: 200, subject: id }],
    ['XML that is cut off', { body: '<r><errorCode>0' }, clear, { code: 'unexpectedAnswer', status: 200, subject: 'body' }],
    [
      'XML of another API',
      { body: '<r><tags>a</tags></r>' },
      read,
      { code: 'unexpectedAnswer', status: 200, subject: 'errorCode' },
    ],
    [
      'tags of another file',
      { body: { errorCode: '0', idList: folderId, tags: 'a' } },
      read,
      { code: 'unexpectedAnswer', status: 200, subject: 'idList' },
    ],
    [
      'more items than were asked for',
      { body: { errorCode: '0', items: Array.from({ length: 201 }, () => item) } },
      list,
      { code: 'tooLarge', limit: 100 },
    ],
    [
      'brackets without end',
      { body: `{"errorCode":"0","items":${'['.repeat(101)}${']'.repeat(101)}}` },
      list,
      { code: 'unexpectedAnswer', status: 200, subject: 'body' },
    ],
    [
      'a page in between',
      { body: '<html>', headers: { 'content-type': 'text/html' } },
      list,
      { code: 'unexpectedAnswer', status: 200, subject: 'body', mediaType: 'text/html' },
    ],
    ['another API', { body: { tags: 'a' } }, read, { code: 'unexpectedAnswer', status: 200, subject: 'errorCode' }],
    ['tags amiss', tags(['a']), read, { code: 'unexpectedAnswer', status: 200, subject: 'tags' }],
    [
      'an item amiss',
      { body: { errorCode: '0', items: [{ ...item, id: 1 }] } },
      list,
      { code: 'unexpectedAnswer', status: 200, subject: 'items[0].id' },
    ],
    [
      'the password',
      { status: 500, body: { errorCode: '-1', errorMessage: `not wörd ${basic}` } },
      list,
      { code: 'serverError', status: 500, detail: 'not ••• •••' },
    ],
  ];
  for (const [name, reply, call, expected] of failures) {
    it(`tell: ${name}`, async () => {
      const replies = [reply, reply];
      deepEqual(await run(replies, call).result, expected);
    });
  }

  it('show a picture, signed in', async () => {
    // as documented
    const png = { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1') };
    const { wire, result } = run(png, s => s.picture(tagged([]), never));
    deepEqual(
      [await result, wire.lines, wire.sent[0]!.headers['authorization']],
      [{ mime: 'image/png', bytes: png.body }, [`GET /documents/api/1.1/files/${id}/data/thumbnail`], `Basic ${basic}`],
    );
    deepEqual(await run({ status: 404 }, s => s.picture(tagged([]), never)).result, undefined);
    deepEqual(await run([], s => s.picture({ ...tagged([]), id: folderId }, never)).result, undefined);
  });

  it('give a file, signed in, and no folder', async () => {
    const { wire, result } = run({ body: Buffer.from('GIF89a') }, async s => s.content?.(tagged([]), never));
    deepEqual(
      [await result, wire.lines, wire.sent[0]!.headers['authorization']],
      [Buffer.from('GIF89a'), [`GET /documents/api/1.1/files/${id}/data`], `Basic ${basic}`],
    );
    deepEqual(await run([], async s => s.content?.({ ...tagged([]), id: folderId }, never)).result, undefined);
  });
});

describe('Oracle Content: credentials', () => {
  const empty = { body: { errorCode: '0', items: [] } };
  const signed: readonly (readonly [Credentials, object])[] = [
    [{ auth: { bearerToken: 't.o-k' } }, { authorization: 'Bearer t.o-k' }],
    [{ grant: { linkId: 'LF8D36' } }, { linkID: 'LF8D36' }],
    [{ grant: { linkId: 'LF8D36', accessCode: 'test 12345' } }, { linkID: 'LF8D36', cookie: 'dAccessCode-LF8D36=test 12345' }],
    [{ grant: { appLinkId: 'LF5Bxj4-_==', accessToken: '352F' } }, { appLinkID: 'LF5Bxj4-_==', accessToken: '352F' }],
    [
      { ...password, grant: { appLinkId: 'LF', accessToken: '35' } },
      { authorization: `Basic ${basic}`, appLinkID: 'LF', accessToken: '35' },
    ],
  ];
  for (const [credentials, headers] of signed) {
    it(`go as ${JSON.stringify(headers)}`, async () => {
      const { wire, result } = run(empty, s => s.check(never), credentials);
      await result;
      deepEqual(wire.sent[0]!.headers, {
        accept: 'application/json',
        'accept-language': 'en',
        'user-agent': 'tagwright/test',
        ...headers,
      });
    });
  }

  const refused: readonly (readonly [Credentials, object])[] = [
    [{}, { subject: 'auth' }],
    [{ auth: { privateKey: 'k' } }, { subject: 'auth.username' }],
    [{ auth: { username: 'a:b', password: 'w' } }, { subject: 'username' }],
    [{ auth: { bearerToken: 'a\r\nb' } }, { subject: 'bearerToken' }],
    [
      { auth: { tokenUrl: 'http://id.test', clientId: 'i', clientSecret: 's', scope: 'c' } },
      { subject: 'tokenUrl', problem: { kind: 'insecure' } },
    ],
    [{ grant: { linkId: 'L;1' } }, { subject: 'linkId' }],
    [{ grant: { linkId: 'L1', accessCode: 'a; b=c' } }, { subject: 'accessCode' }],
    [{ grant: { linkId: 'L1', accessCode: 'a\n' } }, { subject: 'accessCode' }],
    [{ grant: { appLinkId: 'L\n', accessToken: 't' } }, { subject: 'appLinkId' }],
    [{ grant: { appLinkId: 'L', accessToken: 't\n' } }, { subject: 'accessToken' }],
    [{ grant: { appLinkId: 'L', accessToken: 't', refreshToken: 'ü' } }, { subject: 'refreshToken' }],
  ];
  for (const [credentials, facts] of refused) {
    it(`are refused: ${JSON.stringify(credentials)}`, () => {
      const wire = new Wire(() => ({}));
      deepEqual(
        outcomeOf(() => wire.service({ service: 'oracle', endpoint }, credentials)),
        { code: 'invalidInput', ...facts },
      );
    });
  }

  describe('of a link alone', () => {
    const link = (opens?: string): Credentials => ({ grant: { linkId: 'L1', ...(opens !== undefined && { opens }) } });
    const check = (s: TagService) => s.check(never);
    const list = (s: TagService) => s.list(undefined, undefined, never);
    const folder = { type: 'folder', id: 'FF47', name: 'a' };
    const file = { type: 'file', id, name: 'mug.jpg', errorCode: '0' };
    const shown = { kind: 'file', id, name: 'mug.jpg', path: '/mug.jpg', tags: undefined, derivedTags: [], facts: {} };
    const at = (path: string) => `GET /documents/api/1.1/${path}`;

    const cases: readonly (readonly [
      string,
      Credentials,
      Reply,
      (s: TagService) => Promise<unknown>,
      unknown,
      readonly string[],
    ])[] = [
      [
        'is checked at the folder that it opens',
        link(folderId),
        { body: { errorCode: '0', items: [] } },
        check,
        { label: 'docs.test', opens: 'folder' },
        [at(`folders/${folderId}/items?limit=1&offset=0`)],
      ],
      [
        'opens at its folder, which may be given by an address',
        link(`https://docs.test/documents/link/L1/folder/${folderId}/_Partner`),
        { body: { errorCode: '0', items: [folder] } },
        list,
        { items: [{ kind: 'folder', id: 'FF47', name: 'a', path: '/a' }] },
        [at(`folders/${folderId}/items?limit=100&offset=0`)],
      ],
      [
        'is checked at the file that it opens',
        link(id),
        { body: file },
        check,
        { label: 'docs.test', opens: 'file' },
        [at(`files/${id}`)],
      ],
      ['opens at its file', link(id), { body: file }, list, { items: [shown] }, [at(`files/${id}`)]],
      ['has no second page of a file', link(id), {}, s => s.list(undefined, '100', never), { items: [] }, []],
      [
        'searches what it opens',
        link(folderId),
        { body: { errorCode: '0', items: [file] } },
        s => s.search({ words: ['mug'] }, undefined, never),
        { items: [{ ...shown, path: '' }] },
        [at(`folders/${folderId}/search/items?fulltext=mug&limit=100&offset=0`)],
      ],
      [
        'finds the one file that it opens',
        link(id),
        { body: file },
        s => s.search({ words: ['mug'] }, undefined, never),
        { items: [shown] },
        [at(`files/${id}`)],
      ],
      [
        'is no connection where it can not list its folder',
        link(folderId),
        { status: 403, body: { errorCode: '-20' } },
        check,
        { code: 'forbidden', status: 403 },
        [at(`folders/${folderId}/items?limit=1&offset=0`)],
      ],
      [
        'is no connection where it can not show its file',
        link(id),
        { status: 403, body: { errorCode: '-20', errorMessage: 'No.' } },
        check,
        { code: 'forbidden', status: 403, detail: 'No.' },
        [at(`files/${id}`)],
      ],
      [
        'wants to know what it opens where that is not the home folder',
        link(),
        { status: 403, body: { errorCode: '-20' } },
        check,
        { code: 'invalidInput', subject: 'opens' },
        [at('folders/items?limit=1&offset=0')],
      ],
      [
        'says that its access code is wanted',
        link(),
        { status: 403, body: { errorCode: '-18' } },
        check,
        { code: 'forbidden', status: 403, subject: 'accessCode' },
        [at('folders/items?limit=1&offset=0')],
      ],
      [
        'says of a file too that it has ended',
        link(folderId),
        { status: 400, body: { errorCode: '-26' } },
        s => s.write({ kind: 'clear', fileIds: [id] }, never),
        { code: 'forbidden', status: 400, subject: 'link' },
        [`DELETE /documents/api/1.1/files/${id}/tags`],
      ],
    ];
    for (const [what, credentials, reply, call, expected, lines] of cases) {
      it(what, async () => {
        const { wire, result } = run(reply, call, credentials);
        deepEqual([await result, wire.lines], [expected, lines]);
      });
    }

    it('is refused where what it opens is no id', () => {
      const wire = new Wire(() => ({}));
      deepEqual(
        outcomeOf(() => wire.service({ service: 'oracle', endpoint }, link('the campaign'))),
        { code: 'invalidInput', subject: 'grant.opens' },
      );
    });
  });
});

describe('Oracle Content: XML', () => {
  const xml = (body: string) => ({ headers: { 'content-type': 'application/xml; charset=utf-8' }, body });
  const list = (s: TagService) => s.list(undefined, undefined, never);
  const file = {
    kind: 'file',
    id,
    name: 'mug & cup.jpg',
    path: '/mug & cup.jpg',
    tags: undefined,
    derivedTags: [],
    facts: { sizeBytes: 13 },
  };
  const item = `<type>file</type><id>${id}</id><name>mug &#38; cup.jpg</name><size>13</size>`;
  const cases: readonly (readonly [string, Reply, (s: TagService) => Promise<unknown>, unknown])[] = [
    [
      'a list of parts',
      xml(`<r><errorCode>0</errorCode><hasMore>0</hasMore><items><item>${item}</item></items></r>`),
      list,
      { items: [file] },
    ],
    [
      'a list by its name',
      xml(`<r><errorCode>0</errorCode><items>${item}</items><items>${item}</items></r>`),
      list,
      { items: [file, file] },
    ],
    ['an empty list', xml('<r><errorCode>0</errorCode><items/></r>'), list, { items: [] }],
    [
      'names of a namespace',
      xml(
        `<a:r xmlns:a="x"><a:errorCode>0</a:errorCode><a:items><a:item>${item.replaceAll('<', '<a:').replaceAll('<a:/', '</a:')}</a:item></a:items></a:r>`,
      ),
      list,
      { items: [file] },
    ],
    [
      'tags',
      xml(`<r><errorCode>0</errorCode><idList>${id}</idList><tags>a,<![CDATA[b & c]]></tags></r>`),
      s => s.read([id], never),
      [tagged(['a', 'b & c'])],
    ],
    ['no tags', xml('\ufeff<?xml version="1.0"?><r><errorCode>0</errorCode><tags/></r>'), s => s.read([id], never), [tagged([])]],
    [
      'a write',
      { body: `<r><errorCode>0</errorCode><idList>${id}</idList></r>` },
      s => s.write({ kind: 'clear', fileIds: [id] }, never),
      { results: [{ fileId: id, applied: true }] },
    ],
    [
      'more than it is worth to read',
      xml(`<r>${' '.repeat(2 * 1024 * 1024)}</r>`),
      list,
      { code: 'tooLarge', limit: 2 * 1024 * 1024 },
    ],
    [
      'more elements than a page has',
      xml(`<r>${'<a/>'.repeat(100_001)}</r>`),
      list,
      { code: 'tooLarge', limit: 2 * 1024 * 1024 },
    ],
    [
      'what nests too deep',
      xml('<a>'.repeat(50_000) + '</a>'.repeat(50_000)),
      list,
      { code: 'unexpectedAnswer', status: 200, subject: 'body', mediaType: 'application/xml; charset=utf-8' },
    ],
    [
      'a page',
      xml('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'),
      list,
      { code: 'unexpectedAnswer', status: 200, subject: 'body', mediaType: 'application/xml; charset=utf-8' },
    ],
  ];
  for (const [what, reply, call, expected] of cases) {
    it(`is read: ${what}`, async () => {
      deepEqual(await run(reply, call).result, expected);
    });
  }

  for (const [what, unit] of [
    ['tags that do not end', '<errorCode '],
    ['references', '&amp;'],
    ['comments', '<!-- -->'],
    ['sections', '<![CDATA[x]]>'],
    ['line breaks', '\r\n'],
    ['lone carriage returns', '\r'],
  ] as const) {
    it(`takes linear time for ${what}`, () => {
      expectLinear(size => {
        readXml({ status: 200, headers: {}, body: Buffer.from(`<r>${unit.repeat(size)}</r>`) });
      });
    });
  }
});
