import { deepEqual, rejects } from 'node:assert/strict';
import { isCancelled, cancellation } from '../../../../src/core/model/abortSignals';
import { ConnectionFault, Fault } from '../../../../src/core/model/fault';
import type { ConnectionNode, FileNode, FolderNode, LibraryNode } from '../../../../src/app/library/libraryNode';
import { chooseTargets, enterTargets, type TargetPorts } from '../../../../src/app/selection/chooseTargets';
import type { CommandContext } from '../../../../src/app/selection/commandContext';
import type { Connection } from '../../../../src/core/service/connection';
import type { ServiceDescriptor } from '../../../../src/core/service/descriptor';
import type { Folder, RemoteFile } from '../../../../src/core/model/file';
import { bulkLimits, MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const shop: Connection = { id: 'shop', name: 'Shop', service: 'imagekit', endpoint: 'https://shop.example' };
const docs: Connection = { id: 'docs', name: 'Docs', service: 'oracle', endpoint: 'https://docs.example' };
const root: ConnectionNode = { kind: 'connection', connection: shop };
const shoes: Folder = { kind: 'folder', id: 'shoes', name: 'shoes', path: '/shoes' };
const boots: Folder = { kind: 'folder', id: 'boots', name: 'boots', path: '/shoes/boots' };
const folder: FolderNode = { kind: 'folder', connectionId: 'shop', parent: root, folder: shoes };
const remote = (id: string): RemoteFile => ({
  kind: 'file',
  id,
  name: `${id}.jpg`,
  path: `/${id}.jpg`,
  tags: ['t'],
  derivedTags: [],
  facts: {},
});
const node = (id: string): FileNode => ({ kind: 'file', connectionId: 'shop', parent: root, file: remote(id) });
const chosen = (...ids: string[]) => ids.map(id => ({ id, path: `/${id}.jpg`, tags: ['t'] }));
const listed = (...ids: string[]) => chosen(...ids).map(file => ({ ...file, listedAt: 0 }));
const palette: CommandContext = {
  origin: { kind: 'palette' },
  editorText: '',
  selectedNodes: [],
  marked: [],
  lastChosenIn: 'editor',
};
const clicked = (...nodes: (ConnectionNode | FolderNode | FileNode)[]): CommandContext => ({
  ...palette,
  origin: { kind: 'nodes', nodes },
});

/** Ids are `s1`, `s2` … on one service and `d1` … on the other; `url:x` is an address of the file x. */
function descriptor(id: 'imagekit' | 'oracle', letter: string): ServiceDescriptor {
  return {
    id,
    label: id,
    credentials: [],
    findIds: text => [...new Set(text.match(new RegExp(`(?<!url:)\\b${letter}\\d\\b`, 'g')))],
    findAddresses: text =>
      Array.from(text.matchAll(/url:(\w+)/g), ([url, name = '']) => ({
        url,
        name,
        leadsTo: file => (letter === 's' && file.id === name ? 'surely' : undefined),
      })),
  };
}

interface Answers {
  readonly connection?: Connection;
  readonly reach?: 'folder' | 'below' | 'themselves';
  /** Whether folders have tags of their own. */
  readonly haveTags?: true;
  readonly text?: string;
  readonly fault?: Fault;
}

/** What was asked and said is in `log`; a question without an answer is left. */
function makePorts({ connection, reach, haveTags, text, fault }: Answers, connections = [shop, docs]) {
  const log: string[] = [];
  const clock = new VirtualClock();
  const service = Object.assign(
    new MemoryService(new Map(), { clock, limits: { ...bulkLimits, ...(haveTags && { foldersHaveTags: true }) } }),
    {
      search: () => (fault ? Promise.reject(fault) : Promise.resolve({ items: [remote('s9')] })),
    },
  );
  const answer = <T>(question: string, value: T | undefined): Promise<T> => {
    log.push(question);
    return value === undefined ? Promise.reject(cancellation()) : Promise.resolve(value);
  };
  const descriptors = { imagekit: descriptor('imagekit', 's'), oracle: descriptor('oracle', 'd') };
  const ports: TargetPorts = {
    connections: {
      all: connections,
      find: () => shop,
      onDidChange: () => ({ dispose: () => undefined }),
    },
    services: { all: Object.values(descriptors), of: id => (id === 'oracle' ? descriptors.oracle : descriptors.imagekit) },
    sessions: { of: () => Promise.resolve(sessionOf(service, clock)) },
    timing: { clock, random: () => 0 },
    tagged: () => Promise.resolve([remote('s7')]),
    tree: {
      children: () => Promise.resolve<LibraryNode[]>([{ ...folder, folder: boots }]),
      fileNode: (_, id) => (id === 's1' ? node('s1') : undefined),
      concurrency: () => Promise.resolve(2),
      found: () => Promise.resolve({ items: [remote('s6')] }),
      list: (_, at) =>
        Promise.resolve({ items: at === boots ? [remote('s4')] : at === shoes ? [remote('s3'), boots] : [remote('s2'), shoes] }),
    },
    questions: {
      connection: (all, prompt) => answer(`${prompt} ${all.map(({ id }) => id).join(' ')}`, connection),
      reach: (branches, { here, haveTags }) =>
        answer(`reach ${branches.length}: ${here.known} ${here.files}${haveTags ? ' or themselves' : ''}`, reach),
      references: (_, of, initial) => answer(`ids on ${of.label}: ${initial}`, text),
      progress: (title, work) => {
        log.push(title);
        return work(new AbortController().signal, message => log.push(message));
      },
      tell: said => log.push(said),
    },
  };
  return { ports, log };
}

describe('the files that a command is about', () => {
  const cases: readonly (readonly [string, CommandContext, Answers, unknown, readonly string[]])[] = [
    [
      'clicked files, each once',
      clicked(node('s1'), node('s2'), node('s1')),
      {},
      [{ connectionId: 'shop', files: chosen('s1', 's2') }],
      [],
    ],
    [
      'a folder alone',
      clicked(folder),
      { reach: 'folder' },
      [{ connectionId: 'shop', files: listed('s3'), scope: { kind: 'folders', paths: ['/shoes'], reach: 'folder' } }],
      ['reach 1: all 0', 'Looking for files', '1 so far'],
    ],
    [
      'a folder and all below, with a file in it',
      clicked(node('s3'), folder),
      { reach: 'below' },
      [{ connectionId: 'shop', files: listed('s3', 's4') }],
      ['reach 1: all 0', 'Looking for files', '1 so far', '2 so far'],
    ],
    [
      'folders themselves, where they have tags',
      clicked(folder),
      { reach: 'themselves', haveTags: true },
      [
        {
          connectionId: 'shop',
          files: [{ id: 'shoes', path: '/shoes' }],
          scope: { kind: 'folders', paths: ['/shoes'], reach: 'folder' },
        },
      ],
      ['reach 1: all 0 or themselves'],
    ],
    [
      'the files of a folder with tags of its own, and a file beside it',
      clicked(node('s1'), folder),
      { reach: 'folder', haveTags: true },
      [{ connectionId: 'shop', files: [...chosen('s1'), ...listed('s3')] }],
      ['reach 1: all 0 or themselves', 'Looking for files', '1 so far'],
    ],
    [
      'a whole library',
      clicked(root),
      { reach: 'below' },
      [{ connectionId: 'shop', files: listed('s2', 's3', 's4'), scope: { kind: 'library', reach: 'below' } }],
      ['reach 1: all 0', 'Looking for files', '1 so far', '2 so far', '3 so far'],
    ],
    [
      'ids in an editor, on the only connection that may have them',
      { ...palette, origin: { kind: 'editor' }, editorText: 's1 s2 s1' },
      {},
      [{ connectionId: 'shop', files: [...chosen('s1'), { id: 's2' }] }],
      [],
    ],
    [
      'addresses in an editor, on the connection that a person names',
      { ...palette, origin: { kind: 'editor' }, editorText: 'url:s9 url:s8 s2' },
      { connection: shop },
      [{ connectionId: 'shop', files: [{ id: 's2' }, ...chosen('s9')], note: '1 address leads to no file' }],
      ['On which connection are the files? shop docs', 'Looking for 2 files'],
    ],
    [
      'ids that are entered, beginning with those of the editor',
      { ...palette, editorText: 'd1', lastChosenIn: 'tree' },
      { connection: docs, text: 'd1 d2' },
      [{ connectionId: 'docs', files: [{ id: 'd1' }, { id: 'd2' }] }],
      ['On which connection are the files? shop docs', 'ids on oracle: d1'],
    ],
    [
      'ids on the connection that is selected',
      { ...palette, selectedNodes: [root], editorText: 'd1', lastChosenIn: 'tree' },
      { text: 's2' },
      [{ connectionId: 'shop', files: [{ id: 's2' }] }],
      ['ids on imagekit: '],
    ],
  ];
  for (const [what, context, answers, expected, said] of cases) {
    it(`are ${what}`, async () => {
      const { ports, log } = makePorts(answers);
      deepEqual([await chooseTargets(context, ports), log], [expected, said]);
    });
  }

  const left: readonly (readonly [string, CommandContext, Answers, readonly string[]])[] = [
    ['a question is left', clicked(folder), {}, ['reach 1: all 0']],
    [
      'no text of the editor is an id',
      { ...palette, origin: { kind: 'editor' }, editorText: 'hello' },
      {},
      ['The selection has no id or address of a file on your connections.'],
    ],
    [
      'no address leads to a file',
      { ...palette, origin: { kind: 'editor' }, editorText: 'url:s8' },
      { connection: shop },
      ['On which connection are the files? shop docs', 'Looking for 1 file', '1 address leads to no file.'],
    ],
  ];
  for (const [what, context, answers, said] of left) {
    it(`are none where ${what}`, async () => {
      const { ports, log } = makePorts(answers);
      await rejects(chooseTargets(context, ports), isCancelled);
      deepEqual(log, said);
    });
  }

  it('are entered on the only connection without a question', async () => {
    const { ports, log } = makePorts({ text: 's2' }, [shop]);
    await enterTargets(palette, ports);
    deepEqual(log, ['ids on imagekit: ']);
  });

  it('are none where the service fails, and the connection is named', async () => {
    const { ports } = makePorts({ fault: new Fault('unauthorized', { status: 401 }) }, [shop]);
    await rejects(
      chooseTargets({ ...palette, origin: { kind: 'editor' }, editorText: 'url:s9' }, ports),
      error => error instanceof ConnectionFault && error.connection === shop && error.fault.code === 'unauthorized',
    );
  });
});
