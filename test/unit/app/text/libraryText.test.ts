import { deepEqual } from 'node:assert/strict';
import { fileLabel, fileDescription, fileTagsText } from '../../../../src/app/text/libraryText';
import { Fault } from '../../../../src/core/model/fault';
import type { RemoteFile } from '../../../../src/core/model/file';

const file: RemoteFile = {
  kind: 'file',
  id: '1',
  name: 'a.jpg',
  path: '/x/a.jpg',
  tags: ['red', 'blue'],
  derivedTags: [],
  facts: {},
};

describe('a file in a tree', () => {
  const cases: readonly (readonly [string, readonly string[] | undefined, Fault | undefined, string, string])[] = [
    ['with tags', ['red', 'blue'], undefined, 'red, blue', 'a.jpg, tags: red, blue'],
    ['without tags', [], undefined, '', 'a.jpg, no tags'],
    ['whose tags are being read', undefined, undefined, '…', 'a.jpg, tags: …'],
    ['whose tags could not be read', undefined, new Fault('timeout'), 'tags not read', 'a.jpg, tags: tags not read'],
  ];
  for (const [what, tags, fault, text, label] of cases) {
    it(`${what} is described`, () => {
      const node = { file: { ...file, tags }, fault };
      deepEqual([fileTagsText(node), fileLabel(node)], [text, label]);
    });
  }

  it('is said to have failed, where its last run did', () => {
    deepEqual(fileLabel({ file }, 'failed'), 'a.jpg, tags: red, blue, the last run failed');
  });
});

describe('what is told of a file', () => {
  it('is its tags, where derived ones come from, its facts and its path', () => {
    deepEqual(
      fileDescription({
        ...file,
        derivedTags: [
          { name: 'Shirt', source: 'google-auto-tagging', confidence: 90.12 },
          { name: 'personal', source: 'inherited' },
          { name: 'Cup', source: 'google-auto-tagging', confidence: 50 },
          { name: 'other' },
        ],
        facts: { mime: 'image/jpeg', sizeBytes: 1_234, widthPixels: 10, heightPixels: 20, updatedAt: '2019-08-24T06:14:41.313Z' },
      }),
      [
        'Tags: red, blue',
        'Automatic tags (not editable; google-auto-tagging): Shirt 90 %, Cup 50 %',
        'Automatic tags (not editable; inherited): personal',
        'Automatic tags (not editable): other',
        'image/jpeg · 10 × 20 · 1.2 kB · changed Aug 24, 2019',
        '/x/a.jpg',
      ],
    );
  });

  for (const [what, values, lines] of [
    ['no tags', { tags: [] }, ['Tags: none', '/x/a.jpg']],
    ['tags that are not read yet', { tags: undefined }, ['Tags: not read yet', '/x/a.jpg']],
    ['no path', { path: '' }, ['Tags: red, blue']],
    [
      'few bytes and no date',
      { facts: { sizeBytes: 12, updatedAt: 'lately' } },
      ['Tags: red, blue', '12 byte · changed lately', '/x/a.jpg'],
    ],
    ['many bytes', { facts: { sizeBytes: 12_345_678 } }, ['Tags: red, blue', '12.3 MB', '/x/a.jpg']],
  ] as const) {
    it(`may be ${what}`, () => {
      deepEqual(fileDescription({ ...file, ...values }), lines);
    });
  }
});
