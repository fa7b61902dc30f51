import { deepEqual, rejects } from 'node:assert/strict';
import { isSample } from '../../../../src/app/connections/connections';
import { SampleLibrary, type SampleOptions } from '../../../../src/app/connections/sampleLibrary';
import { services } from '../../../support/services';
import { Windows } from '../../../support/windows';

const account = { service: 'imagekit', endpoint: 'http://127.0.0.1:1', credentials: { auth: { privateKey: 'k' } } };
const connection = {
  id: 'sample-imagekit',
  name: 'Sample Library (ImageKit)',
  service: 'imagekit',
  endpoint: 'http://127.0.0.1:1',
};

function setUp(failures = 0) {
  const windows = new Windows();
  const connections = windows.open();
  const log: unknown[] = [];
  connections.onDidChange(ids => log.push(ids));
  const start = (size: SampleOptions) => {
    log.push(size);
    if (failures-- > 0) return Promise.reject(new Error('the port is taken'));
    return Promise.resolve({ accounts: [account], close: () => Promise.resolve(void log.push('closed')) });
  };
  return { sample: new SampleLibrary({ connections, services, start }), connections, log, windows };
}

describe('the sample library', () => {
  it('is opened once, and its connections are kept nowhere', async () => {
    const { sample, connections, log, windows } = setUp();
    const [first, second] = await Promise.all([sample.open({ files: 10 }), sample.open({ files: 20 })]);
    const again = await sample.open();
    sample.dispose();
    await Promise.resolve();
    deepEqual(
      {
        first,
        second,
        again,
        all: connections.all,
        credentials: await connections.credentialsOf(connection.id),
        log,
        stored: windows.log,
      },
      {
        first: [connection],
        second: [connection],
        again: [connection],
        all: [connection],
        credentials: account.credentials,
        log: [{ files: 10 }, [connection.id], 'closed'],
        stored: [],
      },
    );
  });

  it('can be opened after it could not', async () => {
    const { sample } = setUp(1);
    await rejects(sample.open(), /the port is taken/);
    deepEqual(await sample.open(), [connection]);
  });

  it('comes back with its connection after that was removed', async () => {
    const { sample, connections } = setUp();
    await sample.open();
    await connections.remove(connection.id);
    await sample.open();
    deepEqual(connections.all, [connection]);
  });

  it('is known by its ids', () => {
    deepEqual([isSample('sample-oracle'), isSample('5e21880d')], [true, false]);
  });
});
