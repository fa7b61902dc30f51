import { deepEqual } from 'node:assert/strict';
import type { Connections } from '../../../../src/app/connections/connections';
import type { Connection } from '../../../../src/core/service/connection';
import { turn, Windows } from '../../../support/windows';
import { outcome, outcomeOf } from '../../net/faults';

const demo: Connection = { id: '1', name: 'demo', service: 'imagekit', endpoint: 'https://api.imagekit.io' };
const other: Connection = { ...demo, id: '2', name: 'other' };
const credentials = { auth: { privateKey: 'private_secret' } };
const signed = { connection: demo, credentials };

/** What a window tells of its connections, from now on. */
function heard(connections: Connections): string[] {
  const ids: string[] = [];
  connections.onDidChange(changed => ids.push(changed.join('+')));
  return ids;
}

describe('the connections', () => {
  it('keep the secret first and the record second, and lose them the other way round', async () => {
    const windows = new Windows();
    const connections = windows.open();
    await connections.save(signed);
    const kept = [...windows.secrets].filter(([key]) => key !== 'credentials.1');
    await connections.remove(demo.id);
    deepEqual(
      {
        log: windows.log,
        secretsElsewhere: JSON.stringify(kept).includes('private_secret'),
        left: windows.secrets.has('credentials.1'),
      },
      { log: ['secret', 'record', 'record', 'no secret'], secretsElsewhere: false, left: false },
    );
  });

  it('are there at the next start, in the order in which they were added', async () => {
    const windows = new Windows();
    const first = windows.open();
    await first.save(signed);
    await first.save({ connection: other, credentials: {} });
    const connections = windows.open();
    deepEqual(
      [
        connections.all,
        connections.get('2'),
        connections.get('3'),
        await connections.credentialsOf('1'),
        await connections.credentialsOf('3'),
      ],
      [[demo, other], other, undefined, credentials, {}],
    );
  });

  it('change in their place', async () => {
    const connections = new Windows().open();
    await connections.save(signed);
    await connections.save({ connection: other, credentials: {} });
    const renamed = { ...demo, name: 'renamed' };
    await connections.save({ connection: renamed, credentials: { auth: 1 } });
    deepEqual([connections.all, await connections.credentialsOf('1')], [[renamed, other], { auth: 1 }]);
  });

  it('are found by id before name', async () => {
    const connections = new Windows().open();
    await connections.save(signed);
    await connections.save({ connection: { ...other, name: '1' }, credentials: {} });
    deepEqual(
      ['1', 'demo', '2', 'Demo', 'sample-imagekit'].map(name => outcomeOf(() => connections.find(name).id)),
      [
        '1',
        '1',
        '2',
        { code: 'invalidInput', subject: 'connection', problem: { kind: 'noConnection', given: 'Demo' } },
        { code: 'invalidInput', subject: 'connection', problem: { kind: 'sampleClosed' } },
      ],
    );
  });

  it('follow another window', async () => {
    const windows = new Windows();
    const [here, there] = [windows.open(), windows.open()];
    const changes = heard(there);
    await here.save(signed);
    await turn();
    const [added] = [there.all];
    await there.save({ connection: { ...demo, name: 'renamed' }, credentials });
    await turn();
    const renamed = here.all;
    await here.remove(demo.id);
    await turn();
    deepEqual(
      { added, renamed, left: there.all, told: new Set(changes) },
      { added: [demo], renamed: [{ ...demo, name: 'renamed' }], left: [], told: new Set(['1']) },
    );
  });

  it('lose nothing where two windows add one at the same time', async () => {
    const windows = new Windows();
    const [here, there] = [windows.open(), windows.open()];
    await here.save(signed);
    // not heard of yet
    await there.save({ connection: other, credentials: {} });
    await turn();
    deepEqual(
      [here.all, there.all, windows.open().all],
      [
        [demo, other],
        [demo, other],
        [demo, other],
      ],
    );
  });

  it('tell only of what is different', async () => {
    const windows = new Windows();
    const [here, there] = [windows.open(), windows.open()];
    await here.save(signed);
    await turn();
    const changes = heard(there);
    await here.save({ connection: other, credentials: {} });
    await turn();
    // the secret and the record of the one, and nothing of the other
    deepEqual(new Set(changes), new Set(['2']));
  });

  it('tell of a secret that another window changed, and not of one that was renewed here', async () => {
    const windows = new Windows();
    const [here, there] = [windows.open(), windows.open()];
    await here.save(signed);
    await turn();
    const [changesHere, changesThere] = [heard(here), heard(there)];
    await here.saveCredentials(demo.id, { auth: { privateKey: 'another' } });
    await turn();
    deepEqual([changesHere, changesThere, await there.credentialsOf(demo.id)], [[], ['1'], { auth: { privateKey: 'another' } }]);
  });

  it('keep no renewed sign-in of one that is gone', async () => {
    const windows = new Windows();
    const connections = windows.open();
    await connections.save(signed);
    await connections.remove(demo.id);
    await connections.saveCredentials(demo.id, credentials);
    deepEqual([...windows.secrets.keys()], ['connections.announcement']);
  });

  it('have names of their own, whatever the case', async () => {
    const connections = new Windows().open();
    await connections.save(signed);
    const taken = { code: 'invalidInput', subject: 'name', problem: { kind: 'nameTaken', name: 'DEMO' } };
    deepEqual(
      [
        await outcome(connections.save({ connection: { ...other, name: 'DEMO' }, credentials })),
        await outcome(connections.save({ connection: { ...demo, name: 'DEMO' }, credentials })),
        connections.isTaken('Demo'),
        connections.isTaken('Demo', '1'),
        connections.isTaken('demo 2'),
      ],
      [taken, undefined, true, false, false],
    );
  });

  it('of one session leave nothing behind', async () => {
    const windows = new Windows();
    const connections = windows.open();
    const changes = heard(connections);
    connections.addPassing([signed, { connection: other, credentials: {} }]);
    connections.addPassing([]);
    await connections.saveCredentials(demo.id, credentials);
    const during = [connections.all, connections.isPassing('1'), await connections.credentialsOf('1')];
    await connections.save({ connection: { ...demo, name: 'renamed' }, credentials: { auth: 1 } });
    const edited = [connections.get('1')?.name, await connections.credentialsOf('1')];
    await connections.remove('1');
    await connections.remove('2');
    deepEqual(
      { during, edited, after: connections.all, isPassing: connections.isPassing('1'), log: windows.log, changes },
      {
        during: [[demo, other], true, credentials],
        edited: ['renamed', { auth: 1 }],
        after: [],
        isPassing: false,
        log: [],
        changes: ['1+2', '1', '1', '2'],
      },
    );
  });

  it('call a damaged secret a sign-in that is no longer valid, and quote nothing of it', async () => {
    const windows = new Windows();
    const connections = windows.open();
    await connections.save(signed);
    const damaged = await Promise.all(
      ['{"auth":"private_se', '"private"', '[]', 'null'].map(async text => {
        windows.meddle('credentials.1', text);
        return outcome(connections.credentialsOf('1'));
      }),
    );
    deepEqual(
      damaged,
      Array.from({ length: 4 }, () => ({ code: 'unauthorized' })),
    );
  });

  it('go on without an announcement that can not be read', async () => {
    const windows = new Windows();
    const connections = windows.open();
    await connections.save(signed);
    for (const text of ['{', '{"window":"w"}', '{"window":1,"connections":[]}']) windows.meddle('connections.announcement', text);
    await turn();
    await connections.save({ connection: other, credentials: {} });
    deepEqual(connections.all, [demo, other]);
  });

  it('hear nothing more once they are disposed of', async () => {
    const windows = new Windows();
    const [here, there] = [windows.open(), windows.open()];
    const changes = heard(there);
    there.dispose();
    await here.save(signed);
    await turn();
    deepEqual(changes, []);
  });
});
