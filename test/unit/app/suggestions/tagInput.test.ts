import { deepEqual } from 'node:assert/strict';
import { makeTagInput, type TagQuestion, type TagRow } from '../../../../src/app/suggestions/tagInput';

const seen = new Map([
  ['t-shirt', 12],
  ['sale', 7],
  ['sale, 50 off', 2],
  ['mug', 2],
]);
const files = [['mug', 'new'], ['mug']];
const check = (tags: readonly string[]) => (tags.includes('50%') ? 'No % in a tag.' : undefined);
const question = (kind: TagQuestion['kind']): TagQuestion => ({ kind, files, seen, check });

function line(row: TagRow): string {
  switch (row.kind) {
    case 'accept':
      return `accept ${row.label}: ${row.description} = ${row.tags.join('|')}`;
    case 'problem':
      return `problem ${row.label}: ${row.detail}`;
    case 'heading':
      return row.label;
    default:
      return `${row.kind} ${row.label} (${row.description}) → ${row.text}`;
  }
}

describe('the input of tags', () => {
  it('claims no more than what is known of the files', () => {
    const input = makeTagInput({ ...question('add'), files: [...files, undefined] });
    deepEqual(input.rows('mu').map(line), [
      'accept mu: Enter adds 1 tag to 3 files = mu',
      'known tags',
      'known mug (on at least 2 of these 3 · 2 files or more) → mug, ',
    ]);
  });

  const cases: readonly (readonly [TagQuestion['kind'], string, readonly string[]])[] = [
    [
      'add',
      '',
      [
        'known tags',
        'known t-shirt (12 files) → t-shirt, ',
        'known sale (7 files) → sale, ',
        'known sale, 50 off (2 files) → "sale, 50 off", ',
        'known new (on 1 of these 2) → new, ',
      ],
    ],
    [
      'add',
      'SAL',
      [
        'accept SAL: Enter adds 1 tag to 2 files = SAL',
        'known tags',
        'known sale (7 files) → sale, ',
        'known sale, 50 off (2 files) → "sale, 50 off", ',
      ],
    ],
    [
      'add',
      'tshirt, mugs',
      [
        'accept tshirt, mugs: Enter adds 2 tags to 2 files = tshirt|mugs',
        'twin t-shirt (instead of "tshirt" · 12 files) → t-shirt, mugs, ',
        'twin mug (instead of "mugs" · on all of these · 2 files) → tshirt, mug, ',
      ],
    ],
    ['add', 'mugs, mug', ['accept mugs, mug: Enter adds 2 tags to 2 files = mugs|mug']],
    ['add', 'sale, 50%', ['problem sale, 50%: No % in a tag.']],
    [
      'add',
      '"sale, 5',
      [
        'problem "sale, 5: The quotation mark at the beginning of "sale, 5 is not closed.',
        'known tags',
        'known sale, 50 off (2 files) → "sale, 50 off", ',
      ],
    ],
    ['add', '17" screen', ['problem 17" screen: A tag with a quotation mark is typed as "17"" screen".']],
    ['add', '"zz" b', ['problem "zz" b: A comma is missing after the closing quotation mark in "zz" b.']],
    [
      'remove',
      '',
      ['tags of these files', 'known mug (on all of these · 2 files) → mug, ', 'known new (on 1 of these 2) → new, '],
    ],
    [
      'remove',
      '"sale, 50 off", ',
      [
        'accept "sale, 50 off": Enter removes 1 tag from 2 files = sale, 50 off',
        'tags of these files',
        'known mug (on all of these · 2 files) → "sale, 50 off", mug, ',
        'known new (on 1 of these 2) → "sale, 50 off", new, ',
      ],
    ],
    ['replace', 'zoo', ['accept zoo: Enter replaces all tags of 2 files with 1 tag = zoo']],
  ];
  for (const [kind, text, expected] of cases) {
    it(`offers to ${kind}, for ${JSON.stringify(text)}`, () => {
      deepEqual(makeTagInput(question(kind)).rows(text).map(line), expected);
    });
  }

  it('begins with the tags of a single file that are to be replaced, whatever they hold', () => {
    const text = (kind: TagQuestion['kind'], own: readonly (readonly string[])[]) =>
      makeTagInput({ ...question(kind), files: own }).initialText;
    deepEqual([text('replace', [['a, b', 'c']]), text('replace', [['a'], ['b']]), text('add', [['a']])], ['"a, b", c, ', '', '']);
  });
});
