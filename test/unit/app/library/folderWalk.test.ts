import { deepEqual, rejects } from 'node:assert/strict';
import { Fault } from '../../../../src/core/model/fault';
import type { Folder, RemoteFile } from '../../../../src/core/model/file';
import { type WalkStart, walkFolders } from '../../../../src/app/library/folderWalk';
import { samePage } from '../../../../src/app/library/pagedBranch';

const folder = (path: string): Folder => ({ kind: 'folder', id: path, name: path, path });
const file = (id: string): RemoteFile => ({ kind: 'file', id, name: id, path: id, tags: [], derivedTags: [], facts: {} });

/** Folders with their pages; a name that ends in a slash is a folder's. */
const library: Readonly<Record<string, readonly (readonly string[])[]>> = {
  root: [['a/', 'one'], ['two']],
  'a/': [['b/', 'three'], ['c/', 'a/'], ['four']],
  'b/': [['five']],
  'c/': [['b/', 'six']],
};

describe('a walk through folders', () => {
  const cases: readonly (readonly [string, readonly WalkStart[], readonly string[], number])[] = [
    ['of the root alone', [{ folder: undefined, reach: 'folder' }], ['one two'], 2],
    ['of the root and all below', [{ folder: undefined, reach: 'below' }], ['one two three four five six'], 7],
    ['of a folder alone', [{ folder: folder('a/'), reach: 'folder' }], ['three four'], 3],
    [
      'of folders that lie in each other, each read once',
      [
        { folder: folder('b/'), reach: 'folder' },
        { folder: folder('a/'), reach: 'below' },
        { folder: folder('c/'), reach: 'below' },
      ],
      ['five', 'three four five six', 'six five'],
      5,
    ],
    ['of nothing', [], [], 0],
  ];
  for (const width of [1, 3]) {
    for (const [what, starts, expected, requests] of cases) {
      it(`${what}, ${width} at a time`, async () => {
        const walk = makeWalk(width);
        const found = await walkFolders(starts, walk.options);
        deepEqual(
          [found.map(files => files.map(({ id }) => id).join(' ')), walk.requests, walk.most <= width],
          [expected, requests, true],
        );
      });
    }
  }

  it('goes side by side, as far as it may', async () => {
    const walk = makeWalk(3);
    await walkFolders(
      [
        { folder: folder('a/'), reach: 'below' },
        { folder: undefined, reach: 'below' },
      ],
      walk.options,
    );
    deepEqual([walk.most, walk.progress.at(-1)], [3, 6]);
  });

  it('ends where a service shows the same page over and over, and promises more', async () => {
    let requests = 0;
    const list = () => {
      requests++;
      return Promise.resolve({ items: [file('one'), file('two')], next: String(requests) });
    };
    const signal = new AbortController().signal;
    await rejects(walkFolders([{ folder: undefined, reach: 'below' }], { list, width: 2, signal }), samePage());
    deepEqual(requests, 2);
  });

  it('ends with the first folder that can not be read, and sends no more', async () => {
    const fault = new Fault('timeout');
    const walk = makeWalk(2, path => (path === 'b/' ? fault : undefined));
    await rejects(walkFolders([{ folder: undefined, reach: 'below' }], walk.options), fault);
    const { requests } = walk;
    await new Promise(setImmediate);
    deepEqual([walk.requests, walk.signals.every(({ aborted }) => aborted)], [requests, true]);
  });

  it('ends when it is called off', async () => {
    const controller = new AbortController();
    const walk = makeWalk(2, () => {
      controller.abort();
      return undefined;
    });
    await rejects(walkFolders([{ folder: undefined, reach: 'below' }], { ...walk.options, signal: controller.signal }), {
      name: 'AbortError',
    });
  });
});

function makeWalk(width: number, failing: (path: string) => Fault | undefined = () => undefined) {
  const walk = { requests: 0, most: 0, running: 0, progress: [] as number[], signals: [] as AbortSignal[] };
  const list = async (at: Folder | undefined, cursor: string | undefined, signal: AbortSignal) => {
    walk.requests++;
    walk.signals.push(signal);
    walk.most = Math.max(walk.most, ++walk.running);
    await new Promise(setImmediate);
    walk.running--;
    const fault = failing(at?.id ?? 'root');
    if (fault) throw fault;
    const pages = library[at?.id ?? 'root'] ?? [];
    const page = Number(cursor ?? 0);
    return {
      items: (pages[page] ?? []).map(name => (name.endsWith('/') ? folder(name) : file(name))),
      ...(page + 1 < pages.length && { next: String(page + 1) }),
    };
  };
  const onProgress = (files: number) => walk.progress.push(files);
  return Object.assign(walk, { options: { list, width, signal: new AbortController().signal, onProgress } });
}
