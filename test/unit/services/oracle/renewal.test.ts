import { deepEqual } from 'node:assert/strict';
import type { Credentials } from '../../../../src/core/service/connection';
import { outcome } from '../../net/faults';
import { never, type Reply, Wire } from '../wire';

const connection = { service: 'oracle', endpoint: 'https://docs.test' } as const;
const ok: Reply = { body: { errorCode: '0', items: [] } };
const refusedFile: Reply = { status: 403, body: { errorCode: '-20' } };
const id = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';

describe('OAuth client credentials', () => {
  const credentials: Credentials = {
    auth: { tokenUrl: 'https://id.test/token', clientId: 'i d', clientSecret: 's&t', scope: 'urn:a b' },
  };
  const isTokenUrl = (url: URL) => url.host === 'id.test';

  /** Hands out T1, T2, … and lets `accepts` say which of them still serve. */
  const world = (accepts: (token: string) => boolean, token: (index: number) => Reply) => {
    let issued = 0;
    const wire = new Wire(({ url, headers }) => {
      if (isTokenUrl(url)) return token(++issued);
      return accepts(headers['authorization'] ?? '') ? ok : { status: 401 };
    });
    return { wire, service: wire.service(connection, credentials) };
  };
  const numbered = (index: number): Reply => ({ body: { access_token: `T${index}`, token_type: 'Bearer', expires_in: '3600' } });
  const way = (wire: Wire) => wire.sent.map(({ url, headers }) => (isTokenUrl(url) ? 'token' : headers['authorization']));

  it('are asked for once, form-encoded, and shared', async () => {
    const { wire, service } = world(() => true, numbered);
    await Promise.all([service.check(never), service.check(never)]);
    await service.check(never);
    deepEqual(way(wire), ['token', 'Bearer T1', 'Bearer T1', 'Bearer T1']);
    const { method, body, headers } = wire.sent[0]!;
    deepEqual(
      [method, body, headers],
      [
        'POST',
        'grant_type=client_credentials&scope=urn%3Aa+b',
        {
          accept: 'application/json',
          authorization: `Basic ${Buffer.from('i%20d:s%26t').toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'tagwright/test',
        },
      ],
    );
  });

  it('are renewed a minute before they end, and not earlier', async () => {
    const { wire, service } = world(() => true, numbered);
    for (const seconds of [0, 3539, 1]) {
      wire.now += seconds * 1000;
      await service.check(never);
    }
    deepEqual(way(wire), ['token', 'Bearer T1', 'Bearer T1', 'token', 'Bearer T2']);
  });

  for (const seconds of ['soon', -5, 0, 1, null, {}, '', '1e999', undefined]) {
    it(`are asked for once where they live for ${JSON.stringify(seconds)}`, async () => {
      const { wire, service } = world(
        () => true,
        () => ({ body: { access_token: 'T1', expires_in: seconds } }),
      );
      for (const later of [0, 10_000, 3_600_000]) {
        wire.now += later;
        await service.check(never);
      }
      deepEqual(way(wire), ['token', 'Bearer T1', 'Bearer T1', 'Bearer T1']);
    });
  }

  it('have a limit of time', async () => {
    const { wire, service } = world(() => true, numbered);
    await service.check(never);
    deepEqual(
      wire.sent.map(({ timeLimitMs }) => timeLimitMs),
      [30_000, undefined],
    );
  });

  it('are renewed once after a 401, together', async () => {
    const { wire, service } = world(token => token !== 'Bearer T1', numbered);
    await Promise.all([service.check(never), service.check(never)]);
    deepEqual(way(wire), ['token', 'Bearer T1', 'Bearer T1', 'token', 'Bearer T2', 'Bearer T2']);
  });

  it('are no good after a second 401', async () => {
    const { wire, service } = world(() => false, numbered);
    deepEqual(await outcome(service.check(never)), { code: 'unauthorized', status: 401 });
    deepEqual(way(wire), ['token', 'Bearer T1', 'token', 'Bearer T2']);
  });

  const failures: readonly (readonly [Reply, object])[] = [
    [
      { status: 401, body: { error: 'invalid_client', error_description: 'not s&t' } },
      { code: 'unauthorized', status: 401, subject: 'id.test', detail: 'not •••' },
    ],
    [
      { status: 400, body: { error: 'invalid_scope' } },
      { code: 'unauthorized', status: 400, subject: 'id.test', detail: 'invalid_scope' },
    ],
    [
      { status: 400, body: '<html>' },
      { code: 'unexpectedAnswer', status: 400, subject: 'id.test' },
    ],
    [{ status: 404 }, { code: 'unexpectedAnswer', status: 404, subject: 'id.test' }],
    [{ status: 503 }, { code: 'serverError', status: 503, subject: 'id.test' }],
    [{ body: { token: 'x' } }, { code: 'unexpectedAnswer', status: 200, subject: 'access_token' }],
    [{ body: { access_token: 'x\r\n' } }, { code: 'unexpectedAnswer', status: 200, subject: 'access_token' }],
  ];
  for (const [reply, expected] of failures) {
    it(`that are refused: ${JSON.stringify(reply)}`, async () => {
      const { service } = world(
        () => true,
        () => reply,
      );
      deepEqual(await outcome(service.check(never)), expected);
    });
  }

  it('are waited for no longer than wanted, and serve who still waits', async () => {
    let give: (reply: Reply) => void = () => undefined;
    const wire = new Wire(({ url }) => (isTokenUrl(url) ? new Promise<Reply>(resolve => (give = resolve)) : ok));
    const service = wire.service(connection, credentials);
    const controller = new AbortController();
    const impatient = service.check(controller.signal).catch((reason: unknown) => reason);
    const patient = service.check(never);
    controller.abort('enough');
    deepEqual(await impatient, 'enough');
    give(numbered(1));
    deepEqual([await patient, way(wire)], [{ label: 'docs.test' }, ['token', 'Bearer T1']]);
  });
});

describe('an application link', () => {
  const grant = { appLinkId: 'L1', accessToken: 'A1', refreshToken: 'R1' };
  const renewed: Reply = { body: { errorCode: '0', appLinkID: 'L1', accessToken: 'A2', refreshToken: 'R2' } };
  const isRenewal = (url: URL) => url.pathname === '/documents/api/1.1/applinks/token';
  const clear = { kind: 'clear', fileIds: [id] } as const;

  const world = (answer: (accessToken: string | undefined) => Reply, renewal: Reply, credentials: Credentials = { grant }) => {
    const wire = new Wire(({ url, headers }) => (isRenewal(url) ? renewal : answer(headers['accessToken'])));
    return { wire, service: wire.service(connection, credentials) };
  };
  const way = (wire: Wire) => wire.sent.map(({ url, headers }) => (isRenewal(url) ? 'renewal' : headers['accessToken']));

  it('is renewed once when it is refused, together, and kept', async () => {
    const ended: Reply = { status: 400, body: { errorCode: '-26' } };
    for (const refusal of [{ status: 401 }, { status: 403 }, ended]) {
      const credentials: Credentials = { auth: { bearerToken: 'B' }, grant };
      const { wire, service } = world(token => (token === 'A2' ? ok : refusal), renewed, credentials);
      await Promise.all([service.check(never), service.check(never)]);
      deepEqual(way(wire), ['A1', 'A1', 'renewal', 'A2', 'A2']);
      const { method, headers } = wire.sent[2]!;
      deepEqual(
        [method, headers],
        [
          'PUT',
          {
            accept: 'application/json',
            'user-agent': 'tagwright/test',
            authorization: 'Bearer B',
            appLinkID: 'L1',
            accessToken: 'A1',
            refreshToken: 'R1',
          },
        ],
      );
      deepEqual(wire.saved, [{ ...credentials, grant: { ...grant, accessToken: 'A2', refreshToken: 'R2' } }]);
    }
  });

  it('that is fresh is not renewed for every file refused, until it may have ended', async () => {
    const { wire, service } = world(() => refusedFile, renewed);
    const faults = [await outcome(service.write(clear, never)), await outcome(service.write(clear, never))];
    wire.now += 14 * 60_000;
    faults.push(await outcome(service.write(clear, never)));
    const denied = { code: 'denied', status: 403, subject: id };
    deepEqual(
      [faults, way(wire)],
      [
        [denied, denied, denied],
        ['A1', 'renewal', 'A2', 'A2', 'A2', 'renewal', 'A2'],
      ],
    );
  });

  it('whose renewal is refused stays refused', async () => {
    const { wire, service } = world(() => ({ status: 401 }), { status: 403, body: { errorCode: '-26' } });
    deepEqual(
      [await outcome(service.check(never)), way(wire), wire.saved],
      [{ code: 'unauthorized', status: 401 }, ['A1', 'renewal'], []],
    );
  });

  it('without a refresh token is not renewed', async () => {
    const { wire, service } = world(() => ({ status: 401 }), renewed, { grant: { appLinkId: 'L1', accessToken: 'A1' } });
    deepEqual([await outcome(service.check(never)), way(wire)], [{ code: 'unauthorized', status: 401 }, ['A1']]);
  });

  it('shows none of its tokens', async () => {
    const { service } = world(() => ({ status: 500, body: { errorCode: '-1', errorMessage: 'L1 A1 R1' } }), renewed);
    deepEqual(await outcome(service.check(never)), { code: 'serverError', status: 500, detail: '••• ••• •••' });
  });
});
