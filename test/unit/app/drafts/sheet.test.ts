import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  applySheetEdits,
  fileLines,
  folderGroups,
  foldingRegions,
  makeSheetParser,
  parseSheet,
  type SheetEdit,
} from '../../../../src/app/drafts/sheet';
import { completeSheet } from '../../../../src/app/drafts/sheetCompletion';
import { editsOfFixes } from '../../../../src/app/drafts/sheetEdits';
import { type FileLine, parseSheetLine } from '../../../../src/app/drafts/sheetLine';
import { printEntry, printSheet } from '../../../../src/app/drafts/sheetPrinter';
import { makeSheetCheck } from '../../../../src/app/drafts/sheetProblems';
import { expectLinear } from '../../../support/growth';
import { hostileFiles, hostileText } from '../../../support/hostileText';

import fc from 'fast-check';

describe('a line of a sheet', () => {
  for (const [text, path, tags, id, problems] of [
    ['/p/mug.jpg : kitchen, mug  # 5988', '/p/mug.jpg', ['kitchen', 'mug'], '5988', []],
    ['/p/mug.jpg:kitchen,mug # 5988', '/p/mug.jpg', ['kitchen', 'mug'], '5988', []],
    ['  /p/two words.jpg :# 5988  ', '/p/two words.jpg', [], '5988', []],
    ['/a : color:red, 5" pipe, C#, don\'t # 1', '/a', ['color:red', '5" pipe', 'C#', "don't"], '1', []],
    ['"/a : b" : "x, y", "say \\"hi\\"", "say ""hi""", " # " # 1', '/a : b', ['x, y', 'say "hi"', 'say "hi"', ' # '], '1', []],
    ['/a : #summer, mug, # 1', '/a', ['#summer', 'mug'], '1', []],
    ['/a : "", , "\\u00e9\\n" # "1 2"', '/a', ['', 'é\n'], '1 2', []],
    ['/a', '/a', [], undefined, ['noColon']],
    ['/a : mug, C#', '/a', ['mug', 'C#'], undefined, ['noId']],
    ['/a : mug # 1 my note', '/a', ['mug # 1 my note'], undefined, ['strayHash']],
    ['/a : mug # note # 1', '/a', ['mug # note'], '1', ['strayHash']],
    ['/a : mug, # ', '/a', ['mug', '#'], undefined, ['strayHash']],
    ['/a : "mug # 1', '/a', ['mug # 1'], undefined, ['openQuote']],
    ['"/a : mug # 1', '/a : mug # 1', [], undefined, ['openQuote']],
    ['/a : "mug" red, sale # 1', '/a', ['mug', 'sale'], '1', ['afterQuote']],
    ['/a : "\\q" # 1', '/a', ['\\q'], '1', ['badEscape']],
    ['"', '', [], undefined, ['openQuote']],
    [':', '', [], undefined, ['noId']],
  ] as const) {
    it(`is read: ${text}`, () => {
      const line = parseSheetLine(text) as FileLine;
      deepEqual(
        [line.path.value, line.tags.map(({ value }) => value), line.id?.value, line.problems.map(({ kind }) => kind)],
        [path, tags, id, problems],
      );
    });
  }

  it('may be blank or a comment', () => {
    deepEqual(
      ['', ' \t', '# a : b # 1', '  #'].map(text => parseSheetLine(text).kind),
      ['blank', 'blank', 'comment', 'comment'],
    );
  });

  for (const [what, unit] of [
    ['hashes', ' # a'],
    ['blanks', '#   '],
    ['quoted ids', ' #"x"'],
    ['open ids', ' #"x'],
    ['doubled quotes', ' #""'],
    ['odd quotes', ' #"""'],
    ['escapes', '"\\'],
    ['commas', ', "a" b'],
  ] as const) {
    it(`takes linear time for ${what}`, () => {
      expectLinear(count => parseSheetLine(`/a : ${unit.repeat(count)} ${' '.repeat(count)}x`));
    });
  }
});

describe('a sheet', () => {
  it('has columns, ids last, and comments above', () => {
    const entries = [
      { id: '598821f949c0a938d57563bd', path: '/products/mug-blue.jpg', tags: ['kitchen', 'mug', 'blue'] },
      { id: '598821f949c0a938d57563be', path: '/products/mug: red.jpg', tags: ['sale, 50 off', 'mug '] },
      { id: '598821f949c0a938d57563bf', path: '/日本/😀.jpg', tags: [] },
    ];
    equal(
      printSheet(entries, ['demo (ImageKit) · /products · 3 files', 'two\nlines']),
      [
        '# demo (ImageKit) · /products · 3 files',
        '# two\\u000alines',
        '/products/mug-blue.jpg   : kitchen, mug, blue      # 598821f949c0a938d57563bd',
        '"/products/mug: red.jpg" : "sale, 50 off", "mug "  # 598821f949c0a938d57563be',
        '/日本/😀.jpg             :                         # 598821f949c0a938d57563bf',
        '',
      ].join('\n'),
    );
  });

  it('is printed and parsed to the same files and tags, whatever they hold', () => {
    fc.assert(
      fc.property(hostileFiles, fc.array(hostileText, { maxLength: 3 }), (files, comments) => {
        const lines = [...fileLines(parseSheet(printSheet(files, comments)))];
        deepEqual(
          lines.map(({ line }) => ({ id: line.id?.value, path: line.path.value, tags: line.wanted })),
          files,
        );
        deepEqual(
          lines.flatMap(({ line }) => line.problems),
          [],
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes any edit of its text, and tells each problem with a line and a column', () => {
    const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat(12), text: hostileText }), { maxLength: 6 });
    fc.assert(
      fc.property(hostileFiles, edits, (files, changes) => {
        const rules = { forbidden: [','], unwise: ['%'], charactersPerWrite: 9 };
        const context = { files, rules, knownTags: new Map<string, number>() };
        const check = makeSheetCheck(context);
        let text = printSheet(files);
        const parse = makeSheetParser();
        parse(text);
        for (const { at, length, text: inserted } of changes) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + inserted + text.slice(start + length);
          const sheet = parse(text);
          deepEqual(sheet, parseSheet(text));
          const problems = check(sheet);
          deepEqual(problems, makeSheetCheck(context)(sheet));
          for (const { line, start: from, end, fixes } of problems) {
            const width = sheet.texts[line]?.length ?? -1;
            ok(0 <= from && from <= end && end <= width, `${line}:${from}-${end} of ${width}`);
            for (const fix of fixes) parseSheet(applySheetEdits(text, fix.edits));
          }
          parseSheet(applySheetEdits(text, editsOfFixes(problems.flatMap(({ fixes }) => fixes))));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is changed by edits as an editor would', () => {
    const edit = (line: number, start: number, end: number, text: string): SheetEdit => ({
      start: { line, character: start },
      end: { line, character: end },
      text,
    });
    equal(applySheetEdits('ab\r\ncd\ref', [edit(2, 0, 1, 'E'), edit(0, 1, 2, ''), edit(1, 2, 2, '!')]), 'a\r\ncd!\rEf');
  });

  it('prints one entry like a line of a sheet', () => {
    equal(printEntry({ id: '1', path: '', tags: [''] }), '"" : ""  # 1');
  });
});

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
