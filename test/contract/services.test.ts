import { deepEqual } from 'node:assert/strict';
import { newConnection } from '../../src/app/operations/connectionOperations';
import { Sessions } from '../../src/app/connections/sessions';
import { questionsFor } from '../../src/app/connections/connectionDraft';
import { Runs } from '../../src/core/run/runs';
import { startSandbox } from '../../src/sandbox/server';
import { definitions, ServiceRegistry } from '../../src/services/registry';
import { systemClock } from '../../src/storage/systemClock';
import { MemoryJournals } from '../support/memoryJournals';
import { noSettings, services } from '../support/services';
import { shelf } from '../support/shelf/shelf';
import { startShelf } from '../support/shelf/shelfServer';
import { Windows } from '../support/windows';
import { describeService } from './service';

describeService('ImageKit', async () => {
  const sandbox = await startSandbox();
  return {
    services,
    service: 'imagekit',
    endpoint: sandbox.imagekit,
    credentials: { auth: { privateKey: sandbox.key } },
    wrongCredentials: { auth: { privateKey: 'private_of_another' } },
    fileIds: ['5e21880d5efe355febd4bccd', '5e1c13c1c55ec3437c451403', '5f4abf6fae77ae7f0acda3d1', '5f207bd1bd2741182ceadd55'],
    unknownId: '000000000000000000000000',
    word: 'mug',
    derivedTag: 'Shirt',
    pictured: files => files.find(({ facts }) => facts.mime?.startsWith('image/')),
    close: () => sandbox.close(),
  };
});

for (const oracleAnswers of ['asAsked', 'xml'] as const) {
  describeService(`Oracle Content, answering ${oracleAnswers}`, async () => {
    const sandbox = await startSandbox({ files: 12, oracleAnswers, oraclePictures: 'octetStream' });
    return {
      services,
      service: 'oracle',
      endpoint: sandbox.oracle,
      credentials: { auth: { username: sandbox.user, password: sandbox.password } },
      wrongCredentials: { auth: { username: 'another', password: 'of another' } },
      fileIds: ['D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518', 'D3C1C1F319CFE6B102095C5DT0000000000100000001'],
      unknownId: `D${'0'.repeat(43)}`,
      word: 'mug',
      pictured: ([file]) => file,
      close: () => sandbox.close(),
    };
  });
}

describeService('Oracle Content, by a link alone', async () => {
  const sandbox = await startSandbox({ files: 12 });
  const { oracle, grants, grantedFolderId } = sandbox;
  const { linkId, accessCode } = grants.protectedLink;
  const credentials = { grant: { linkId, accessCode, opens: `${oracle}/documents/link/${linkId}/folder/${grantedFolderId}` } };
  const connection = { id: 'c', name: 'c', service: 'oracle', endpoint: oracle };
  const { service } = await services.open(connection, credentials, () => Promise.resolve());
  const { items } = await service.list(undefined, undefined, new AbortController().signal);
  const files = items.filter(item => item.kind === 'file');
  return {
    services,
    service: 'oracle',
    endpoint: oracle,
    credentials,
    wrongCredentials: { grant: { linkId: 'LWRONG', accessCode: 'wrong', opens: grantedFolderId } },
    fileIds: files.map(({ id }) => id),
    unknownId: `D${'0'.repeat(43)}`,
    word: files[0]?.name.slice(0, 4) ?? '',
    pictured: ([file]) => file,
    close: () => sandbox.close(),
  };
});

const withShelf = new ServiceRegistry(
  { ...definitions, shelf },
  { settings: () => noSettings, now: Date.now, userAgent: 'test', language: 'en' },
);

describeService('a service of a folder and a line', async () => {
  const server = await startShelf('1234567');
  return {
    services: withShelf,
    service: 'shelf',
    endpoint: server.endpoint,
    credentials: { card: { number: '1234567' } },
    wrongCredentials: { card: { number: '7654321' } },
    fileIds: ['book-1', 'book-2', 'book-3', 'book-4'],
    unknownId: 'book-9',
    word: 'Volume',
    close: () => {
      server.close();
    },
  };
});

describe('a service of a folder and a line', () => {
  it('is offered, asked about, connected, listed and tagged', async () => {
    const server = await startShelf('1234567');
    try {
      const connections = new Windows().open();
      const rules = { services: withShelf, isTaken: () => false };
      const questions = questionsFor({ service: 'shelf' }, rules).map(({ name }) => name);
      const call = { service: 'shelf', name: 'books', endpoint: server.endpoint, card: { number: '1234567' } };
      await connections.save(await newConnection('c1', call, withShelf));
      const sessions = new Sessions({
        connections,
        services: withShelf,
        clock: systemClock,
        onDidChangeNetwork: () => ({ dispose: () => undefined }),
        onInternalFault: () => undefined,
      });
      const session = await sessions.of('c1');
      const { items } = await session.service.list(undefined, undefined, new AbortController().signal, 'largest');
      const runs = new Runs({ clock: systemClock, random: Math.random, store: new MemoryJournals(), newRunId: () => 'run-1' });
      const edit = { kind: 'patch', add: ['new'], remove: ['old'] } as const;
      const targets = items.map(({ id }) => ({ id, edit }));
      const prepared = await runs.prepare(
        { session, targets, origin: { kind: 'edit' } },
        { signal: new AbortController().signal },
      );
      const { counts } = await runs.start(prepared).done;
      deepEqual(
        { questions, listed: items.map(({ id }) => id), changed: counts.changed, labels: Object.fromEntries(server.labels) },
        {
          questions: ['service', 'name', 'endpoint', 'card.number'],
          listed: ['book-1', 'book-2', 'book-3', 'book-4', 'book-5'],
          changed: 5,
          labels: Object.fromEntries(items.map(({ id }) => [id, ['new']])),
        },
      );
    } finally {
      server.close();
    }
  });
});
