import { deepEqual, rejects } from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IndexFiles } from '../../../src/storage/indexFiles';

describe('indexes on disk', () => {
  let folder: string;
  let files: IndexFiles;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'tagwright-index-')), 'indexes');
    let id = 0;
    files = new IndexFiles({ folder, isKept: connectionId => connectionId !== 'passing', newId: () => String(++id) });
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('come back as they were, one for each connection, and go', async () => {
    const bytes = new Uint8Array(10_000).fill(7);
    const none = await files.read('a');
    await files.write('a', Uint8Array.of(1));
    await files.write('a', bytes);
    await files.write('../b', Uint8Array.of(2));
    const names = readdirSync(folder).sort();
    const read = [new Uint8Array((await files.read('a')) ?? []), new Uint8Array((await files.read('../b')) ?? [])];
    await files.remove('a');
    await files.remove('a');
    deepEqual(
      [none, names, read, await files.read('a')],
      [undefined, ['__%2Fb.index', 'a.index'], [bytes, Uint8Array.of(2)], undefined],
    );
  });

  it('of a connection that ends with the session are kept nowhere', async () => {
    await files.write('passing', Uint8Array.of(1));
    deepEqual(await files.read('passing'), undefined);
    deepEqual(existsSync(folder), false);
  });

  it('leave nothing behind where they could not be written', async () => {
    mkdirSync(join(folder, 'a.index'), { recursive: true });
    writeFileSync(join(folder, 'a.index', 'in the way'), '');
    await rejects(files.write('a', Uint8Array.of(1)));
    deepEqual(readdirSync(folder), ['a.index']);
  });

  it('that are damaged are an error, and no index', async () => {
    await files.write('a', new Uint8Array(1_000));
    writeFileSync(join(folder, 'a.index'), 'damage');
    await rejects(files.read('a'));
  });
});
