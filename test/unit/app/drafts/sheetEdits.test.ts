import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { applySheetEdits, parseSheet, placesOfTag, type SheetEdit, tagAt, wantedTags } from '../../../../src/app/drafts/sheet';
import { formatSheet, rebaseSheet, renameTag, sortTags } from '../../../../src/app/drafts/sheetEdits';
import { printSheet } from '../../../../src/app/drafts/sheetPrinter';
import { hostileFiles, hostileText } from '../../../support/hostileText';

function edited(text: string, edit: (sheet: ReturnType<typeof parseSheet>) => readonly SheetEdit[]): string {
  return applySheetEdits(text, edit(parseSheet(text)));
}

describe('an edit of a sheet', () => {
  for (const [what, text, from, to, after] of [
    [
      'one',
      '/a : sumer, mug # 1\n# sumer\n/sumer : "sumer" # 2',
      'sumer',
      'summer',
      '/a : summer, mug # 1\n# sumer\n/sumer : summer # 2',
    ],
    ['one to a tag that is there', '/a : sumer, mug, summer # 1', 'sumer', 'summer', '/a : summer, mug # 1'],
    ['one that is there twice', '/a : x, x, y # 1', 'x', 'y', '/a : y # 1'],
    ['one to what needs quotes', '/a : x # 1', 'x', 'a, b', '/a : "a, b" # 1'],
    ['none', '/a : x # 1', 'x', 'x', '/a : x # 1'],
  ] as const) {
    it(`renames a tag: ${what}`, () => {
      equal(
        edited(text, sheet => renameTag(sheet, from, to)),
        after,
      );
    });
  }

  it('puts lines in columns, and leaves alone what it does not understand', () => {
    equal(
      edited('#x\n/a:mug,  red ,#1\n /long/path : "sale"   # 22\n/b : "x # 3\n\n', sheet => formatSheet(sheet)),
      '#x\n/a         : mug, red  # 1\n/long/path : sale      # 22\n/b : "x # 3\n\n',
    );
  });

  it('sorts the tags of each line, or of some lines', () => {
    const text = '/a : b, a, tag10, tag9, B # 1\n/b : y, x, y # 2\n/c : b, a # 3';
    equal(
      edited(text, sheet => sortTags(sheet, 0, 1)),
      '/a : a, b, B, tag9, tag10 # 1\n/b : x, y # 2\n/c : b, a # 3',
    );
  });

  it('brings lines to the present state, and keeps what was edited', () => {
    const files = [
      { id: '1', tags: ['a'] },
      { id: '2', tags: [] },
      { id: '3', tags: ['a'] },
      { id: '4', tags: ['a', 'b'] },
    ];
    const present = new Map([
      ['1', ['a', 'z']],
      ['2', ['z']],
      ['3', ['b', 'a']],
      ['4', []],
    ]);
    equal(
      edited('/1 : a, mine   # 1\n/2 :  # 2\n/3 : "a",b # 3\n/4 : b, a  # 4\n', sheet => rebaseSheet(sheet, { files }, present)),
      '/1 : a, z, mine   # 1\n/2 : z  # 2\n/3 : "a",b # 3\n/4 :   # 4\n',
    );
  });

  it('never makes a sheet unreadable, whatever tags hold', () => {
    fc.assert(
      fc.property(hostileFiles, hostileText, (files, to) => {
        const text = printSheet(files);
        const from = files[0]?.tags[0] ?? 'x';
        const renamed = (tags: readonly string[]) => [...new Set(tags.map(tag => (tag === from ? to : tag)))];
        const after = edited(text, sheet => renameTag(sheet, from, to));
        deepEqual(
          [...wantedTags(parseSheet(after))],
          files.map(({ id, tags }) => [id, renamed(tags)] as const),
        );
        const formatted = edited(after, sheet => formatSheet(sheet));
        deepEqual(wantedTags(parseSheet(formatted)), wantedTags(parseSheet(after)));
        equal(
          edited(formatted, sheet => formatSheet(sheet)),
          formatted,
        );
        const sorted = edited(after, sheet => sortTags(sheet));
        const sets = (sheet: string) => [...wantedTags(parseSheet(sheet))].map(([id, tags]) => [id, [...tags].sort()]);
        deepEqual(sets(sorted), sets(after));
      }),
      { numRuns: 500 },
    );
  });

  it('knows where a tag stands', () => {
    const sheet = parseSheet('/a : mug, red # 1\n\n/b : "red" # 2');
    deepEqual(
      [
        placesOfTag(sheet, 'red').map(({ line, token: { start, end } }) => [line, start, end]),
        tagAt(sheet, { line: 0, character: 13 })?.value,
      ],
      [
        [
          [0, 10, 13],
          [2, 5, 10],
        ],
        'red',
      ],
    );
    deepEqual([tagAt(sheet, { line: 0, character: 2 }), tagAt(sheet, { line: 1, character: 0 })], [undefined, undefined]);
  });
});
