import { deepEqual } from 'node:assert/strict';
import { decodeIndex } from '../../../../src/app/tagIndex/indexFormat';
import { type IndexStore, LibraryIndex } from '../../../../src/app/tagIndex/libraryIndex';
import { TagIndexes } from '../../../../src/app/tagIndex/tagIndexes';
import type { Connection } from '../../../../src/core/service/connection';
import { Emitter } from '../../../../src/core/model/emitter';
import { Fault } from '../../../../src/core/model/fault';
import type { Folder, Page, RemoteFile } from '../../../../src/core/model/file';
import type { FileOutcome } from '../../../../src/core/model/ledger';
import type { Limits, SearchQuery, TagService } from '../../../../src/core/service/service';
import { bulkLimits, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const searching: Limits = { ...bulkLimits, searches: { ...bulkLimits.searches, shows: ['tags', 'path', 'updatedAt'] } };
const folderOf = (path: string): Folder => ({ kind: 'folder', id: path, name: path.slice(1), path });

/** Seven files in two folders, two on a page; a folder shows itself within itself. What is asked of it is written down. */
class Shop {
  readonly asked: string[] = [];
  readonly files = new Map<string, RemoteFile>();
  failAt: number | undefined;

  constructor(readonly limits: Limits) {
    for (const [number, name] of ['a', 'b', 'c', 'd', 'e', 'f', 'g'].entries()) this.put(name, [name], `2026-01-0${number + 1}`);
  }

  put(name: string, tags: readonly string[], day: string): void {
    const path = name < 'e' ? `/${name}.jpg` : `/below/${name}.jpg`;
    const facts = { updatedAt: `${day}T00:00:00.000Z` };
    this.files.set(name, { kind: 'file', id: name, name: `${name}.jpg`, path, tags, derivedTags: [], facts });
  }

  search(query: SearchQuery, cursor: string | undefined): Promise<Page<RemoteFile>> {
    const since = query.changedSince;
    const found = [...this.files.values()].filter(({ facts }) => since === undefined || (facts.updatedAt ?? '') >= since);
    return this.answer(`search ${since ?? 'all'} ${cursor ?? ''}`, () => pageOf(found, cursor));
  }

  list(folder: Folder | undefined, cursor: string | undefined): Promise<Page<Folder | RemoteFile>> {
    const inside = [...this.files.values()].filter(({ path }) => path.startsWith('/below/') === (folder !== undefined));
    const items = [
      folderOf('/below'),
      ...inside.map(file => ({ ...file, tags: this.limits.tagsInListing ? file.tags : undefined })),
    ];
    return this.answer(`list ${folder?.path ?? '/'} ${cursor ?? ''}`, () => pageOf(items, cursor));
  }

  read(ids: readonly string[]): Promise<readonly RemoteFile[]> {
    return this.answer(`read ${ids.join()}`, () => ids.flatMap(id => this.files.get(id) ?? []));
  }

  private answer<Answer>(line: string, make: () => Answer): Promise<Answer> {
    this.asked.push(line.trim());
    if (this.asked.length === this.failAt) return Promise.reject(new Fault('forbidden', { status: 403 }));
    return Promise.resolve(make());
  }
}

function pageOf<Item>(items: readonly Item[], cursor = '0'): Page<Item> {
  const from = Number(cursor);
  return { items: items.slice(from, from + 2), ...(from + 2 < items.length && { next: String(from + 2) }) };
}

class MemoryStore implements IndexStore {
  readonly kept = new Map<string, Uint8Array>();
  writes = 0;
  read = (id: string) => Promise.resolve(this.kept.get(id));
  write(id: string, bytes: Uint8Array): Promise<void> {
    this.writes++;
    this.kept.set(id, bytes);
    return Promise.resolve();
  }
  remove(id: string): Promise<void> {
    this.kept.delete(id);
    return Promise.resolve();
  }
}

function open(limits: Limits, store = new MemoryStore(), account = 'account') {
  const clock = new VirtualClock();
  const shop = new Shop(limits);
  const session = { ...sessionOf(shop as unknown as TagService, clock), account };
  const errors: unknown[] = [];
  const library = new LibraryIndex({
    connectionId: 'c',
    open: () => Promise.resolve(session),
    store,
    timing: { clock, random: () => 0 },
    onStoreError: error => errors.push(error),
  });
  return { clock, shop, session, library, store, errors };
}

const tagsIn = (library: LibraryIndex) =>
  (library.opened?.vocabulary.matching('') ?? []).map(({ tag, files }) => `${tag} ${files}`).sort();

const outcome = (id: string, after: readonly string[] | undefined, rest: Partial<FileOutcome> = {}): FileOutcome => ({
  id,
  outcome: 'changed',
  ...(after && { after }),
  ...rest,
});

describe('the index of a library', () => {
  it('is built by a search for everything, page by page', async () => {
    const { library, shop, store } = open(searching);
    const before = library.status;
    await library.open();
    const read = library.status;
    await library.build();
    deepEqual(
      [before, read, library.status, tagsIn(library), shop.asked, [...store.kept.keys()]],
      [
        { state: 'unread', files: 0 },
        { state: 'absent', files: 0 },
        { state: 'ready', files: 7, refreshedAt: 0 },
        ['a 1', 'b 1', 'c 1', 'd 1', 'e 1', 'f 1', 'g 1'],
        ['search all', 'search all 2', 'search all 4', 'search all 6'],
        ['c'],
      ],
    );
  });

  it('is built folder by folder where no search finds everything, and reads tags that no listing shows', async () => {
    const { library, shop } = open(singleLimits);
    await library.build();
    deepEqual(
      [
        tagsIn(library).length,
        shop.asked.filter(line => line.startsWith('list')),
        shop.asked.filter(line => line.startsWith('read')).sort(),
      ],
      [
        7,
        ['list /', 'list / 2', 'list / 4', 'list /below', 'list /below 2'],
        ['read a', 'read b', 'read c', 'read d', 'read e', 'read f', 'read g'],
      ],
    );
  });

  for (const [name, limits] of [
    ['a search', searching],
    ['a walk through folders', singleLimits],
  ] as const) {
    it(`goes on where ${name} was cut off, in another session too`, async () => {
      const whole = open(limits);
      await whole.library.build();
      const first = open(limits);
      first.shop.failAt = 3;
      await first.library.build();
      const second = open(limits, first.store);
      await second.library.open();
      const between = [first.library.status.fault?.code, second.library.status.state, second.library.opened];
      await second.library.build();
      deepEqual(between, ['forbidden', 'partial', undefined]);
      deepEqual([tagsIn(second.library), second.library.status.state], [tagsIn(whole.library), 'ready']);
      // nothing was asked twice but what was not answered, with the rest of its page
      const twice = second.shop.asked.filter(line => first.shop.asked.slice(0, 2).includes(line));
      deepEqual([twice.length <= 1, second.shop.asked[0] === whole.shop.asked[0]], [true, false]);
    });
  }

  it('learns what a run has left, and believes that rather than a listing', async () => {
    const { library, shop, store, clock } = open(searching);
    await library.build();
    const writes = store.writes;
    library.applyOutcomes([
      outcome('a', ['new'], { before: ['old'] }),
      outcome('b', undefined, { outcome: 'missing' }),
      outcome('x', ['x'], { path: '/x.jpg' }),
    ]);
    library.applyOutcomes([outcome('c', undefined, { outcome: 'failed' }), outcome('y', ['y'])]);
    const afterRun = tagsIn(library);
    await clock.sleep(10_000);
    const kept = decodeIndex(store.kept.get('c') ?? new Uint8Array()).content.tags;
    shop.put('a', ['old'], '2026-02-01');
    await library.refresh();
    deepEqual(
      [afterRun, [...kept].sort(), store.writes - writes, tagsIn(library)],
      [
        ['c 1', 'd 1', 'e 1', 'f 1', 'g 1', 'new 1', 'x 1'],
        ['c', 'd', 'e', 'f', 'g', 'new', 'x'],
        // the two calls together, and the refreshing
        2,
        ['c 1', 'd 1', 'e 1', 'f 1', 'g 1', 'new 1', 'x 1'],
      ],
    );
  });

  it('keeps what a run has left before it was read', async () => {
    const { library, store } = open(searching);
    await library.build();
    const later = open(searching, store);
    later.library.applyOutcomes([outcome('a', ['new'])]);
    await later.library.open();
    deepEqual(tagsIn(later.library).includes('new 1'), true);
  });

  it('asks what has changed by the service’s own clock, with some time before it', async () => {
    const { library, shop, clock } = open(searching);
    await library.build();
    shop.put('b', ['B'], '2026-01-08');
    shop.put('h', ['h'], '2026-01-09');
    shop.asked.length = 0;
    await clock.sleep(60_000);
    await library.refresh();
    deepEqual(
      [shop.asked, tagsIn(library), library.status],
      [
        ['search 2026-01-06T23:55:00.000Z', 'search 2026-01-06T23:55:00.000Z 2'],
        ['B 1', 'a 1', 'c 1', 'd 1', 'e 1', 'f 1', 'g 1', 'h 1'],
        { state: 'ready', files: 8, refreshedAt: 60_000 },
      ],
    );
  });

  it('asks nothing of a service that can’t tell what has changed', async () => {
    const { library, shop } = open(singleLimits);
    await library.build();
    shop.asked.length = 0;
    await library.refresh();
    deepEqual([shop.asked, library.status.state], [[], 'ready']);
  });

  it('serves the old one while a new one is built', async () => {
    const { library, shop } = open(searching);
    await library.build();
    shop.put('a', ['A'], '2026-01-01');
    shop.failAt = shop.asked.length + 3;
    await library.build();
    const cutOff = [tagsIn(library).includes('a 1'), library.status.state];
    await library.build();
    deepEqual(
      [cutOff, tagsIn(library).includes('A 1'), library.status],
      [[true, 'ready'], true, { state: 'ready', files: 7, refreshedAt: 0 }],
    );
  });

  it('is not taken for another account’s, and damage is no index', async () => {
    const { library, store } = open(searching);
    await library.build();
    const other = open(searching, store, 'another');
    const damaged = open(searching, new MemoryStore());
    damaged.store.kept.set('c', Uint8Array.of(1, 2, 3));
    await other.library.open();
    await damaged.library.open();
    deepEqual([other.library.status.state, damaged.library.status.state], ['absent', 'absent']);
  });

  it('tells that it could not be kept, and works on', async () => {
    const { library, store, errors } = open(searching);
    store.write = () => Promise.reject(new Error('ENOSPC'));
    await library.build();
    deepEqual([errors.map(String), library.status.state], [['Error: ENOSPC'], 'ready']);
  });
});

describe('the indexes of all connections', () => {
  it('go with their connections', async () => {
    const { clock, session, store } = open(searching);
    const changed = new Emitter<readonly string[]>();
    const list = { all: [session.connection] as Connection[], find: () => session.connection };
    const connections = {
      ...list,
      onDidChange: (listener: (ids: readonly string[]) => void) => ({ dispose: changed.add(listener) }),
    };
    const id = session.connection.id;
    const sessions = { of: () => Promise.resolve(session) };
    const indexes = new TagIndexes({
      connections,
      sessions,
      store,
      timing: { clock, random: () => 0 },
      onStoreError: () => undefined,
    });
    await indexes.of(id).build();
    const built = [indexes.status(id).state, store.kept.has(id)];
    changed.tell([id]);
    await clock.sleep(1);
    await indexes.of(id).open();
    const changedOnly = [indexes.status(id).state, store.kept.has(id)];
    connections.all.pop();
    changed.tell([id]);
    await clock.sleep(1);
    deepEqual([built, changedOnly, store.kept.has(id)], [['ready', true], ['ready', true], false]);
  });
});
