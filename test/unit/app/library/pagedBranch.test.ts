import assert from 'node:assert/strict';
import { Fault } from '../../../../src/core/model/fault';
import type { Folder, Page, RemoteFile } from '../../../../src/core/model/file';
import { PagedBranch } from '../../../../src/app/library/pagedBranch';
import type { ConnectionNode, FileNode, FolderNode, LibraryNode } from '../../../../src/app/library/libraryNode';

type Items = Page<Folder | RemoteFile>;
const parent: ConnectionNode = {
  kind: 'connection',
  connection: { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://api.imagekit.io' },
};

/** A branch whose loads wait until the test answers them. */
function make() {
  const nodes = new Map<string, FolderNode | FileNode>();
  const asked: {
    cursor: string | undefined;
    signal: AbortSignal;
    answer: (page: Items) => void;
    fail: (error: Error) => void;
  }[] = [];
  const branch = new PagedBranch(parent, {
    load: (cursor, signal) => new Promise((answer, fail) => asked.push({ cursor, signal, answer, fail })),
    nodeOf: item => {
      const node: FolderNode | FileNode =
        nodes.get(item.id) ??
        (item.kind === 'folder'
          ? { kind: 'folder', connectionId: 'c', parent, folder: item }
          : { kind: 'file', connectionId: 'c', parent, file: item });
      nodes.set(item.id, node);
      return node;
    },
  });
  return { branch, asked };
}

function page(names: readonly string[], next?: string): Items {
  const items = names.map((name): Folder | RemoteFile =>
    name.endsWith('/')
      ? { kind: 'folder', id: name, name, path: `/${name}` }
      : { kind: 'file', id: name, name, path: `/${name}`, tags: [], derivedTags: [], facts: {} },
  );
  return { items, ...(next === undefined ? {} : { next }) };
}

function names(nodes: readonly LibraryNode[]): readonly string[] {
  return nodes.map(node => (node.kind === 'file' ? node.file.name : node.kind === 'folder' ? node.folder.name : node.kind));
}

const turn = () => new Promise(setImmediate);

describe('a branch of the library', () => {
  it('loads a page when it is opened, folders first', async () => {
    const { branch, asked } = make();
    const children = branch.children();
    asked[0]?.answer(page(['a', 'b/', 'c']));
    assert.deepEqual(names(await children), ['b/', 'a', 'c']);
    assert.deepEqual(names(await branch.children()), ['b/', 'a', 'c']);
    assert.equal(asked.length, 1);
  });

  it('loads one page more when asked, and shows a file that moved between pages once', async () => {
    const { branch, asked } = make();
    const first = branch.children();
    asked[0]?.answer(page(['a', 'b'], '2'));
    assert.deepEqual(names(await first), ['a', 'b', 'more']);
    branch.loadMore();
    const second = branch.children();
    assert.equal(asked[1]?.cursor, '2');
    asked[1].answer(page(['b', 'c/', 'd']));
    assert.deepEqual(names(await second), ['a', 'b', 'c/', 'd']);
  });

  it('shows a failure as a child, and what was there before it', async () => {
    const { branch, asked } = make();
    const first = branch.children();
    asked[0]?.answer(page(['a'], '2'));
    await first;
    branch.loadMore();
    const failed = branch.children();
    asked[1]?.fail(new Fault('timeout'));
    assert.deepEqual(names(await failed), ['a', 'fault']);
    branch.loadMore();
    const mended = branch.children();
    assert.equal(asked[2]?.cursor, '2');
    asked[2].answer(page(['b']));
    assert.deepEqual(names(await mended), ['a', 'b']);
  });

  it('loads again as many pages as it had, with the same nodes', async () => {
    const { branch, asked } = make();
    const first = branch.children();
    asked[0]?.answer(page(['a'], '2'));
    const [node] = await first;
    branch.loadMore();
    asked[1]?.answer(page(['b'], '3'));
    await branch.children();
    branch.reload();
    const again = branch.children();
    asked[2]?.answer(page(['a'], '2'));
    await turn();
    asked[3]?.answer(page(['c'], '3'));
    const nodes = await again;
    assert.deepEqual(names(nodes), ['a', 'c', 'more']);
    assert.equal(nodes[0], node);
  });

  it('drops a late answer', async () => {
    const { branch, asked } = make();
    const waiting = branch.children();
    branch.reload();
    asked[1]?.answer(page(['new']));
    await turn();
    asked[0]?.answer(page(['old']));
    assert.deepEqual(names(await waiting), ['new']);
    assert.equal(asked[0]?.signal.aborted, true);
    assert.deepEqual(names(await branch.children()), ['new']);
  });

  it('does not load the same page over and over', async () => {
    const { branch, asked } = make();
    const all = branch.loadAll(new AbortController().signal, () => undefined);
    for (const next of ['1', '2']) {
      await turn();
      asked.at(-1)?.answer(page(['a', 'b'], next));
    }
    await all;
    assert.deepEqual([asked.length, names(await branch.children())], [2, ['a', 'b', 'fault']]);
  });
});
