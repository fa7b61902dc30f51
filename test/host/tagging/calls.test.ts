import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/service/connection';
import type { CallAnswer } from '../../../src/app/jobs/callAnswer';
import { call } from '../../support/call';

const libraries = {
  'sample-imagekit': {
    ids: ['598821f949c0a938d57563bd', '598821f949c0a938d57563be'],
    missing: '5fffffffffffffffffffff01',
    label: 'ImageKit',
    refused: [
      ['50% off', /ImageKit does not accept % in a tag: "50% off"/],
      ['x'.repeat(501), /ImageKit accepts at most 500 characters/],
    ],
  },
  'sample-oracle': {
    ids: ['D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518', 'D5F207BD1BD2741182CEADD555D17B95F47087F4E518'],
    missing: 'DFFFFFFFFFFFFFFFFFFFFFFFF5D17B95F47087F4E518',
    label: 'Oracle Content',
    refused: [['a, b', /Oracle Content does not accept a comma in a tag: "a, b"/]],
  },
} as const;

describe('a tagging command that is called', () => {
  before(async () => {
    await call<readonly Connection[]>('openSampleLibrary', {});
  });

  for (const [connection, { ids, missing, label, refused }] of Object.entries(libraries)) {
    it(`resolves to what became of each file, on ${connection}`, async () => {
      const { runId, ...added } = await call<CallAnswer>('addTags', { connection, fileIds: [...ids, missing], tags: ['called'] });
      assert.match(runId, /./);
      assert.deepEqual(added.counts, { changed: ids.length, unchanged: 0, missing: 1, failed: 0, unknown: 0, notSent: 0 });
      for (const file of added.files.filter(({ outcome }) => outcome === 'changed')) {
        assert.deepEqual(
          [Object.keys(file).filter(name => name !== 'path'), file.after],
          [
            ['id', 'outcome', 'before', 'after'],
            [...(file.before ?? []), 'called'],
          ],
        );
      }
      assert.deepEqual(
        added.files.find(({ id }) => id === missing),
        { id: missing, outcome: 'missing' },
      );
    });

    it(`does each of the four edits, on ${connection}`, async () => {
      const [id] = ids;
      const after = async (command: string, tags?: readonly string[]) =>
        (await call<CallAnswer>(command, { connection, fileIds: [id], ...(tags && { tags }) })).files.map(
          ({ outcome, after }) => [outcome, after],
        );
      await after('addTags', ['called']);
      assert.deepEqual(
        [
          await after('replaceTags', ['a', 'b']),
          await after('addTags', ['a', 'c']),
          await after('addTags', ['c']),
          await after('removeTags', ['a', 'never']),
          await after('clearTags'),
          await after('clearTags'),
          await after('tagFilesById', ['d']),
          await after('removeTags', ['d']),
        ],
        [
          [['changed', ['a', 'b']]],
          [['changed', ['a', 'b', 'c']]],
          [['unchanged', ['a', 'b', 'c']]],
          [['changed', ['b', 'c']]],
          [['changed', []]],
          [['unchanged', []]],
          [['changed', ['d']]],
          [['changed', []]],
        ],
      );
    });

    const good = { connection, fileIds: [ids[0]], tags: ['a'] };
    for (const [what, argument, message] of [
      ['an unknown connection', { ...good, connection: 'nowhere' }, /no connection "nowhere"/],
      ['no connection', { fileIds: [ids[0]], tags: ['a'] }, /"connection"/],
      ['no list of files', { ...good, fileIds: ids[0] }, /"fileIds"/],
      ['an empty list of files', { ...good, fileIds: [] }, /"fileIds"/],
      ['what is no id', { ...good, fileIds: ['no id'] }, new RegExp(`"no id" is not the id of a file on ${label}`)],
      ['an empty list of tags', { ...good, tags: [] }, /"tags"/],
      ...refused.map(([tag, message]) => ['a tag that the service refuses', { ...good, tags: [tag] }, message] as const),
      ['a surplus name', { ...good, force: true }, /"force"/],
    ] as const) {
      it(`rejects ${what}, on ${connection}`, async () => {
        await assert.rejects(call('addTags', argument), message);
      });
    }

    it(`rejects tags where all are cleared, on ${connection}`, async () => {
      await assert.rejects(call('clearTags', good), /"tags"/);
    });
  }

  it('gives the reason of a failure as a sentence', async () => {
    // a colleague's, not shared with the user
    const fileIds = ['DED694950C14AFF280419F9AB5D17B95F47087F4E518'];
    const { files } = await call<CallAnswer>('addTags', { connection: 'sample-oracle', fileIds, tags: ['called'] });
    assert.deepEqual(
      files.map(({ outcome }) => outcome),
      ['failed'],
    );
    assert.match(files[0]?.reason ?? '', /^This sign-in may not .+\(403\)\./);
  });
});
