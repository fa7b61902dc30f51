import { deepEqual, equal, match } from 'node:assert/strict';
import type { Sandbox, SandboxOptions } from '../../../../src/sandbox/server';
import { basic, exchange, send, withSandbox } from '../exchange';

const user = basic('demo', 'sandbox');
const api = '/documents/api/1.1';
const own = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';
const shared = 'DED694950C14AFF280419F9AB5D17B95F47087F4E518';
const appLink = {
  appLinkID:
    'LF5Bxj4TPo_p4n4qWn0tbKTicR2cTUJKv7X_ng9E7ry93rRuDokPqS1d6-wKwhb_wtcGYFDsI_cNMxeKQ-HR-FXQhiVoGRTYM_MPZY8qpICfYU94mmnMjM_cvsRhKMzc0NJgvwEJfqqDwPsAVrhc8cmg==',
  accessToken: '352FpiMmW66PeYI1Gh5b83I9CXRwZhLfYAu4TXdqpzD8uNKUBMZVVJ3ZvivUW8kQ',
};
const publicLink = 'LF8D36FAFAB4388BECEAC4AEB5D17B95F47087F4E518';

function asking(line: string, sent: Parameters<typeof send>[2] = {}, options: SandboxOptions = {}) {
  return withSandbox(options, sandbox => send(sandbox, line, sent));
}

function colleagueOf({ colleague }: Sandbox): { authorization: string } {
  return basic(colleague.user, colleague.password);
}

/** A file's own tags, as its owner sees them. */
async function direct(sandbox: Sandbox, id: string): Promise<unknown> {
  const headers = id === shared ? colleagueOf(sandbox) : user;
  const { body } = await send(sandbox, `GET ${api}/files/${id}/tags?directAssigned=1`, { headers });
  return (body as { tags: unknown }).tags;
}

/** The facts of an error that a client can act on. */
function fault({ status, body }: { status: number; body: unknown }): unknown[] {
  return [status, (body as { errorCode: unknown }).errorCode];
}

describe('the sandbox as Oracle Content', () => {
  describe('Set File Tags, as in its documentation', () => {
    it('replaces the tags', () =>
      withSandbox({}, async sandbox => {
        const answer = await send(sandbox, `POST ${api}/files/${own}/tags`, {
          headers: user,
          body: { setTags: 'file,metadata' },
        });
        deepEqual(
          [answer, await direct(sandbox, own)],
          [{ status: 200, body: { errorCode: '0', idList: own, type: 'file' } }, 'file,metadata'],
        );
      }));

    it("opens a file that is not the user's to an application link", () =>
      withSandbox({}, async sandbox => {
        const sent = { headers: { ...user, ...appLink }, body: { setTags: 'myFileTag,appLinkFileTag' } };
        const answer = await send(sandbox, `POST ${api}/files/${shared}/tags`, sent);
        deepEqual(
          [answer, await direct(sandbox, shared)],
          [{ status: 200, body: { errorCode: '0', idList: shared, type: 'file' } }, 'myFileTag,appLinkFileTag'],
        );
      }));

    for (const [name, status, errorCode, line, sent] of [
      ['wrong types', 400, '-1', `POST ${api}/files/${own}/tags`, { body: { setTags: ['a'] } }],
      ['what is not JSON', 400, '-1', `POST ${api}/files/${own}/tags`, { body: '{' }],
      ["a colleague's file", 403, '-20', `POST ${api}/files/${shared}/tags`, { body: { setTags: 'a' } }],
      [
        'a file that refuses',
        403,
        '-20',
        `POST ${api}/files/D5FC1C55EFE355FEBDDCDA3D15D17B95F47087F4E518/tags`,
        { body: { setTags: 'a' } },
      ],
      ['a file that is not there', 404, '-16', `POST ${api}/files/D0/tags`, { body: { setTags: 'a' } }],
      ['what is too large', 413, '-1', `POST ${api}/files/${own}/tags`, { body: { setTags: 'a'.repeat(1024 * 1024) } }],
      ['an unknown address', 404, '-1', `GET ${api}/nothing`, {}],
      ['an unknown version', 404, '-1', 'GET /documents/api/9.9/folders/items', {}],
    ] as const) {
      it(`refuses ${name} with ${status} and ${errorCode}`, async () => {
        deepEqual(fault(await asking(line, { headers: user, ...sent })), [status, errorCode]);
      });
    }
  });

  it('edits, deletes and inherits tags', () =>
    withSandbox({}, async sandbox => {
      const { body } = await send(sandbox, `GET ${api}/folders/self/items?filterName=documents`, { headers: user });
      const [folder] = (body as { items: { id: string }[] }).items;
      const tags = [];
      for (const [method, path, sent] of [
        ['POST', `folders/${folder!.id}`, { setTags: 'personal,work' }],
        ['POST', `files/${own}`, { setTags: ' file , metadata,,file' }],
        ['PUT', `files/${own}`, { addTags: 'new,metadata', removeTags: 'file,absent' }],
        ['PUT', `files/${own}`, {}],
        ['POST', 'folders/self', { setTags: 'home' }],
        ['DELETE', `files/${own}`, undefined],
        ['DELETE', `folders/${folder!.id}`, undefined],
      ] as const) {
        const { status } = await send(sandbox, `${method} ${api}/${path}/tags`, { headers: user, body: sent });
        const { body: all } = await send(sandbox, `GET ${api}/files/${own}/tags`, { headers: user });
        tags.push([status, (all as { tags: string }).tags, await direct(sandbox, own)]);
      }
      deepEqual(tags, [
        [200, 'prices,2026,personal,work', 'prices,2026'],
        [200, 'file,metadata,personal,work', 'file,metadata'],
        [200, 'metadata,new,personal,work', 'metadata,new'],
        [200, 'metadata,new,personal,work', 'metadata,new'],
        [200, 'metadata,new,personal,work,home', 'metadata,new'],
        [200, 'personal,work,home', ''],
        [200, 'home', ''],
      ]);
    }));

  describe('signs in', () => {
    it('by password and by token, and tells who it does not know', () =>
      withSandbox({ files: 1 }, async sandbox => {
        const { body } = await send(sandbox, 'GET /documents/web?IdcService=GET_OAUTH_TOKEN', { headers: user });
        const { tokenValue } = body as { tokenValue: string };
        const statuses = [];
        for (const authorization of [
          user.authorization,
          `Bearer ${tokenValue}`,
          'Bearer other',
          'Bearer anonymous',
          basic('demo', 'x').authorization,
          '',
        ]) {
          const headers = authorization === '' ? {} : { authorization };
          statuses.push((await send(sandbox, `GET ${api}/folders/items`, { headers })).status);
        }
        deepEqual(statuses, [200, 200, 401, 401, 401, 401]);
      }));

    it('by client credentials, until the token ends', () => {
      let now = 0;
      return withSandbox({ files: 1, tokenSeconds: 60, now: () => now }, async sandbox => {
        const form = 'grant_type=client_credentials&scope=https%3A%2F%2Fhost%3A443%2Furn%3Aopc%3Acec%3Aall';
        const ask = (headers: Record<string, string>, body: string) =>
          send(sandbox, 'POST /oauth2/v1/token', {
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
            body,
          });
        const { body: given } = await ask(user, form);
        const { access_token: token, ...rest } = given as { access_token: string };
        const headers = { authorization: `Bearer ${token}` };
        const before = await send(sandbox, `GET ${api}/folders/items`, { headers });
        now = 60_000;
        const after = await send(sandbox, `GET ${api}/folders/items`, { headers });
        const others = [
          await ask({}, `${form}&client_id=demo&client_secret=sandbox`),
          await ask({}, form),
          await ask(user, form.replace('client_credentials', 'password')),
          await ask(user, 'grant_type=client_credentials'),
        ];
        deepEqual(
          [rest, before.status, after.status, others.map(({ status, body }) => [status, (body as { error?: string }).error])],
          [
            { token_type: 'Bearer', expires_in: 60 },
            200,
            401,
            [
              [200, undefined],
              [401, 'invalid_client'],
              [400, 'unsupported_grant_type'],
              [400, 'invalid_scope'],
            ],
          ],
        );
      });
    });
  });

  describe('opens to links', () => {
    const cookie = (code: string) => ({ LinkID: publicLink, cookie: `x=y; dAccessCode-${publicLink}=${code}` });
    for (const [name, method, headers, expected] of [
      ['no one without one', 'PUT', {}, [401, '-1']],
      ['an application link alone, without a user', 'PUT', appLink, [200, '0']],
      [
        'an application link in its other spelling',
        'PUT',
        { AppLinkID: appLink.appLinkID, AccessToken: appLink.accessToken },
        [200, '0'],
      ],
      ['no application link without its token', 'PUT', { appLinkID: appLink.appLinkID }, [400, '-1']],
      ['no application link with another token', 'PUT', { ...appLink, accessToken: 'x' }, [400, '-26']],
      ['a public link with its access code', 'PUT', cookie('test12345'), [200, '0']],
      ['no public link with another access code', 'PUT', cookie('x'), [403, '-18']],
      ['no public link without its access code', 'PUT', { linkID: publicLink }, [403, '-18']],
      ['no public link that is unknown', 'PUT', { linkID: 'L0' }, [400, '-26']],
      ['a public link without an access code', 'GET', { linkID: 'L4D1A07C2E95B3860F7A29C415D17B95F47087F4E518' }, [200, '0']],
      ['no writing to a link for viewers', 'PUT', { linkID: 'L4D1A07C2E95B3860F7A29C415D17B95F47087F4E518' }, [403, '-20']],
    ] as const) {
      it(name, async () => {
        const sent = method === 'PUT' ? { headers, body: { addTags: 'a' } } : { headers };
        deepEqual(fault(await asking(`${method} ${api}/files/${shared}/tags`, sent)), expected);
      });
    }

    for (const code of ['a=b=', 'ü; %41', '100%']) {
      it(`a public link whose access code is ${code}`, async () => {
        const headers = cookie(/^[!-~]+$/.test(code) ? code : encodeURIComponent(code));
        const sent = { headers, body: { addTags: 'a' } };
        deepEqual(fault(await asking(`PUT ${api}/files/${shared}/tags`, sent, { accessCode: code })), [200, '0']);
      });
    }

    it('made by the owner, renewed, and ended', () => {
      let now = 0;
      return withSandbox({ now: () => now }, async sandbox => {
        const make = (headers: Record<string, string>, body: unknown) =>
          send(sandbox, `POST ${api}/applinks/file/${shared}`, { headers, body });
        const { body } = await make(colleagueOf(sandbox), { assignedUser: 'U0EAA', role: 'contributor' });
        const { appLinkID, accessToken, refreshToken, appLinkUrl, ...rest } = body as Record<string, string>;
        const headers = { appLinkID: appLinkID!, accessToken: accessToken!, refreshToken: refreshToken! };
        const use = (token: string) =>
          send(sandbox, `PUT ${api}/files/${shared}/tags`, {
            headers: { ...user, ...headers, accessToken: token },
            body: { addTags: 'a' },
          });
        const renew = () => send(sandbox, `PUT ${api}/applinks/token`, { headers });
        const steps = [(await use(accessToken!)).status];
        now = 15 * 60_000;
        steps.push((await use(accessToken!)).status);
        const renewed = (await renew()).body as { accessToken: string; type: string; errorCode: string };
        steps.push((await use(renewed.accessToken)).status);
        now = 24 * 3_600_000;
        steps.push((await renew()).status);
        deepEqual(
          [
            rest,
            steps,
            renewed.type,
            renewed.errorCode,
            fault(await make(user, { assignedUser: 'x' })),
            fault(await make(colleagueOf(sandbox), {})),
            fault(await make(colleagueOf(sandbox), { assignedUser: 'x', role: 'owner' })),
          ],
          [
            { role: 'contributor', id: shared, type: 'applink', errorCode: '0' },
            [200, 400, 200, 400],
            'applink',
            '0',
            [403, '-20'],
            [400, '-1'],
            [400, '-1'],
          ],
        );
        match(appLinkUrl!, /^http/);
      });
    });
  });

  describe('lists and searches', () => {
    for (const [path, expected] of [
      ['folders/items?limit=3', ['3', '7', '1', ['blog', 'brand', 'campaigns']]],
      ['folders/self/items?limit=3&offset=6', ['1', '7', '0', ['video']]],
      ['folders/items?filterName=brand', ['1', '1', '0', ['brand']]],
      ['folders/items?orderby=name:desc&limit=2', ['2', '7', '1', ['video', 'products']]],
      ['folders/search/items?fulltext=mug+blue', ['1', '1', '0', ['mug-blue.jpg']]],
      ['folders/search/items?querytext=tshirt', ['5', '5', '0', undefined]],
      [
        'folders/search/items?querytext=fTags%3CMATCHES%3E%60featured%60%3CAND%3EfItemName%3CSTARTS%3E%60dunes%60',
        ['0', '0', '0', []],
      ],
      ['folders/search/items?querytext=fItemName%3CSUBSTRING%3E%22mug-red%22&orderby=size:asc', ['1', '1', '0', ['mug-red.jpg']]],
    ] as const) {
      it(path, async () => {
        const { body } = await asking(`GET ${api}/${path}`, { headers: user });
        const { count, totalResults, totalCount, hasMore, items } = body as {
          count: string;
          totalResults?: string;
          totalCount?: string;
          hasMore: string;
          items: { name: string }[];
        };
        const names = items.map(({ name }) => name);
        deepEqual([count, totalResults ?? totalCount, hasMore, names], [...expected.slice(0, 3), expected[3] ?? names]);
      });
    }

    it('describes a folder and a file', () =>
      withSandbox({}, async sandbox => {
        const { body: listed } = await send(sandbox, `GET ${api}/folders/items?filterName=documents`, { headers: user });
        const folderId = (listed as { items: { id: string }[] }).items[0]!.id;
        const { body: folder } = await send(sandbox, `GET ${api}/folders/${folderId}`, { headers: user });
        const { body: file } = await send(sandbox, `GET /documents/api/1.2/files/${own}`, { headers: user });
        const person = { displayName: 'Demo User', id: 'U0EAA20910FAF3052ACB79E4T00000000001', loginName: 'demo', type: 'user' };
        const people = { createdBy: person, ownedBy: person, modifiedBy: person };
        deepEqual(
          [folder, file],
          [
            {
              id: folderId,
              parentID: 'self',
              name: 'documents',
              type: 'folder',
              createdTime: '2022-01-13T05:26:00Z',
              modifiedTime: '2022-01-13T05:26:00Z',
              ...people,
              childItemsCount: '6',
              errorCode: '0',
            },
            {
              id: own,
              parentID: folderId,
              name: 'price-list-2026.pdf',
              type: 'file',
              createdTime: '2024-10-10T00:34:46Z',
              modifiedTime: '2024-10-10T19:34:46Z',
              ...people,
              size: '2376732',
              version: '1',
              mimeType: 'application/pdf',
              errorCode: '0',
            },
          ],
        );
      }));

    it('lists what a link opens', () =>
      withSandbox({}, async sandbox => {
        const headers = { linkID: 'L4D1A07C2E95B3860F7A29C415D17B95F47087F4E518' };
        const { body } = await send(sandbox, `GET ${api}/files/${shared}`, { headers });
        const { parentID } = body as { parentID: string };
        equal(parentID, sandbox.grantedFolderId);
        const { body: listed } = await send(sandbox, `GET ${api}/folders/${parentID}/items`, { headers });
        deepEqual(
          (listed as { items: { name: string }[] }).items.map(({ name }) => name),
          ['partner-banner.jpg', 'partner-logo.png', 'terms.pdf'],
        );
      }));

    for (const [path, status] of [
      ['folders/items?limit=10001', 400],
      ['folders/items?limit=x', 400],
      ['folders/items?orderby=constructor:asc', 400],
      ['folders/search/items', 400],
      ['folders/F0/items', 404],
      [`files/${own}/tags?directAssigned=2`, 400],
      [`files/${own}/data/rendition?rendition=page9`, 400],
    ] as const) {
      it(`refuses ${path} with ${status}`, async () => {
        equal((await asking(`GET ${api}/${path}`, { headers: user })).status, status);
      });
    }
  });

  it('shows a file', () =>
    withSandbox({}, async sandbox => {
      const types = [];
      for (const path of ['data/thumbnail', 'data/rendition?rendition=page1', 'data']) {
        const { headers } = await exchange(sandbox, `GET ${api}/files/${own}/${path}`, { headers: user });
        types.push(headers.get('content-type'));
      }
      deepEqual(types, Array(3).fill('application/octet-stream'));
    }));

  describe('speaks XML', () => {
    const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
    for (const [name, sent, expected] of [
      [
        'where that is preferred',
        { headers: { accept: 'application/json;q=0.5, application/xml' }, body: { setTags: 'a' } },
        `${head}<response><errorCode>0</errorCode><idList>${own}</idList><type>file</type></response>\n`,
      ],
      [
        'where that is what it is told',
        { headers: { 'content-type': 'application/xml' }, body: '<tags><setTags>a&amp;b,&#x63;</setTags></tags>' },
        `${head}<response><errorCode>0</errorCode><idList>${own}</idList><type>file</type></response>\n`,
      ],
      [
        'and JSON where that is asked for',
        { headers: { 'content-type': 'application/xml', accept: 'application/json' }, body: '<t><setTags>a</setTags></t>' },
        `{"errorCode":"0","idList":"${own}","type":"file"}`,
      ],
      [
        'and JSON where anything will do',
        { headers: { accept: '*/*' }, body: {} },
        `{"errorCode":"0","idList":"${own}","type":"file"}`,
      ],
    ] as const) {
      it(name, () =>
        withSandbox({}, async sandbox => {
          const { body } = await exchange(sandbox, `POST ${api}/files/${own}/tags`, {
            ...sent,
            headers: { ...user, ...sent.headers },
          });
          equal(body, expected);
        }),
      );
    }

    it('and reads it', () =>
      withSandbox({}, async sandbox => {
        const body = '<?xml version="1.0"?><tags><setTags>a&amp;b,&#x63;</setTags></tags>';
        await exchange(sandbox, `POST ${api}/files/${own}/tags`, {
          headers: { ...user, 'content-type': 'application/xml' },
          body,
        });
        equal(await direct(sandbox, own), 'a&b,c');
      }));

    it('in errors', async () => {
      const { body } = await asking(`GET ${api}/files/D0/tags`, { headers: { ...user, accept: 'application/xml' } });
      match(String(body), /<errorCode>-16<\/errorCode>.*&#39;D0&#39; does not exist/);
    });
  });
});
