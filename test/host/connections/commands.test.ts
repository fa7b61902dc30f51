import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from 'vscode';
import type { Connection } from '../../../src/core/service/connection';
import { call } from '../../support/call';

const auth = { privateKey: 'private_test' };

describe('the commands of connections, called with one object', () => {
  const names: string[] = [];
  const add = (argument: object) => {
    const name = `test ${names.length}`;
    names.push(name);
    return call<Connection>('addConnection', { service: 'imagekit', name, auth, ...argument });
  };

  after(async () => {
    for (const connection of names) await call('removeConnection', { connection }).catch(() => undefined);
  });

  it('add a connection and resolve to it', async () => {
    const { id, ...rest } = await add({});
    assert.match(id, /^[\da-f-]{36}$/);
    assert.deepEqual(rest, { name: 'test 0', service: 'imagekit', endpoint: 'https://api.imagekit.io' });
  });

  const signIns = {
    'user and password': { auth: { username: 'u', password: 'p' } },
    'a bearer token': { auth: { bearerToken: 't' } },
    'client credentials': { auth: { tokenUrl: 'https://sso.example.com/token', clientId: 'c', clientSecret: 's', scope: 'x' } },
    'an application link alone': { auth: undefined, grant: { appLinkId: 'L1', accessToken: 't', refreshToken: 'r' } },
    'a public link beside a sign-in': { auth: { bearerToken: 't' }, grant: { linkId: 'L1', accessCode: 'c' } },
  };
  for (const [title, signIn] of Object.entries(signIns)) {
    it(`add a connection to Oracle Content with ${title}`, async () => {
      const { endpoint } = await add({ service: 'oracle', endpoint: 'https://oce.example.com/', ...signIn });
      assert.equal(endpoint, 'https://oce.example.com');
    });
  }

  const wrong: Readonly<Record<string, readonly [object, RegExp]>> = {
    'an unknown service': [{ service: 'dropbox' }, /service/],
    'a blank name': [{ name: ' ' }, /name/],
    'a taken name': [{ name: 'TEST 0' }, /TEST 0/],
    'no key': [{ auth: undefined }, /auth/],
    'a key of another service': [{ auth: { bearerToken: 't' } }, /auth|privateKey|bearerToken/],
    'an insecure endpoint': [{ endpoint: 'http://api.example.com' }, /endpoint.*https/s],
    'an endpoint that is none': [{ endpoint: 'example' }, /endpoint/],
    'no endpoint for Oracle Content': [{ service: 'oracle', auth: { bearerToken: 't' } }, /endpoint/],
    'a misspelt argument': [{ endpont: 'https://api.example.com' }, /endpont/],
  };
  for (const [title, [argument, message]] of Object.entries(wrong)) {
    it(`reject ${title}`, async () => {
      await assert.rejects(
        add(argument),
        (error: Error) => message.test(error.message) && !error.message.includes('private_test'),
      );
    });
  }

  it('reject what is no object', async () => {
    await assert.rejects(Promise.resolve(commands.executeCommand('tagwright.addConnection', 'demo')));
  });

  it('rename, and ask for the key again where the endpoint changes', async () => {
    await add({});
    const connection = names.at(-1) ?? '';
    const endpoint = 'https://elsewhere.example.com';
    await assert.rejects(call('editConnection', { connection, endpoint }), /auth/);
    names.push('renamed');
    const edited = await call<Connection>('editConnection', { connection, name: 'renamed', endpoint, auth });
    assert.deepEqual([edited.name, edited.endpoint], ['renamed', endpoint]);
  });

  it('remove, and then know the connection no more', async () => {
    await add({});
    const connection = names.at(-1);
    await call('removeConnection', { connection });
    await assert.rejects(call('removeConnection', { connection }), /no connection/);
  });

  describe('test a connection', () => {
    let server: Server;
    let status = 200;
    let body = '[]';

    before(async () => {
      server = createServer((_request, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      await add({ name: 'probe', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      names.push('probe');
    });

    after(() => server.close());

    const answers: readonly (readonly [string, number, string, RegExp])[] = [
      ['a missing key', 401, '{"message":"Your request does not contain private API key."}', /401/],
      ['a wrong key', 403, '{"message":"Your account cannot be authenticated."}', /403.*copied whole/s],
      ['another server', 200, '<html></html>', /not the API of ImageKit/],
      ['another API', 200, '{"hello":"world"}', /not the API of ImageKit/],
    ];
    for (const [title, code, text, message] of answers) {
      it(`that meets ${title}`, async () => {
        [status, body] = [code, text];
        await assert.rejects(call('testConnection', { connection: 'probe' }), message);
      });
    }

    it('that works', async () => {
      [status, body] = [200, '[]'];
      const account = await call<{ readonly label: string }>('testConnection', { connection: 'probe' });
      assert.equal(typeof account.label, 'string');
    });

    it('that leads to no server', async () => {
      await add({ name: 'silent', endpoint: 'http://127.0.0.1:1' });
      names.push('silent');
      await assert.rejects(call('testConnection', { connection: 'silent' }), /can't be reached/);
    });
  });
});
