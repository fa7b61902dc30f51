import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import type { Connection } from '../../../src/core/model/connection';
import { Fault } from '../../../src/core/model/fault';
import type { Folder, Page, RemoteFile } from '../../../src/core/model/file';
import type { Limits, TagService } from '../../../src/core/model/service';
import type { Connections } from '../../../src/storage/connections';
import type { Sessions } from '../../../src/storage/sessions';
import { ConnectionFault } from '../../../src/ui/connectionFault';
import { Library } from '../../../src/ui/library/library';
import type { BranchNode, LibraryNode } from '../../../src/ui/library/node';
import { bulkLimits, MemoryService, sessionOf, singleLimits } from '../../support/memoryService';
import { VirtualClock } from '../../support/virtualClock';

const connection: Connection = { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' };
const never = new AbortController().signal;
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

  private listed(id: string): RemoteFile {
    const tags = this.limits.tagsInListing ? this.tags.get(id) : undefined;
    return { kind: 'file', id, name: id, path: `/${id}`, tags, derivedTags: [], facts: {} };
  }
}

function open(limits = bulkLimits) {
  const clock = new VirtualClock();
  const service = new Shop(limits);
  const changed = new EventEmitter<readonly string[]>();
  const connections = { all: [connection], find: () => connection, onDidChange: changed.event } as unknown as Connections;
  const session = sessionOf(service as unknown as TagService, clock);
  const sessions = { of: () => Promise.resolve(session) } as unknown as Sessions;
  const library = new Library({ connections, sessions, patience: { clock, random: () => 0 } });
  const fired: (readonly LibraryNode[] | undefined)[] = [];
  library.onDidChange(nodes => fired.push(nodes));
  return { library, service, fired, changed, root: library.root('c') };
}

function shown(nodes: readonly LibraryNode[]): readonly string[] {
  return nodes.map(node => {
    if (node.kind === 'folder') return `${node.folder.name}/`;
    return node.kind === 'file' ? `${node.file.name}: ${node.file.tags?.join(' ') ?? '?'}` : node.kind;
  });
}

describe('the library', () => {
  it('shows connections, folders and files, page by page', async () => {
    const { library, root, fired } = open();
    assert.deepEqual(await library.children(), [root]);
    assert.deepEqual(shown(await library.children(root)), ['shoes/', 'hat: wool red', 'more']);
    library.loadMore(root);
    assert.deepEqual(fired, [[root]]);
    assert.deepEqual(shown(await library.children(root)), ['shoes/', 'hat: wool red', 'scarf: wool']);
    const [folder] = await library.children(root);
    assert.deepEqual(shown(await library.children(folder)), ['boot: ']);
  });

  it('keeps its nodes when it is refreshed', async () => {
    const { library, service, root } = open();
    const before = await library.children(root);
    service.tags.set('hat', ['straw']);
    library.refresh(root);
    const after = await library.children(root);
    assert.deepEqual(shown(after), ['shoes/', 'hat: straw', 'more']);
    assert.deepEqual([after[0] === before[0], after[1] === before[1]], [true, true]);
  });

  it('shows new tags of a file in its place, and redraws nothing else', async () => {
    const { library, root, fired } = open();
    const [, hat] = await library.children(root);
    library.apply('c', [
      { id: 'hat', tags: ['felt'] },
      { id: 'boot', tags: ['leather'] },
    ]);
    assert.deepEqual(shown(await library.children(root)), ['shoes/', 'hat: felt', 'more']);
    assert.deepEqual(fired, [[hat]]);
    assert.deepEqual(
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
    assert.ok(fault?.kind === 'fault' && fault.error instanceof ConnectionFault);
    assert.equal(fault.error.connection, connection);
    service.failing = undefined;
    library.loadMore(root);
    assert.deepEqual(shown(await library.children(root)), ['shoes/', 'hat: wool red', 'more']);
  });

  it('forgets what it knew of a connection that changed', async () => {
    const { library, service, root, changed, fired } = open();
    await library.children(root);
    service.tags.set('hat', []);
    changed.fire(['c']);
    assert.deepEqual(fired, [undefined]);
    assert.deepEqual([...library.tagsSeen('c')], []);
    assert.deepEqual(shown(await library.children(library.root('c'))), ['shoes/', 'hat: ', 'more']);
  });

  it('reads tags that a listing does not carry, and draws each file as its tags come', async () => {
    const { library, root, fired } = open(singleLimits);
    assert.deepEqual(shown(await library.children(root)), ['shoes/', 'hat: ?', 'more']);
    while (fired.length === 0) await new Promise(setImmediate);
    const nodes = await library.children(root);
    assert.deepEqual(shown(nodes), ['shoes/', 'hat: wool red', 'more']);
    assert.deepEqual(fired, [[nodes[1]]]);
  });

  it('names no file of a folder that can not be read to its end', async () => {
    const { library, service, root } = open();
    await library.children(root);
    service.failing = new Fault('unauthorized', { status: 401 });
    await assert.rejects(
      idsOf(library, root, { below: false }),
      error => error instanceof ConnectionFault && error.connection === connection && error.fault === service.failing,
    );
  });

  const reaches: readonly [boolean, readonly string[]][] = [
    [false, ['hat', 'scarf']],
    [true, ['hat', 'scarf', 'boot']],
  ];
  for (const [below, expected] of reaches) {
    it(`names all files ${below ? 'in and below' : 'in'} a folder, shown or not`, async () => {
      const { library, root } = open();
      assert.deepEqual(await idsOf(library, root, { below }), expected);
    });
  }
});

async function idsOf(library: Library, node: BranchNode, reach: { readonly below: boolean }): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const file of library.filesOf(node, reach, never)) ids.push(file.id);
  return ids;
}
