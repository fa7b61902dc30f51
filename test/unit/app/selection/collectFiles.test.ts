import { deepEqual, rejects } from 'node:assert/strict';
import { collectFiles } from '../../../../src/app/selection/collectFiles';
import type { BranchNode, ConnectionNode, FolderNode } from '../../../../src/app/library/libraryNode';
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

describe('all files of what was chosen', () => {
  const [a, b] = [root('a'), root('b')];
  const cases: readonly (readonly [string, readonly BranchNode[], 'folder' | 'below', readonly (readonly string[])[]])[] = [
    ['a connection is its whole library', [a], 'folder', [['a hat', 'a boot']]],
    ['a folder', [folder(a)], 'folder', [['a boot']]],
    ['several connections, side by side', [b, folder(a), a], 'below', [['b hat', 'b boot'], ['a boot'], ['a hat', 'a boot']]],
  ];
  for (const [what, nodes, reach, expected] of cases) {
    it(what, async () => {
      const { tree, sizes } = makeTree();
      const found = await collectFiles(nodes, tree, { reach, signal: never });
      deepEqual([nodes.map(node => found.get(node)?.map(({ id }) => id)), new Set(sizes)], [expected, new Set(['largest'])]);
    });
  }

  it('counts the files of all connections together', async () => {
    const counts: number[] = [];
    await collectFiles([a, b], makeTree().tree, { reach: 'below', signal: never, onProgress: count => counts.push(count) });
    deepEqual(counts.at(-1), 4);
  });

  it('is not less than all: one connection that fails ends the others', async () => {
    const { tree, signals } = makeTree('a');
    await rejects(collectFiles([b, a], tree, { reach: 'below', signal: never }), { message: 'no a' });
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
      const file: RemoteFile = {
        kind: 'file',
        id: `${connectionId} ${name}`,
        name,
        path: '',
        tags: [],
        derivedTags: [],
        facts: {},
      };
      return { items: at === undefined ? [file, shoes] : [file] };
    },
  };
  return { tree, sizes, signals };
}
