import { deepEqual } from 'node:assert/strict';
import { parseNewConnection } from '../../../src/network';
import { outcomeOf } from '../net/faults';

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
    it(`takes ${JSON.stringify(credentials)}`, () => {
      const expected = { service: 'oracle', name: 'a', endpoint: 'https://docs.test', credentials };
      deepEqual(parseNewConnection({ service: 'oracle', ...base, ...credentials }), expected);
    });
  }

  it("takes ImageKit's with its default endpoint", () => {
    const auth = { privateKey: 'k' };
    const expected = { service: 'imagekit', name: 'a', endpoint: 'https://api.imagekit.io', credentials: { auth } };
    deepEqual(parseNewConnection({ service: 'imagekit', name: 'a', auth }), expected);
  });

  const bad: readonly (readonly [unknown, object])[] = [
    [undefined, { subject: 'body' }],
    [{ service: 'other' }, { subject: 'service' }],
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
    it(`refuses ${JSON.stringify(value)}`, () => {
      deepEqual(
        outcomeOf(() => parseNewConnection(value)),
        { code: 'invalidInput', ...facts },
      );
    });
  }
});
