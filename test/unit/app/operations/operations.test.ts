import { deepEqual, match, rejects } from 'node:assert/strict';
import { ConnectionFault, Fault } from '../../../../src/core/model/fault';
import type { CallAnswer } from '../../../../src/app/jobs/callAnswer';
import { Jobs } from '../../../../src/app/jobs/jobs';
import type { OperationName } from '../../../../src/app/operations/operationCall';
import { callOperation, makeOperations } from '../../../../src/app/operations/operations';
import { makeSearchEngine } from '../../../../src/app/search/fileSearch';
import { RunHistory } from '../../../../src/app/runs/runHistory';
import { explainError } from '../../../../src/app/text/faultMessages';
import { sentence } from '../../../../src/app/text/message';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, type MemoryServiceOptions, sessionOf } from '../../../support/memoryService';
import { services } from '../../../support/services';
import { VirtualClock } from '../../../support/virtualClock';
import { Windows } from '../../../support/windows';

const auth = { privateKey: 'private_test' };
const demo = { id: 'c1', name: 'demo', service: 'imagekit', endpoint: 'https://api.imagekit.io' };

/** A host without a face: a connection "demo" to a library with three files. */
async function open(options: MemoryServiceOptions = {}) {
  const clock = new VirtualClock();
  const library = new Map([
    ['f1', ['old']],
    ['f2', []],
    ['f3', ['sale']],
  ]);
  const connections = new Windows().open();
  await connections.save({ connection: demo, credentials: { auth } });
  const { connection: _, ...session } = sessionOf(new MemoryService(library, { clock, ...options }), clock);
  const sessions = { of: (id: string) => Promise.resolve({ ...session, connection: connections.find(id) }) };
  let id = 0;
  const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => `run-${++id}` });
  const history = new RunHistory({ runs, clock });
  const log: unknown[] = [];
  const asked = () => Promise.reject(new Error('a program is asked nothing'));
  const jobs = new Jobs({
    runs,
    services,
    clock,
    confirmPolicy: () => 'always',
    ports: {
      confirm: asked,
      showProgress: () => ({ signal: new AbortController().signal, report: () => undefined, hide: () => undefined }),
      tell: () => undefined,
      log: { info: () => undefined, warn: () => undefined },
    },
  });
  const finding = makeSearchEngine({
    connections,
    sessions,
    timing: { clock, random: () => 0 },
    store: { read: () => Promise.resolve(undefined), write: () => Promise.resolve(), remove: () => Promise.resolve() },
    onStoreError: () => undefined,
  });
  const operations = makeOperations({
    searching: { load: () => Promise.resolve(finding) },
    connections,
    sessions,
    services,
    runs,
    history,
    jobs,
    failedFiles: { dismiss: (...dismissed) => log.push(['dismissed', ...dismissed]) },
    sample: { open: size => Promise.resolve(log.push(['sample', size])).then(() => [demo]) },
    tree: {
      refresh: node => log.push(['refresh', node]),
      root: connectionId => ({ kind: 'connection', connection: connections.find(connectionId) }),
    },
    newConnectionId: () => 'c2',
    reveal: revealed => Promise.resolve(log.push(['revealed', revealed])).then(() => undefined),
  });
  const call = <Name extends OperationName>(name: Name, value: unknown) => callOperation(operations, name, value);
  return { call, library, log };
}

describe('operations', () => {
  it('edit files and tell what became of each', async () => {
    const { call, library } = await open();
    const answer = await call('addTags', { connection: 'demo', fileIds: ['f1', 'f3', 'gone'], tags: [' sale ', 'sale'] });
    deepEqual(
      [answer, library.get('f1')],
      [
        {
          runId: 'run-1',
          counts: { changed: 1, unchanged: 1, missing: 1, failed: 0, unknown: 0, notSent: 0 },
          files: [
            { id: 'f1', path: '/f1', outcome: 'changed', before: ['old'], after: ['old', 'sale'] },
            { id: 'f3', path: '/f3', outcome: 'unchanged', before: ['sale'], after: ['sale'] },
            { id: 'gone', outcome: 'missing' },
          ].sort(
            (left, right) =>
              answer.files.findIndex(({ id }) => id === left.id) - answer.files.findIndex(({ id }) => id === right.id),
          ),
        },
        ['old', 'sale'],
      ],
    );
  });

  it('do each of the edits', async () => {
    const { call, library } = await open();
    const edit = async (
      name: 'addTags' | 'removeTags' | 'replaceTags' | 'clearTags' | 'tagFilesById',
      tags?: readonly string[],
    ) => {
      await call(name, { connection: 'c1', fileIds: ['f1'], ...(tags && { tags }) });
      return library.get('f1');
    };
    deepEqual(
      [
        await edit('addTags', ['a']),
        await edit('removeTags', ['old']),
        await edit('replaceTags', ['b', 'c']),
        await edit('clearTags'),
        await edit('tagFilesById', ['d']),
      ],
      [['old', 'a'], ['a'], ['b', 'c'], [], ['d']],
    );
  });

  it('rename a tag, and merge several into one, on all files that have them', async () => {
    const { call, library } = await open();
    library.set('f2', ['sale', 'Sale']);
    const tags = () => [...library.values()];
    const renamed = await call('renameTag', { connection: 'demo', tag: 'old', to: ' vintage ' });
    const merged = await call('mergeTags', { connection: 'demo', tags: ['Sale', 'sale'], to: 'sale' });
    const idsOf = ({ files }: CallAnswer) => files.map(({ id }) => id);
    deepEqual([idsOf(renamed), idsOf(merged), tags()], [['f1'], ['f2'], [['vintage'], ['sale'], ['sale']]]);
    deepEqual((await call('renameTag', { connection: 'demo', tag: 'no such tag', to: 'x' })).files, []);
  });

  const refused: readonly (readonly [string, OperationName, unknown, RegExp])[] = [
    [
      'an unknown connection',
      'addTags',
      { connection: 'nowhere', fileIds: ['f1'], tags: ['a'] },
      /^There is no connection "nowhere"\.$/,
    ],
    [
      'what is no id',
      'addTags',
      { connection: 'demo', fileIds: ['no id'], tags: ['a'] },
      /"fileIds".*"no id" is not the id of a file on ImageKit\.$/,
    ],
    [
      'a new name that the service refuses',
      'renameTag',
      { connection: 'demo', tag: 'old', to: '50%' },
      /"to".*ImageKit does not accept % in a tag: "50%"\.$/,
    ],
    [
      'a tag that the service refuses',
      'addTags',
      { connection: 'demo', fileIds: ['f1'], tags: ['50%'] },
      /"tags".*ImageKit does not accept % in a tag: "50%"\.$/,
    ],
    [
      'tags that are too long together',
      'replaceTags',
      { connection: 'demo', fileIds: ['f1'], tags: ['a'.repeat(300), 'b'.repeat(300)] },
      /"tags".*at most 500 characters/,
    ],
    [
      'no list of files',
      'clearTags',
      { connection: 'demo', fileIds: 'f1' },
      /"fileIds" is missing or can't be used\. It must be a list of texts, and not empty\.$/,
    ],
    [
      'a surplus name',
      'undoRun',
      { runId: 'r', force: true },
      /"force" is missing or can't be used\. It must be one of these: runId\.$/,
    ],
    ['what is no object', 'undoRun', 'r', /^What was given can't be used\. It must be an object\.$/],
    ['a run that does not exist', 'undoRun', { runId: 'gone' }, /^There is no run gone/],
    ['a run that is not under way', 'pauseRun', { runId: 'gone' }, /^There is no run gone/],
    ['a report in no known format', 'exportRunReport', { runId: 'r', format: 'pdf' }, /"format".*md, csv, json/],
    ['an unknown service', 'addConnection', { service: 'dropbox', name: 'a' }, /"service".*imagekit, oracle/],
    [
      "a search that can't be read",
      'findFiles',
      { connection: 'demo', query: 'a type:film' },
      /"query".*can't be read: "type:film"/,
    ],
    ['tags without an index', 'listTags', { connection: 'demo' }, /^ImageKit can't answer this search; the index/],
    ['a misspelt name', 'addConnection', { service: 'imagekit', name: 'a', auth, endpont: 'x' }, /"endpont"/],
  ];
  for (const [what, name, value, message] of refused) {
    it(`refuse ${what}, with a sentence`, async () => {
      const { call, library } = await open();
      const before = JSON.stringify([...library]);
      const error: unknown = await call(name, value).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const { fault } = error instanceof ConnectionFault ? error : { fault: error };
      deepEqual([fault instanceof Fault && fault.code, JSON.stringify([...library])], ['invalidInput', before]);
      match(sentence(explainError(error, services)), message);
    });
  }

  it('find files, build an index and list its tags', async () => {
    const { call } = await open();
    const found = await call('findFiles', { connection: 'demo', query: '-untagged', limit: 1 });
    const built = await call('buildIndex', { connection: 'demo' });
    deepEqual(
      [
        found,
        built,
        await call('listTags', { connection: 'demo' }),
        await call('findFiles', { connection: 'demo', query: 'untagged' }),
      ],
      [
        { files: [{ id: 'f1', path: '/f1', tags: ['old'] }], more: true },
        { files: 3, tags: 2, refreshedAt: 0 },
        [
          { tag: 'old', files: 1 },
          { tag: 'sale', files: 1 },
        ],
        { files: [{ id: 'f2', path: '/f2', tags: [] }], more: false, total: 1 },
      ],
    );
  });

  it('list runs, take them back, and tell of them', async () => {
    const { call, library, log } = await open({ refused: new Set(['f2']) });
    const { runId } = await call('addTags', { connection: 'demo', fileIds: ['f1', 'f2'], tags: ['new'] });
    const [run] = await call('listRuns', {});
    deepEqual(
      [run?.title, run?.status, run?.abilities, run?.ended?.counts.failed],
      ['Add new', 'partly', ['undo', 'retry', 'showFailed'], 1],
    );
    const [failed] = await call('showFailed', { runId });
    deepEqual([failed?.id, failed?.outcome], ['f2', 'failed']);
    await call('dismissFailed', { runId });
    deepEqual(log, [['dismissed', 'c1', ['f2']]]);
    match(await call('showRunReport', { runId }), /^# Add new\n/);
    match(await call('exportRunReport', { runId }), /\r\n/);
    deepEqual((JSON.parse(await call('exportRunReport', { runId, format: 'json' })) as { runId: string }).runId, runId);
    deepEqual(await call('showRunChanges', { runId }), { before: '/f1 : old  # f1\n', after: '/f1 : old, new  # f1\n' });
    const { counts } = await call('retryFailed', { runId });
    deepEqual(counts.failed, 1);
    await call('undoRun', { runId });
    deepEqual(library.get('f1'), ['old']);
    await rejects(call('resumeRun', { runId }), { code: 'invalidInput' });
    await rejects(call('continueRun', { runId }), { code: 'invalidInput' });
  });

  it('add, change, list and remove connections, and show no secret', async () => {
    const { call } = await open();
    const added = await call('addConnection', { service: 'imagekit', name: 'Shop', auth });
    const changed = await call('editConnection', { connection: 'Shop', name: 'Store' });
    const all = await call('listConnections', {});
    await call('removeConnection', { connection: 'Store' });
    deepEqual(
      [added, changed, all, await call('listConnections', {}), JSON.stringify([added, changed, all]).includes('private_test')],
      [
        { ...demo, id: 'c2', name: 'Shop' },
        { ...demo, id: 'c2', name: 'Store' },
        [demo, { ...demo, id: 'c2', name: 'Store' }],
        [demo],
        false,
      ],
    );
  });

  it('name the connection where its service fails', async () => {
    const { call } = await open();
    await rejects(
      call('testConnection', { connection: 'demo' }),
      error => error instanceof ConnectionFault && error.connection.id === 'c1',
    );
  });

  it('open the sample library, and show it', async () => {
    const { call, log } = await open();
    deepEqual(
      [await call('openSampleLibrary', { files: 3 }), log],
      [
        [demo],
        [
          ['sample', { files: 3 }],
          ['revealed', 'c1'],
        ],
      ],
    );
  });

  it('load a library again, or all', async () => {
    const { call, log } = await open();
    await call('refresh', {});
    await call('refresh', { connection: 'demo' });
    deepEqual(log, [
      ['refresh', undefined],
      ['refresh', { kind: 'connection', connection: demo }],
    ]);
  });
});
