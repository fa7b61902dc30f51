import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Connection } from '../../../../src/core/service/connection';
import { Emitter } from '../../../../src/core/model/emitter';
import { ConnectionFault, Fault } from '../../../../src/core/model/fault';
import type { Folder, Page, RemoteFile } from '../../../../src/core/model/file';
import type { Limits, TagService } from '../../../../src/core/service/service';
import { KeptSearches } from '../../../../src/app/search/keptSearches';
import type { FoundPage, SearchPosition } from '../../../../src/app/search/fileSearch';
import { LibraryTree } from '../../../../src/app/library/libraryTree';
import { type LibraryNode, nodeId } from '../../../../src/app/library/libraryNode';
import { bulkLimits, MemoryService, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const connection: Connection = { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' };
const shoes: Folder = { kind: 'folder', id: 'shoes', name: 'shoes', path: '/shoes' };

/** A service with two files at the root, one a page, and one in the folder `shoes`. */
class Shop {
  failing: Fault | undefined;
  readonly tags = new Map<string, readonly string[]>([
    ['hat', ['wool', 'red']],
    ['scarf', ['wool']],
    ['boot', []],
  ]);
  private readonly memory = new MemoryService(this.tags);

  constructor(readonly limits: Limits) {}

  read(ids: readonly string[]): Promise<readonly RemoteFile[]> {
    return this.memory.read(ids);
  }

  list(folder?: Folder, cursor?: string): Promise<Page<Folder | RemoteFile>> {
    if (this.failing) return Promise.reject(this.failing);
    if (folder) return Promise.resolve({ items: [this.listed('boot')] });
    if (cursor === undefined) return Promise.resolve({ items: [shoes, this.listed('hat')], next: '2' });
    return Promise.resolve({ items: [this.listed('scarf')] });
  }

  listed(id: string): RemoteFile {
    const tags = this.limits.tagsInListing ? this.tags.get(id) : undefined;
    return { kind: 'file', id, name: id, path: `/${id}`, tags, derivedTags: [], facts: {} };
  }
}

function open(limits = bulkLimits) {
  const clock = new VirtualClock();
  const service = new Shop(limits);
  const changed = new Emitter<readonly string[]>();
  const connections = {
    all: [connection],
    find: () => connection,
    onDidChange: (listener: (ids: readonly string[]) => void) => ({ dispose: changed.add(listener) }),
  };
  const session = sessionOf(service as unknown as TagService, clock);
  const sessions = { of: () => Promise.resolve(session) };
  const searches = new KeptSearches({
    store: { read: () => [], write: () => Promise.resolve() },
    connections,
    newId: () => '1',
  });
  const find = (_: string, text: string, { cursor, pageSize }: SearchPosition): Promise<FoundPage> => {
    asked.push(`${text} ${cursor ?? ''} ${pageSize}`);
    const items = [...service.tags.keys()].map(id => service.listed(id));
    return Promise.resolve(cursor === undefined ? { items: items.slice(0, 2), next: '2' } : { items: items.slice(2) });
  };
  const asked: string[] = [];
  const library = new LibraryTree({ connections, sessions, timing: { clock, random: () => 0 }, searches, find });
  const fired: (readonly LibraryNode[] | undefined)[] = [];
  library.onDidChange(nodes => fired.push(nodes));
  return { library, service, fired, changed, searches, asked, root: library.root('c') };
}

function shown(nodes: readonly LibraryNode[]): readonly string[] {
  return nodes.map(node => {
    if (node.kind === 'folder') return `${node.folder.name}/`;
    if (node.kind === 'search') return `${node.search.text} ${node.found?.files ?? '?'}${node.found?.more ? '+' : ''}`;
    return node.kind === 'file' ? `${node.file.name}: ${node.file.tags?.join(' ') ?? '?'}` : node.kind;
  });
}

describe('searches in the library', () => {
  it('stand before folders, tell how many they found, and go', async () => {
    const { library, root, searches, fired, asked } = open();
    const search = library.searchNode(searches.add('c', ' tag:wool '));
    ok(search);
    const first = shown(await library.children(search));
    const counted = shown((await library.children(root)).slice(0, 2));
    await library.loadAll(search, new AbortController().signal, () => undefined);
    const all = [shown(await library.children(search)), shown((await library.children(root)).slice(0, 2))];
    deepEqual(
      [first, counted, all],
      [
        ['hat: wool red', 'scarf: wool', 'more'],
        ['tag:wool 2+', 'shoes/'],
        [
          ['hat: wool red', 'scarf: wool', 'boot: '],
          ['tag:wool 3', 'shoes/'],
        ],
      ],
    );
    await searches.close('1');
    deepEqual([shown(await library.children(root))[0], asked], ['shoes/', ['tag:wool  screen', 'tag:wool 2 largest']]);
    deepEqual(fired.filter(nodes => nodes?.[0] === root).length, 2);
  });

  it('show what a run has left, beside the folder that shows it too', async () => {
    const { library, root, searches } = open();
    const search = library.searchNode(searches.add('c', 'hat'));
    ok(search);
    const places = [root, search];
    for (const place of places) await library.children(place);
    library.applyTags('c', [{ id: 'hat', tags: ['new'] }]);
    const both = await Promise.all(places.map(place => library.children(place)));
    deepEqual(
      both.map(nodes => shown(nodes).filter(one => one.startsWith('hat:'))),
      [['hat: new'], ['hat: new']],
    );
    const ids = both.flat().map(nodeId);
    equal(new Set(ids).size, ids.length);
  });

  it('are loaded again with their connection', async () => {
    const { library, root, searches, asked } = open();
    const search = library.searchNode(searches.add('c', 'hat'));
    ok(search);
    await library.children(search);
    library.refresh(root);
    await library.children(search);
    deepEqual(asked, ['hat  screen', 'hat  screen']);
  });
});

describe('the library', () => {
  it('shows connections, folders and files, page by page', async () => {
    const { library, root, fired } = open();
    deepEqual(await library.children(), [root]);
    deepEqual(shown(await library.children(root)), ['shoes/', 'hat: wool red', 'more']);
    library.loadMore(root);
    deepEqual(fired, [[root]]);
    deepEqual(shown(await library.children(root)), ['shoes/', 'hat: wool red', 'scarf: wool']);
    const [folder] = await library.children(root);
    deepEqual(shown(await library.children(folder)), ['boot: ']);
  });

  it('keeps its nodes when it is refreshed', async () => {
    const { library, service, root } = open();
    const before = await library.children(root);
    service.tags.set('hat', ['straw']);
    library.refresh(root);
    const after = await library.children(root);
    deepEqual(shown(after), ['shoes/', 'hat: straw', 'more']);
    deepEqual([after[0] === before[0], after[1] === before[1]], [true, true]);
  });

  it('shows new tags of a file in its place, and redraws nothing else', async () => {
    const { library, root, fired } = open();
    const [, hat] = await library.children(root);
    library.applyTags('c', [
      { id: 'hat', tags: ['felt'] },
      { id: 'boot', tags: ['leather'] },
    ]);
    deepEqual(shown(await library.children(root)), ['shoes/', 'hat: felt', 'more']);
    deepEqual(fired, [[hat]]);
    deepEqual(
      [...library.tagsSeen('c')],
      [
        ['felt', 1],
        ['leather', 1],
      ],
    );
  });

  it('says in the tree what could not be loaded, and mends it', async () => {
    const { library, service, root } = open();
    service.failing = new Fault('forbidden', { status: 403 });
    const [fault] = await library.children(root);
    ok(fault?.kind === 'fault' && fault.error instanceof ConnectionFault);
    equal(fault.error.connection, connection);
    service.failing = undefined;
    library.loadMore(root);
    deepEqual(shown(await library.children(root)), ['shoes/', 'hat: wool red', 'more']);
  });

  it('forgets what it knew of a connection that changed', async () => {
    const { library, service, root, changed, fired } = open();
    await library.children(root);
    service.tags.set('hat', []);
    changed.tell(['c']);
    deepEqual(fired, [undefined]);
    deepEqual([...library.tagsSeen('c')], []);
    deepEqual(shown(await library.children(library.root('c'))), ['shoes/', 'hat: ', 'more']);
  });

  it('reads tags that a listing does not have, and draws each file as its tags come', async () => {
    const { library, root, fired } = open(singleLimits);
    deepEqual(shown(await library.children(root)), ['shoes/', 'hat: ?', 'more']);
    while (fired.length === 0) await new Promise(setImmediate);
    const nodes = await library.children(root);
    deepEqual(shown(nodes), ['shoes/', 'hat: wool red', 'more']);
    deepEqual(fired, [[nodes[1]]]);
  });

  it('draws a folder anew, with all below, when it got tags of its own', async () => {
    const { library, root, fired } = open();
    const [folder] = await library.children(root);
    library.applyTags('c', [{ id: 'shoes', tags: ['season'] }]);
    deepEqual(fired, [[folder]]);
  });

  it('shows what a run has left, and nothing anew of files whose tags are not known', async () => {
    const { library, root, fired } = open();
    const [, hat] = await library.children(root);
    library.applyOutcomes('c', [
      { id: 'hat', outcome: 'unknown', before: [] },
      { id: 'boot', outcome: 'missing' },
    ]);
    deepEqual(fired, []);
    library.applyOutcomes('c', [{ id: 'hat', outcome: 'changed', before: [], after: ['sale'] }]);
    deepEqual([fired, shown(await library.children(root))], [[[hat]], ['shoes/', 'hat: sale', 'more']]);
  });
});
