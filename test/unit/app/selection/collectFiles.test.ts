import { deepEqual, rejects } from 'node:assert/strict';
import { collectFiles } from '../../../../src/app/selection/collectFiles';
import type { BranchNode, ConnectionNode, FolderNode, SearchNode, TagNode } from '../../../../src/app/library/libraryNode';
import type { Folder, RemoteFile } from '../../../../src/core/model/file';

const never = new AbortController().signal;
const root = (id: string): ConnectionNode => ({
  kind: 'connection',
  connection: { id, name: id, service: 'imagekit', endpoint: 'https://demo.example' },
});
const shoes: Folder = { kind: 'folder', id: 'shoes', name: 'shoes', path: '/shoes' };
const folder = (parent: ConnectionNode): FolderNode => ({
  kind: 'folder',
  connectionId: parent.connection.id,
  parent,
  folder: shoes,
});

const found = (parent: ConnectionNode): SearchNode => ({
  kind: 'search',
  connectionId: parent.connection.id,
  parent,
  search: { id: '1', connectionId: parent.connection.id, text: 'tag:sale' },
});
const tag = (parent: ConnectionNode): TagNode => ({
  kind: 'tag',
  connectionId: parent.connection.id,
  parent,
  tag: 'sale',
  files: 1,
  twins: [],
});

function file(connectionId: string, name: string): RemoteFile {
  return { kind: 'file', id: `${connectionId} ${name}`, name, path: '', tags: [], derivedTags: [], facts: {} };
}

describe('all files of what was chosen', () => {
  const [a, b] = [root('a'), root('b')];
  const cases: readonly (readonly [string, readonly BranchNode[], 'folder' | 'below', readonly (readonly string[])[]])[] = [
    ['a whole library', [a], 'below', [['a hat', 'a boot']]],
    ['the top of a library', [a], 'folder', [['a hat']]],
    ['a folder', [folder(a)], 'folder', [['a boot']]],
    ['a search, to its end', [found(a)], 'folder', [['a s1', 'a s2']]],
    ['a tag, from the index', [tag(b)], 'folder', [['b t']]],
    ['several connections, side by side', [b, folder(a), a], 'below', [['b hat', 'b boot'], ['a boot'], ['a hat', 'a boot']]],
  ];
  for (const [what, nodes, reach, expected] of cases) {
    it(what, async () => {
      const { sources, sizes } = makeTree();
      const collected = await collectFiles(nodes, sources, { reach, signal: never });
      deepEqual([nodes.map(node => collected.get(node)?.map(({ id }) => id)), new Set(sizes)], [expected, new Set(['largest'])]);
    });
  }

  it('counts the files of all connections together', async () => {
    const counts: number[] = [];
    await collectFiles([a, b], makeTree().sources, { reach: 'below', signal: never, onProgress: count => counts.push(count) });
    deepEqual(counts.at(-1), 4);
  });

  it('is not less than all: one connection that fails ends the others', async () => {
    const { sources, signals } = makeTree('a');
    await rejects(collectFiles([b, a], sources, { reach: 'below', signal: never }), { message: 'no a' });
    deepEqual(new Set(signals.map(({ aborted }) => aborted)), new Set([true]));
  });
});

/** Each connection has a file at its root and one in the folder of shoes. */
function makeTree(failing?: string) {
  const sizes: unknown[] = [];
  const signals: AbortSignal[] = [];
  const tree = {
    concurrency: () => Promise.resolve(2),
    list: async (connectionId: string, at: Folder | undefined, _cursor: unknown, signal: AbortSignal, size: unknown) => {
      sizes.push(size);
      signals.push(signal);
      await new Promise(setImmediate);
      if (connectionId === failing) throw new Error(`no ${connectionId}`);
      const name = at === undefined ? 'hat' : 'boot';
      return { items: at === undefined ? [file(connectionId, name), shoes] : [file(connectionId, name)] };
    },
    found: (node: SearchNode, cursor: string | undefined) => {
      sizes.push('largest');
      const { connectionId } = node;
      const page =
        cursor === undefined ? { items: [file(connectionId, 's1')], next: '1' } : { items: [file(connectionId, 's2')] };
      return Promise.resolve(page);
    },
  };
  const tagged = ({ connectionId }: TagNode) => {
    sizes.push('largest');
    return Promise.resolve([file(connectionId, 't')]);
  };
  return { sources: { tree, tagged }, sizes, signals };
}
