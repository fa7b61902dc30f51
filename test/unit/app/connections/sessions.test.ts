import { deepEqual, equal } from 'node:assert/strict';
import { type SessionDependencies, Sessions } from '../../../../src/app/connections/sessions';
import type { Credentials } from '../../../../src/core/service/connection';
import { Emitter } from '../../../../src/core/model/emitter';
import { Fault } from '../../../../src/core/model/fault';
import { MemoryService } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';
import { Windows } from '../../../support/windows';
import { outcome } from '../../net/faults';

const never = new AbortController().signal;

/** Two connections to one account, and one to another. */
async function setUp() {
  const connections = new Windows().open();
  for (const [id, key] of Object.entries({ a: 'key', b: 'key', c: 'another' })) {
    const connection = { id, name: id, service: 'imagekit', endpoint: 'https://a.test' };
    await connections.save({ connection, credentials: { key } });
  }
  const opened: string[] = [];
  const onReadBudgets: Parameters<SessionDependencies['services']['open']>[3][] = [];
  const faults: string[] = [];
  const clock = new VirtualClock();
  const network = new Emitter<void>();
  const service = new MemoryService(new Map());
  let keep: ((credentials: Credentials) => Promise<void>) | undefined;
  const services: SessionDependencies['services'] = {
    open: (connection, credentials, save, onReadBudget) => {
      onReadBudgets.push(onReadBudget);
      opened.push(`${connection.name} ${JSON.stringify(credentials)}`);
      keep = save;
      if (credentials['key'] === 'bad') return Promise.reject(new Fault('invalidInput', { subject: 'auth' }));
      return Promise.resolve({ service, account: `account of ${String(credentials['key'])}` });
    },
  };
  const sessions = new Sessions({
    connections,
    services,
    clock,
    onDidChangeNetwork: listener => ({ dispose: network.add(listener) }),
    onInternalFault: fault => faults.push(fault.message),
  });
  return {
    connections,
    sessions,
    clock,
    onReadBudgets,
    opened,
    faults,
    network,
    service,
    renew: (to: Credentials) => keep?.(to),
  };
}

describe('the sessions', () => {
  it('open a connection once, however many ask', async () => {
    const { sessions, opened } = await setUp();
    const [first, second] = await Promise.all([sessions.of('a'), sessions.of('a')]);
    equal(first, second);
    deepEqual([opened, first.account, first.connection.id], [['a {"key":"key"}'], 'account of key', 'a']);
  });

  it('share a pace where they lead to one account, and no other', async () => {
    const { sessions } = await setUp();
    const [a, b, c] = await Promise.all([sessions.of('a'), sessions.of('b'), sessions.of('c')]);
    deepEqual([a.limiter === b.limiter, a.limiter === c.limiter, a.limiter.concurrency], [true, false, 10]);
  });

  it('ask no faster than answers to reads allow, on any connection to the account', async () => {
    const { sessions, clock, onReadBudgets } = await setUp();
    const [, b] = await Promise.all([sessions.of('a'), sessions.of('b')]);
    onReadBudgets[0]?.({ limit: 1, intervalMs: 1_000 });
    const entering = (['read', 'read', 'write'] as const).map(kind => b.limiter.enter(kind, never).then(() => clock.now()));
    deepEqual(await Promise.all(entering), [0, 1_000, 0]);
  });

  it('begin anew when the connection or the network changes, at the same pace', async () => {
    const { connections, sessions, opened, network } = await setUp();
    const before = await sessions.of('a');
    await connections.save({ connection: { ...before.connection, name: 'a2' }, credentials: { key: 'key' } });
    const edited = await sessions.of('a');
    network.tell();
    const again = await sessions.of('a');
    deepEqual(
      {
        opened,
        distinct: new Set([before, edited, again]).size,
        paces: new Set([before.limiter, edited.limiter, again.limiter]).size,
      },
      { opened: ['a {"key":"key"}', 'a2 {"key":"key"}', 'a2 {"key":"key"}'], distinct: 3, paces: 1 },
    );
  });

  it('try again after one that could not be opened', async () => {
    const { connections, sessions, opened } = await setUp();
    const { connection } = await sessions.of('a');
    await connections.save({ connection, credentials: { key: 'bad' } });
    const refused = await outcome(sessions.of('a'));
    await connections.saveCredentials('a', { key: 'key' });
    const { account } = await sessions.of('a');
    deepEqual(
      { refused, account, opened: opened.length, unknown: await outcome(sessions.of('d')) },
      {
        refused: { code: 'invalidInput', subject: 'auth' },
        account: 'account of key',
        opened: 3,
        unknown: { code: 'invalidInput', subject: 'connection', problem: { kind: 'noConnection', given: 'd' } },
      },
    );
  });

  it('keep a sign-in that was renewed, and go on', async () => {
    const { connections, sessions, opened, renew } = await setUp();
    const session = await sessions.of('a');
    await renew({ key: 'renewed' });
    deepEqual(
      [await connections.credentialsOf('a'), (await sessions.of('a')) === session, opened.length],
      [{ key: 'renewed' }, true, 1],
    );
  });

  it('tell of faults of our own, and hand every fault on', async () => {
    const { sessions, service, faults } = await setUp();
    const ours = await sessions.serviceOf('a');
    const thrown: unknown[] = [];
    for (const error of [new TypeError('x is undefined'), new Fault('timeout'), new DOMException('Canceled', 'AbortError')]) {
      service.check = () => Promise.reject(error);
      thrown.push(await ours.check(never).catch((caught: unknown) => caught === error));
    }
    deepEqual([thrown, faults, ours.limits], [[true, true, true], ['internal · TypeError: x is undefined'], service.limits]);
  });

  it('hear nothing more once they are disposed of', async () => {
    const { sessions, network, opened } = await setUp();
    await sessions.of('a');
    sessions.dispose();
    network.tell();
    await sessions.of('a');
    deepEqual(opened.length, 1);
  });
});
