import assert from 'node:assert/strict';
import { EventEmitter, type Memento, type SecretStorage, type SecretStorageChangeEvent } from 'vscode';
import type { Connection } from '../../../src/core/model/connection';
import { Fault } from '../../../src/core/model/fault';
import { Connections } from '../../../src/storage/connections';

const demo: Connection = { id: '1', name: 'demo', service: 'imagekit', endpoint: 'https://api.imagekit.io' };
const credentials = { auth: { privateKey: 'private_secret' } };

/** What the windows of one VS Code share. */
class Profile {
  readonly log: string[] = [];
  readonly secrets = new Map<string, string>();
  private readonly changed = new EventEmitter<SecretStorageChangeEvent>();
  private state: unknown;

  /** A window's own view of the state: another window's changes reach it at its next start. */
  open(): Connections {
    let state = this.state;
    const memento: Pick<Memento, 'get' | 'update'> = {
      get: <Value>(_key: string, otherwise?: Value) => (state ?? otherwise) as Value,
      update: (_key, value) => {
        this.log.push('record');
        this.state = state = JSON.parse(JSON.stringify(value));
        return Promise.resolve();
      },
    };
    const secrets: Pick<SecretStorage, 'get' | 'store' | 'delete' | 'onDidChange'> = {
      onDidChange: this.changed.event,
      get: key => Promise.resolve(this.secrets.get(key)),
      store: (key, value) => {
        if (key.startsWith('credentials')) this.log.push('secret');
        this.secrets.set(key, value);
        this.changed.fire({ key });
        return Promise.resolve();
      },
      delete: key => {
        this.log.push('no secret');
        this.secrets.delete(key);
        this.changed.fire({ key });
        return Promise.resolve();
      },
    };
    return new Connections(memento as Memento, secrets);
  }
}

const turn = () => new Promise(setImmediate);

describe('the connections', () => {
  it('keep the secret first and the record second, and lose them the other way round', async () => {
    const profile = new Profile();
    const connections = profile.open();
    await connections.save(demo, credentials);
    await connections.remove(demo.id);
    assert.deepEqual(profile.log, ['secret', 'record', 'record', 'no secret']);
    assert.equal([...profile.secrets.values()].join('').includes('private_secret'), false);
  });

  it('are there at the next start', async () => {
    const profile = new Profile();
    await profile.open().save(demo, credentials);
    const connections = profile.open();
    assert.deepEqual(connections.all, [demo]);
    assert.deepEqual(await connections.credentialsOf(demo.id), credentials);
  });

  it('follow another window', async () => {
    const profile = new Profile();
    const [here, there] = [profile.open(), profile.open()];
    const changes: (readonly string[])[] = [];
    there.onDidChange(ids => changes.push(ids));
    await here.save(demo, credentials);
    await turn();
    assert.deepEqual(there.all, [demo]);
    assert.deepEqual(changes.flat().includes(demo.id), true);
    await there.save({ ...demo, name: 'renamed' }, credentials);
    await turn();
    assert.deepEqual(here.all, [{ ...demo, name: 'renamed' }]);
    await here.remove(demo.id);
    await turn();
    assert.deepEqual(there.all, []);
  });

  it('tell of a secret that another window changed, and not of one that was renewed here', async () => {
    const profile = new Profile();
    const [here, there] = [profile.open(), profile.open()];
    await here.save(demo, credentials);
    await turn();
    const changes: string[] = [];
    here.onDidChange(ids => changes.push(...ids.map(id => `here ${id}`)));
    there.onDidChange(ids => changes.push(...ids.map(id => `there ${id}`)));
    await here.saveCredentials(demo.id, { auth: { privateKey: 'another' } });
    await turn();
    assert.deepEqual(changes, ['there 1']);
  });

  it('have names of their own, whatever the case', async () => {
    const connections = new Profile().open();
    await connections.save(demo, credentials);
    const isRefused = (error: unknown) => error instanceof Fault && error.code === 'invalidInput';
    await assert.rejects(connections.save({ ...demo, id: '2', name: 'Demo' }, credentials), isRefused);
    await connections.save({ ...demo, name: 'Demo' }, credentials);
    assert.equal(connections.find('Demo').id, demo.id);
  });

  it('of one session leave nothing behind', async () => {
    const profile = new Profile();
    const connections = profile.open();
    connections.addPassing([{ connection: demo, credentials }]);
    await connections.saveCredentials(demo.id, credentials);
    assert.deepEqual(connections.all, [demo]);
    assert.deepEqual(await connections.credentialsOf(demo.id), credentials);
    await connections.remove(demo.id);
    assert.deepEqual([connections.all, profile.log, profile.secrets.size], [[], [], 0]);
  });
});
