import { deepEqual } from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SheetRecord } from '../../../src/app/drafts/draftStore';
import { DraftFiles } from '../../../src/storage/draftFiles';

const record: SheetRecord = {
  id: 'a-1',
  connectionId: 'c',
  title: '/products',
  source: 'folder /products',
  openedAt: 5,
  files: [
    { id: '1', path: '/products/mug.jpg', tags: ['mug'] },
    { id: '2', name: 'hat', tags: [] },
  ],
  failures: { 2: 'It is locked.' },
};

describe('drafts on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagwright-drafts-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const open = () => new DraftFiles({ folder: join(folder, 'drafts'), newId: () => 'beside' });

  it('are there for another session, until they are removed', async () => {
    await open().writeText('a-1', 'text');
    await open().writeRecord(record);
    await open().writeText('a-1', 'other text');
    const { files: _, failures: __, ...head } = record;
    deepEqual([await open().list(), await open().read('a-1')], [[head], { record, text: 'other text' }]);
    deepEqual(readdirSync(join(folder, 'drafts', 'a-1')).sort(), ['record.json', 'text.tagsheet']);
    await open().remove('a-1');
    deepEqual([await open().list(), await open().read('a-1')], [[], undefined]);
  });

  it('know what was pointed at, whatever it was', async () => {
    const scopes = [
      { kind: 'library', reach: 'below' },
      { kind: 'folders', paths: ['/a'], reach: 'folder' },
      { kind: 'files', paths: ['/a/b.jpg'] },
      { kind: 'marked' },
    ] as const;
    await open().writeText('a-1', 'text');
    for (const scope of scopes) {
      await open().writeRecord({ ...record, scope });
      deepEqual((await open().read('a-1'))?.record, { ...record, scope });
    }
  });

  it('are passed over where they are damaged or half written', async () => {
    await open().writeText('half', 'text');
    await open().writeRecord(record);
    await open().writeText('a-1', 'text');
    writeFileSync(join(folder, 'drafts', 'a-1', 'record.json'), '{"id":"a-1"');
    deepEqual([await open().list(), await open().read('half')], [[], undefined]);
  });

  it('stay in their folder, whatever an id holds', async () => {
    await open().writeText('../../out', 'text');
    deepEqual([readdirSync(folder), readdirSync(join(folder, 'drafts'))], [['drafts'], ['__%2F__%2Fout']]);
  });
});
