import { deepEqual } from 'node:assert/strict';
import { parseSheet } from '../../../../src/app/drafts/sheet';
import { completeSheet } from '../../../../src/app/drafts/sheetCompletion';
import { foldingRegions, folderGroups } from '../../../../src/app/drafts/sheetOutline';

const text = `# one
# two
/a/1.jpg : mug, red  # 1
/a/2.jpg : mug, blue  # 2

/a/3.jpg :   # 3
/b/4.jpg : hat  # 4
name : hat  # 5`;

describe('the outline of a sheet', () => {
  it('has files by folder', () => {
    deepEqual(
      folderGroups(parseSheet(text)).map(({ folder, files }) => [folder, files.map(({ line, path, end }) => [line, path, end])]),
      [
        [
          '/a/',
          [
            [2, '/a/1.jpg', 24],
            [3, '/a/2.jpg', 25],
            [5, '/a/3.jpg', 16],
          ],
        ],
        ['/b/', [[6, '/b/4.jpg', 19]]],
        ['', [[7, 'name', 15]]],
      ],
    );
  });

  it('folds folders and comments', () => {
    deepEqual(foldingRegions(parseSheet(text)), [
      { kind: 'comment', start: 0, end: 1 },
      { kind: 'folder', start: 2, end: 5 },
    ]);
  });
});

describe('what can stand in a sheet', () => {
  const files = [
    { id: '3', path: '/a/3.jpg', tags: [] },
    { id: '6', path: '/a/6.jpg', tags: ['mug', 'x, y'] },
  ];
  const knownTags = new Map([
    ['sale', 90],
    ['hat', 50],
    ['mug', 10],
    ['sale, 50 off', 3],
  ]);
  const lines = text.split('\n');

  /** @param marked a line with `|` where the cursor is */
  function offered(marked: string, line = 5): unknown {
    const character = marked.indexOf('|');
    const own = marked.replace('|', '');
    const sheet = parseSheet(lines.with(line, own).join('\n'));
    const found = completeSheet(sheet, own, { line, character }, { files, knownTags });
    return (
      found && [own.slice(found.typed.start, found.typed.end), own.slice(0, found.end).length, found.items.map(item => item.text)]
    );
  }

  for (const [what, marked, expected] of [
    [
      'neighbours first, then by frequency',
      '/a/3.jpg : |  # 3',
      ['', 11, ['mug', 'red', 'blue', 'sale', 'hat', '"sale, 50 off"']],
    ],
    ['what the line has does not come', '/a/3.jpg : mug, r| # 3', ['r', 17, ['red']]],
    ['the word that the cursor is in gives way', '/a/3.jpg : s|al, x # 3', ['s', 14, ['sale', '"sale, 50 off"']]],
    ['within quotes', '/a/3.jpg : "sale, 5|" # 3', ['"sale, 5', 20, ['"sale, 50 off"']]],
    ['behind a blank', '/a/3.jpg : sale |# 3', ['sale ', 16, []]],
    ['nothing behind the id', '/a/3.jpg : sale # |3', undefined],
    ['nothing in a path', '/a/3|.jpg : sale # 3', undefined],
    ['nothing in a comment', '# /a|', undefined],
    ['files whose line is gone', '/a|', ['/a', 2, ['/a/3.jpg :   # 3', '/a/6.jpg : mug, "x, y"  # 6']]],
    ['those alone that fit', '6|', ['6', 1, ['/a/6.jpg : mug, "x, y"  # 6']]],
  ] as const) {
    it(`is told: ${what}`, () => {
      deepEqual(offered(marked), expected);
    });
  }
});
