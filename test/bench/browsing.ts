import { performance } from 'node:perf_hooks';
import type { FolderNode } from '../../src/app/library/libraryNode';
import { LibraryTree } from '../../src/app/library/libraryTree';
import { LibraryIndex } from '../../src/app/tagIndex/libraryIndex';
import { TagIndex } from '../../src/app/tagIndex/tagIndex';
import { TagsTree } from '../../src/app/tagIndex/tagsTree';
import { systemClock } from '../../src/storage/systemClock';
import { counting, fastestOf, heapBytes, timed } from './indexing';
import { openSample, sessionOn } from './sample';
import { goal, type Row } from './table';

const files = 100_000;
const tags = 5_000;
const timing = { clock: systemClock, random: Math.random };
const noConnections = { all: [], find: () => undefined as never, onDidChange: () => ({ dispose: () => undefined }) };
const nothingSearched = { of: () => [], get: () => undefined, onDidChange: () => () => undefined };

/** A folder of 100,000 files in the Library view, with the index of its library beside it, and 5,000 tags in the Tags view. */
export async function benchBrowsing(): Promise<readonly Row[]> {
  const sample = await openSample(['--folders', '1'], files);
  try {
    const { session, requests } = counting(sessionOn(sample));
    const sessions = { of: () => Promise.resolve(session) };
    const { connection } = session;
    const connections = { ...noConnections, all: [connection], find: () => connection };
    const heapBefore = await heapBytes();
    const store = { read: () => Promise.resolve(undefined), write: () => Promise.resolve(), remove: () => Promise.resolve() };
    const open = () => Promise.resolve(session);
    const index = new LibraryIndex({ connectionId: connection.id, open, store, timing, onStoreError: () => undefined });
    await index.build();
    const tree = new LibraryTree({
      connections,
      sessions,
      timing,
      searches: nothingSearched,
      find: () => Promise.reject(new Error('nothing is searched here')),
    });
    const root = await timed(() => tree.children(tree.root(connection.id)), requests);
    const folder = await deepest(tree, connection.id);
    const first = await timed(() => tree.children(folder), requests);
    const never = new AbortController().signal;
    const bare = await fastestOf(() => session.service.list(folder.folder, undefined, never));
    const drawn = await fastestOf(() => {
      tree.refresh(folder);
      return tree.children(folder);
    });
    const all = await timed(() => tree.loadAll(folder, new AbortController().signal, () => undefined), requests);
    const shown = (await tree.children(folder)).length;
    if (shown < files - 1_000 || index.status.files < files) throw new Error(`${shown} files are shown`);
    const heap = (await heapBytes()) - heapBefore;
    const what = `a folder of ${files.toLocaleString('en')} files`;
    return [
      goal(`${what}: first rows of the library and of the folder`, 'requests', root.requests + first.requests, 2, '1 each'),
      {
        what: `${what}: its first rows, fastest of 5`,
        unit: 'ms',
        ours: drawn,
        limit: { name: 'the request alone', figure: bare },
        goal: '≤ 1.5 × limit',
        met: drawn <= 1.5 * bare,
      },
      goal(`${what}: Load All`, 'requests', all.requests, 101, 'pages of 1,000'),
      { what: `${what}: Load All, with a sample library that answers at once`, unit: 'ms', ours: all.ms, goal: '–', met: true },
      goal(`${what}: heap after its index and Load All`, 'bytes', heap, 120_000_000, '< 120 MB'),
      await filtering(),
    ];
  } finally {
    sample.close();
  }
}

/** From a key in the filter to the rows of the Tags view: the slowest text counts, its median of nine. */
async function filtering(): Promise<Row> {
  const index = new TagIndex();
  for (let number = 0; number < tags * 2; number++) {
    const name = `${number}.jpg`;
    const own = [`${words[number % words.length] ?? ''} ${number % tags}`];
    index.put({ kind: 'file', id: name, name, path: `/${name}`, tags: own, derivedTags: [], facts: {} });
  }
  const connection = { id: 'c', name: 'bench', service: 'imagekit', endpoint: 'https://bench.example' } as const;
  const status = { state: 'ready', files: index.size, refreshedAt: Date.now() } as const;
  const opened = { open: () => Promise.resolve(index), opened: index, status } as unknown as LibraryIndex;
  const tree = new TagsTree({
    connections: { ...noConnections, all: [connection], find: () => connection },
    indexes: { of: () => opened, onDidChange: () => () => undefined },
    clock: systemClock,
  });
  const [root] = await tree.children();
  if (!root) throw new Error('no tags');
  const slowest: number[] = [];
  for (const text of ['', 's', 'sa', 'sale', 'sale 4', '12', 'zzz']) {
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      const keyAt = performance.now();
      tree.setFilter(text);
      await tree.children(root);
      times.push(performance.now() - keyAt);
    }
    slowest.push(times.sort((left, right) => left - right)[4] ?? Infinity);
  }
  return goal(
    `a key in the filter of the Tags view, ${tags.toLocaleString('en')} tags`,
    'ms',
    Math.max(...slowest),
    16,
    '< 16 ms',
  );
}

const words = ['sale', 'mug', 'T-Shirt', 'blue', 'kitchen', 'Summer Sale', 'archive', 'hero', 'café', 'round_neck'];

async function deepest(tree: LibraryTree, connectionId: string): Promise<FolderNode> {
  let nodes = await tree.children(tree.root(connectionId));
  let found: FolderNode | undefined;
  for (;;) {
    const next: FolderNode | undefined =
      nodes.find((node): node is FolderNode => node.kind === 'folder' && node.folder.name === 'stock') ??
      (found ? nodes.find((node): node is FolderNode => node.kind === 'folder') : undefined);
    if (!next) break;
    found = next;
    if (next.folder.path.split('/').length > 3) break;
    nodes = await tree.children(next);
  }
  if (!found) throw new Error('no folder');
  return found;
}
