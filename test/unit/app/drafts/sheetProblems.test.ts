import { deepEqual, equal } from 'node:assert/strict';
import { applySheetEdits, makeSheetParser, parseSheet } from '../../../../src/app/drafts/sheet';
import { editsOfFixes } from '../../../../src/app/drafts/sheetEdits';
import { makeSheetCheck } from '../../../../src/app/drafts/sheetProblems';
import { expectLinear } from '../../../support/growth';

const files = [
  { id: '1', path: '/a/mug.jpg', tags: ['kitchen', 'mug'] },
  { id: '2', path: '/a/pan.jpg', tags: ['kitchen', 'old,tag'] },
  { id: '3', name: 'hat.jpg', tags: [] },
];
const rules = { forbidden: [','], unwise: ['%'], charactersPerWrite: 20, tagsPerFile: 4 };
const knownTags = new Map([
  ['kitchen', 2],
  ['mug', 1],
  ['sale', 40],
  ['Sale', 1],
]);

/** Each problem as `line:from-to kind`, and the text once the first fix is made. */
function checked(text: string): readonly (readonly [string, string | undefined])[] {
  const problems = makeSheetCheck({ files, rules, knownTags })(parseSheet(text));
  return problems.map(({ line, start, end, kind, severity, fixes: [fix] }) => [
    `${line}:${start}-${end} ${kind}${severity === 'warning' ? '?' : ''}`,
    fix && applySheetEdits(text, fix.edits),
  ]);
}

describe('the problems of a sheet', () => {
  for (const [what, text, problems] of [
    ['are none, whatever is moved, sorted or deleted', 'hat.jpg : hat # 3\n\n# a\n/a/mug.jpg : mug # 1', []],
    ['leave alone what a file has already', '/a/pan.jpg : "old,tag", kitchen # 2', []],
    ['are a doubled id', '/a/mug.jpg : mug # 1\n/a/mug.jpg : sale # 1\n', [['1:20-21 doubledId', '/a/mug.jpg : mug # 1\n']]],
    ['are an unknown id, whose file can be told', '/a/mug.jpg : mug # 9', [['0:19-20 unknownId', '/a/mug.jpg : mug # 1']]],
    ['are an unknown id of no file', '/a/cup.jpg : mug # 9', [['0:19-20 unknownId', '']]],
    [
      'are an unknown id whose file has its line',
      '/a/mug.jpg : mug # 9\n/a/mug.jpg : mug # 1',
      [['0:19-20 unknownId', '/a/mug.jpg : mug # 1']],
    ],
    ['are a lost id', '/a/mug.jpg : mug', [['0:13-16 noId', '/a/mug.jpg : mug  # 1']]],
    ['are a lost id of no file', '/a/cup.jpg : mug', [['0:13-16 noId', undefined]]],
    ['are another path', '/a/cup.jpg : mug # 1', [['0:0-10 changedPath', '/a/mug.jpg : mug # 1']]],
    ['are the path of another file', '/a/pan.jpg : mug # 1', [['0:0-10 changedPath', '/a/mug.jpg : mug # 1']]],
    ['are a tag that the service refuses', '/a/mug.jpg : mug, "x,y" # 1', [['0:18-23 refusedTag', undefined]]],
    ['are an empty tag', '/a/mug.jpg : "", mug # 1', [['0:13-15 refusedTag', '/a/mug.jpg : mug # 1']]],
    ['are a tag that is too long', `/a/mug.jpg : mug, ${'x'.repeat(21)} # 1`, [['0:18-39 refusedTag', undefined]]],
    ['are more tags than a file can have', '/a/mug.jpg : a1, b2, c3, d4, e5 # 1', [['0:13-15 tooManyTags', undefined]]],
    ['are a tag that is likely a slip', '/a/mug.jpg : 50% # 1', [['0:13-16 unwiseTag?', undefined]]],
    ['are a tag given twice', '/a/mug.jpg : mug, red, mug # 1', [['0:23-26 doubledTag?', '/a/mug.jpg : mug, red # 1']]],
    ['are a new tag like one in use', '/a/mug.jpg : mug, SALES # 1', [['0:18-23 nearTwin?', '/a/mug.jpg : mug, sale # 1']]],
    ['are no tag in use', '/a/mug.jpg : mug, Sale # 1', []],
    ['are a tag like one of the same file', '/a/mug.jpg : mug, mugs # 1', [['0:18-22 nearTwin?', '/a/mug.jpg : mug # 1']]],
    [
      'are two new tags that are alike: the one that is used more is meant',
      '/a/mug.jpg : Hats # 1\n/a/pan.jpg : hat # 2\nhat.jpg : hat # 3',
      [['0:13-17 nearTwin?', '/a/mug.jpg : hat # 1\n/a/pan.jpg : hat # 2\nhat.jpg : hat # 3']],
    ],
    [
      'are two new tags of one file: not both of them',
      '/a/mug.jpg : Hats, hat # 1\n/a/pan.jpg : hat # 2',
      [['0:13-17 nearTwin?', '/a/mug.jpg : hat # 1\n/a/pan.jpg : hat # 2']],
    ],
    ['are a remark within the tags', '/a/mug.jpg : mug # new # 1', [['0:13-22 strayHash', '/a/mug.jpg : "mug # new" # 1']]],
    [
      'are told in order',
      '/a/cup.jpg : 50%, "x,y" # 1',
      [
        ['0:0-10 changedPath', '/a/mug.jpg : 50%, "x,y" # 1'],
        ['0:13-16 unwiseTag?', undefined],
        ['0:18-23 refusedTag', undefined],
      ],
    ],
  ] as const) {
    it(what, () => {
      deepEqual(checked(text), problems);
    });
  }

  for (const [text, after] of [
    ['/a/mug.jpg : mug, mug, mug # 1', '/a/mug.jpg : mug # 1'],
    ['/a/mug.jpg : "", "", mug # 1', '/a/mug.jpg : "", mug # 1'],
    ['/a/cup.jpg : mug, mug # 9\nx : red, red, mug # 8\n', ''],
    ['a : mug # 1\nb : kitchen, kitchen # 2', '/a/mug.jpg : mug # 1\n/a/pan.jpg : kitchen # 2'],
  ] as const) {
    it(`can be fixed at one go: ${text}`, () => {
      const fixes = makeSheetCheck({ files, rules, knownTags })(parseSheet(text)).flatMap(problem => problem.fixes);
      equal(applySheetEdits(text, editsOfFixes(fixes)), after);
    });
  }

  it('are found again where the lines have moved', () => {
    const check = makeSheetCheck({ files, rules, knownTags });
    const parse = makeSheetParser();
    check(parse('/a/mug.jpg : "" # 1'));
    const text = '\n/a/mug.jpg : "" # 1';
    const [problem] = check(parse(text));
    equal(problem?.line, 1);
    equal(applySheetEdits(text, problem.fixes[0]?.edits ?? []).trim(), '/a/mug.jpg :  # 1');
  });

  it('take linear time for new tags, some on one line and some on two', () => {
    expectLinear(count => {
      const many = Array.from({ length: count }, (_, index) => ({ id: String(index), path: `/${index}`, tags: [] }));
      const text = many.map(({ id, path }, index) => `${path} : new ${index % 3 === 1 ? index - 1 : index} # ${id}`).join('\n');
      makeSheetCheck({ files: many, rules, knownTags })(parseSheet(text));
    }, 1_000);
  });
});
