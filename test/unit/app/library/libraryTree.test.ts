import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Connection } from '../../../../src/core/model/connection';
import { Emitter } from '../../../../src/core/model/emitter';
import { Fault } from '../../../../src/core/model/fault';
import type { Folder, Page, RemoteFile } from '../../../../src/core/model/file';
import type { Limits, TagService } from '../../../../src/core/model/service';
import { ConnectionFault } from '../../../../src/app/connections/connectionFault';
import { LibraryTree } from '../../../../src/app/library/libraryTree';
import type { LibraryNode } from '../../../../src/app/library/libraryNode';
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

  private listed(id: string): RemoteFile {
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
  const library = new LibraryTree({ connections, sessions, timing: { clock, random: () => 0 } });
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

  it('reads tags that a listing does not carry, and draws each file as its tags come', async () => {
    const { library, root, fired } = open(singleLimits);
    deepEqual(shown(await library.children(root)), ['shoes/', 'hat: ?', 'more']);
    while (fired.length === 0) await new Promise(setImmediate);
    const nodes = await library.children(root);
    deepEqual(shown(nodes), ['shoes/', 'hat: wool red', 'more']);
    deepEqual(fired, [[nodes[1]]]);
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
