import { deepEqual } from 'node:assert/strict';
import type { LibraryIndex } from '../../../../src/app/tagIndex/libraryIndex';
import { TagIndex } from '../../../../src/app/tagIndex/tagIndex';
import { type TagsNode, TagsTree } from '../../../../src/app/tagIndex/tagsTree';
import { tagDescription, tagLabel } from '../../../../src/app/text/search/tagsViewText';
import type { Connection } from '../../../../src/core/service/connection';
import { Emitter } from '../../../../src/core/model/emitter';
import { VirtualClock } from '../../../support/virtualClock';

const connection: Connection = { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' };

function indexOf(files: Readonly<Record<string, readonly string[]>>): TagIndex {
  const index = new TagIndex();
  for (const [path, tags] of Object.entries(files))
    index.put({ kind: 'file', id: path, name: path.slice(path.lastIndexOf('/') + 1), path, tags, derivedTags: [], facts: {} });
  return index;
}

/** An index in this state; what is asked of it is written down. */
function open(opened: TagIndex | undefined, state: LibraryIndex['status']['state'], refreshedAt = 0) {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const changes = new Emitter<string>();
  const work = (kind: string) => () => {
    asked.push(kind);
    return Promise.resolve();
  };
  const index = {
    open: () => Promise.resolve(opened),
    opened,
    status: { state, files: opened?.size ?? 0, ...(opened && { refreshedAt }) },
    build: work('build'),
    refresh: work('refresh'),
  };
  const tree = new TagsTree({
    connections: { all: [connection], find: () => connection, onDidChange: () => ({ dispose: () => undefined }) },
    indexes: { of: () => index as unknown as LibraryIndex, onDidChange: listener => changes.add(listener) },
    clock,
  });
  const told: (readonly TagsNode[] | undefined)[] = [];
  tree.onDidChange(nodes => told.push(nodes));
  return { tree, asked, changes, clock, told };
}

async function shown(tree: TagsTree, node?: TagsNode): Promise<readonly string[]> {
  return (await tree.children(node)).map(one => {
    switch (one.kind) {
      case 'connection':
        return one.connection.name;
      case 'twins':
        return `twins ${one.groups}`;
      case 'tag':
        return `${tagLabel(one)} ${tagDescription(one)}`;
      case 'file':
        return one.file.path;
      case 'moreTags':
        return `more than ${one.shown}`;
    }
  });
}

const library = indexOf({
  '/b.jpg': ['sale', 'red'],
  '/a/a.jpg': ['sale', 'Zebra'],
  '/c.jpg': ['Sales'],
  '/d.jpg': ['sale '],
  '/e.jpg': [],
});

describe('the tree of tags', () => {
  it('shows twins, untagged files and tags by name, and what has them', async () => {
    const { tree } = open(library, 'ready');
    const [root] = await tree.children();
    const [twins, untagged, , , sale] = await tree.children(root);
    deepEqual(
      [
        await shown(tree),
        await shown(tree, root),
        await shown(tree, twins),
        await shown(tree, untagged),
        await shown(tree, sale),
      ],
      [
        ['demo'],
        [
          'twins 1',
          'Untagged 1',
          'red 1',
          'sale 2 · like "Sales", "sale "',
          '"sale " 1 · like "sale", "Sales"',
          'Sales 1 · like "sale", "sale "',
          'Zebra 1',
        ],
        ['sale 2 · like "Sales", "sale "', 'Sales 1 · like "sale", "sale "', '"sale " 1 · like "sale", "Sales"'],
        ['/e.jpg'],
        ['/d.jpg'],
      ],
    );
  });

  it('shows those with a text in them, or the most frequent first', async () => {
    const { tree, told } = open(library, 'ready');
    const [root] = await tree.children();
    tree.setFilter('SAL');
    const filtered = await shown(tree, root);
    tree.setFilter('');
    tree.setOrder('files');
    deepEqual(
      [filtered.map(one => one.split(' ')[0]), (await shown(tree, root)).slice(2, 4), told],
      [
        ['sale', '"sale', 'Sales'],
        ['sale 2 · like "Sales", "sale "', 'red 1'],
        [undefined, undefined, undefined],
      ],
    );
  });

  it('shows a thousand at once, and more when they are asked for', async () => {
    const many = indexOf(
      Object.fromEntries(Array.from({ length: 1_500 }, (_, number) => [`/${number}.jpg`, [`t${number}`, 'all']])),
    );
    const { tree, told } = open(many, 'ready');
    const [root] = await tree.children();
    const first = await tree.children(root);
    const more = first.at(-1);
    if (more?.kind === 'moreTags') tree.loadMore(more);
    const [all] = first;
    deepEqual(
      [first.length, (await shown(tree, root)).length, (await shown(tree, all)).at(-1), told],
      [1_001, 1_501, 'more than 1000', [[root]]],
    );
  });

  it('keeps the nodes of tags, with the counts of now', async () => {
    const index = indexOf({ '/a.jpg': ['a'] });
    const { tree } = open(index, 'ready');
    const [root] = await tree.children();
    const [before] = await tree.children(root);
    index.put({ kind: 'file', id: 'b', name: 'b', path: '/b', tags: ['a'], derivedTags: [], facts: {} });
    const [after] = await tree.children(root);
    deepEqual([before === after, await shown(tree, root)], [true, ['a 2']]);
  });

  it('is empty as long as there is no index, so that it can be told how to build one', async () => {
    const { tree } = open(undefined, 'absent');
    deepEqual(await tree.children(), []);
  });

  it('goes on with what was cut off, and brings up to date what is old', async () => {
    const partial = open(undefined, 'partial');
    const old = open(library, 'ready', -11 * 60_000);
    const fresh = open(library, 'ready', 0);
    for (const { tree } of [partial, old, fresh]) await tree.children();
    deepEqual([partial.asked, old.asked, fresh.asked], [['build'], ['refresh'], []]);
  });

  it('tells of changes together', async () => {
    const { tree, changes, clock, told } = open(library, 'ready');
    const [root] = await tree.children();
    for (let count = 0; count < 3; count++) changes.tell('c');
    await clock.sleep(1_000);
    deepEqual(told, [[root]]);
  });
});
