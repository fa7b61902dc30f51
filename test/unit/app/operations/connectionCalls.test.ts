import { deepEqual } from 'node:assert/strict';
import { changedConnection, newConnection } from '../../../../src/app/operations/connectionOperations';
import { services } from '../../../support/services';
import { outcome } from '../../net/faults';

const added = (call: unknown) => newConnection('c1', call, services);

describe('the arguments of a new connection', () => {
  const password = { auth: { username: 'u', password: 'w' } };
  const base = { name: ' a ', endpoint: 'https://docs.test/' };
  const good: readonly object[] = [
    password,
    { auth: { bearerToken: 't' } },
    { auth: { tokenUrl: 'https://id.test', clientId: 'i', clientSecret: 's', scope: 'c' } },
    { grant: { linkId: 'L1' } },
    { grant: { linkId: 'L1', accessCode: 'c' } },
    { ...password, grant: { appLinkId: 'i', accessToken: 't', refreshToken: 'r' } },
  ];
  for (const credentials of good) {
    it(`takes ${JSON.stringify(credentials)}`, async () => {
      const connection = { id: 'c1', service: 'oracle', name: 'a', endpoint: 'https://docs.test' };
      deepEqual(await added({ service: 'oracle', ...base, ...credentials }), { connection, credentials });
    });
  }

  it("takes ImageKit's with its default endpoint", async () => {
    const auth = { privateKey: 'k' };
    const connection = { id: 'c1', service: 'imagekit', name: 'a', endpoint: 'https://api.imagekit.io' };
    deepEqual(await added({ service: 'imagekit', name: 'a', auth }), { connection, credentials: { auth } });
  });

  const bad: readonly (readonly [unknown, object])[] = [
    [undefined, { subject: 'body' }],
    [
      { service: 'other', name: 'a' },
      { subject: 'service', problem: { kind: 'notOneOf', choices: ['imagekit', 'oracle'] } },
    ],
    [{ service: 'oracle', name: ' ' }, { subject: 'name' }],
    [
      { service: 'oracle', name: 'a', ...password },
      { subject: 'endpoint', problem: { kind: 'notUrl' } },
    ],
    [{ service: 'oracle', ...base }, { subject: 'auth' }],
    [{ service: 'oracle', ...base, auth: { username: 'u' } }, { subject: 'auth.password' }],
    [{ service: 'oracle', ...base, auth: { privateKey: 'k' } }, { subject: 'auth.username' }],
    [{ service: 'oracle', ...base, auth: { bearerToken: 't', other: 1 } }, { subject: 'auth.other' }],
    [{ service: 'oracle', ...base, grant: { accessToken: 't' } }, { subject: 'grant.appLinkId' }],
    [{ service: 'oracle', ...base, grant: { linkId: 'L', accessCode: '' } }, { subject: 'grant.accessCode' }],
    [
      { service: 'imagekit', ...base, endpoint: 'http://docs.test', auth: { privateKey: 'k' } },
      { subject: 'endpoint', problem: { kind: 'insecure' } },
    ],
    [{ service: 'imagekit', ...base, auth: { privateKey: '' } }, { subject: 'auth.privateKey' }],
    [{ service: 'imagekit', ...base, auth: { privateKey: 'k' }, grant: { linkId: 'L' } }, { subject: 'grant' }],
    [{ service: 'imagekit', ...base, authentication: 1 }, { subject: 'auth' }],
  ];
  for (const [value, facts] of bad) {
    it(`refuses ${JSON.stringify(value)}`, async () => {
      deepEqual(await outcome(added(value)), { code: 'invalidInput', ...facts });
    });
  }
});

describe('the changes of a connection', () => {
  const connection = { id: 'c1', service: 'oracle', name: 'a', endpoint: 'https://docs.test' };
  const former = { connection, credentials: { auth: { bearerToken: 't' } } };
  const good: readonly (readonly [object, object])[] = [
    [{}, {}],
    [{ name: ' b ' }, { connection: { ...connection, name: 'b' } }],
    [{ endpoint: 'https://docs.test/' }, {}],
    [{ auth: { username: 'u', password: 'w' } }, { credentials: { auth: { username: 'u', password: 'w' } } }],
    [{ grant: { linkId: 'L' } }, { credentials: { grant: { linkId: 'L' } } }],
    [
      { endpoint: 'https://other.test', auth: { bearerToken: 't2' } },
      { connection: { ...connection, endpoint: 'https://other.test' }, credentials: { auth: { bearerToken: 't2' } } },
    ],
  ];
  for (const [call, expected] of good) {
    it(`take ${JSON.stringify(call)}`, async () => {
      deepEqual(await changedConnection(former, { connection: 'a', ...call }, services), { ...former, ...expected });
    });
  }

  it('say what its link opens until another one is given', async () => {
    const linked = { connection: { ...connection, opens: 'file' as const }, credentials: { grant: { linkId: 'L' } } };
    const renamed = await changedConnection(linked, { connection: 'a', name: 'b' }, services);
    const other = await changedConnection(linked, { connection: 'a', grant: { linkId: 'L2' } }, services);
    deepEqual([renamed.connection, other.connection], [{ ...linked.connection, name: 'b' }, connection]);
  });

  const bad: readonly (readonly [object, object])[] = [
    [{ endpoint: 'https://other.test' }, { subject: 'auth' }],
    [{ endpoint: 'other.test' }, { subject: 'endpoint', problem: { kind: 'notUrl' } }],
    [{ name: ' ' }, { subject: 'name' }],
    [{ auth: { bearerToken: '' } }, { subject: 'auth.bearerToken' }],
    [{ endpont: 'https://other.test' }, { subject: 'endpont' }],
  ];
  for (const [call, facts] of bad) {
    it(`refuse ${JSON.stringify(call)}`, async () => {
      const changed = outcome(changedConnection(former, { connection: 'a', ...call }, services));
      deepEqual(await changed, { code: 'invalidInput', ...facts });
    });
  }
});
