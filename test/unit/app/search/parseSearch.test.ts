import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parseSearch } from '../../../../src/app/search/parseSearch';
import { quoteValue } from '../../../../src/app/search/searchCompletions';
import type { SearchCondition, SearchTextProblem } from '../../../../src/app/search/searchExpression';

const yes = (condition: SearchCondition) => ({ ...condition, negated: false });
const not = (condition: SearchCondition) => ({ ...condition, negated: true });
const word = (text: string): SearchCondition => ({ kind: 'word', text });
const tag = (...anyOf: string[]): SearchCondition => ({ kind: 'tag', anyOf });

describe('a search', () => {
  const readable: readonly (readonly [string, readonly object[], string?])[] = [
    ['', []],
    ['  ', []],
    ['mug', [yes(word('mug'))]],
    ['blue mug', [yes(word('blue')), yes(word('mug'))]],
    ['"blue mug"', [yes(word('blue mug'))]],
    ['-mug', [not(word('mug'))]],
    ['t-shirt', [yes(word('t-shirt'))]],
    ['-', [yes(word('-'))]],
    ['a - b', [yes(word('a')), yes(word('-')), yes(word('b'))]],
    ['tag:summer', [yes(tag('summer'))]],
    ['TAG:Summer', [yes(tag('Summer'))]],
    ['-tag:sale', [not(tag('sale'))]],
    ['tag:a,b', [yes(tag('a', 'b'))]],
    ['tag:a,,a,', [yes(tag('a'))]],
    ['tag:"summer sale"', [yes(tag('summer sale'))]],
    ['tag:"sale "', [yes(tag('sale '))]],
    ['tag:"a, b",c', [yes(tag('a, b', 'c'))]],
    ['tag:"say \\"hi\\" \\\\"', [yes(tag('say "hi" \\'))]],
    ['tag:50\\%', [yes(tag('50\\%'))]],
    ['tag:a:b', [yes(tag('a:b'))]],
    ['type:video', [yes({ kind: 'type', anyOf: ['video'] })]],
    ['type:Image,VIDEO', [yes({ kind: 'type', anyOf: ['image', 'video'] })]],
    ['in:/products', [yes({ kind: 'folder', path: '/products' })]],
    ['in:products/mugs/', [yes({ kind: 'folder', path: '/products/mugs' })]],
    ['in:"/Partner Campaign"', [yes({ kind: 'folder', path: '/Partner Campaign' })]],
    ['in:/', [yes({ kind: 'folder', path: '/' })]],
    ['-in:/archive,2019', [not({ kind: 'folder', path: '/archive,2019' })]],
    ['untagged', [yes({ kind: 'untagged' })]],
    ['-Untagged', [not({ kind: 'untagged' })]],
    ['"untagged"', [yes(word('untagged'))]],
    ['changed:7d', [yes({ kind: 'changed', since: { amount: 7, unit: 'd' } })]],
    ['-changed:1Y', [not({ kind: 'changed', since: { amount: 1, unit: 'y' } })]],
    ['changed:2026-01-31', [yes({ kind: 'changed', since: { day: '2026-01-31' } })]],
    ['mug native: tags IN ["a b"] AND size > 1', [yes(word('mug'))], 'tags IN ["a b"] AND size > 1'],
    [
      'words tag:summer -tag:sale type:video in:/products untagged changed:7d',
      [
        yes(word('words')),
        yes(tag('summer')),
        not(tag('sale')),
        yes({ kind: 'type', anyOf: ['video'] }),
        yes({ kind: 'folder', path: '/products' }),
        yes({ kind: 'untagged' }),
        yes({ kind: 'changed', since: { amount: 7, unit: 'd' } }),
      ],
    ],
  ];
  for (const [text, terms, native] of readable) {
    it(`reads ${JSON.stringify(text)}`, () => {
      deepEqual(parseSearch(text), { terms, ...(native !== undefined && { native }), problems: [] });
    });
  }

  const unreadable: readonly (readonly [string, readonly object[], ...SearchTextProblem[]])[] = [
    ['mug tag:', [yes(word('mug'))], { start: 4, end: 8, kind: 'noValue', text: 'tag:' }],
    ['tag:"" ok', [yes(word('ok'))], { start: 0, end: 6, kind: 'noValue', text: 'tag:' }],
    ['tags:a', [], { start: 0, end: 6, kind: 'unknownQualifier', text: 'tags:' }],
    ['https://example.com', [], { start: 0, end: 19, kind: 'unknownQualifier', text: 'https:' }],
    ['type:film', [], { start: 0, end: 9, kind: 'notAType', text: 'film' }],
    ['changed:soon', [], { start: 0, end: 12, kind: 'notADate', text: 'soon' }],
    ['changed:2026-13-01', [], { start: 0, end: 18, kind: 'notADate', text: '2026-13-01' }],
    ['changed:7d,8d', [], { start: 0, end: 13, kind: 'notADate', text: '7d,8d' }],
    ['tag:"blue mug', [yes(tag('blue mug'))], { start: 0, end: 13, kind: 'openQuote', text: 'tag:"blue mug' }],
    ['a native:', [yes(word('a'))], { start: 2, end: 9, kind: 'noValue', text: 'native:' }],
    ['-native:x y', [], { start: 0, end: 11, kind: 'negatedNative', text: '-native:x y' }],
  ];
  for (const [text, terms, ...problems] of unreadable) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      deepEqual(parseSearch(text), { terms, problems });
    });
  }

  it('reads every tag that it was given in quotes', () => {
    const tags = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => text.trim() !== '');
    fc.assert(
      fc.property(fc.array(tags, { minLength: 1, maxLength: 3 }), given => {
        const text = `x -tag:${given.map(quoteValue).join(',')} y`;
        deepEqual(parseSearch(text), {
          terms: [yes(word('x')), not(tag(...new Set(given))), yes(word('y'))],
          problems: [],
        });
      }),
    );
  });

  it('never throws, and its problems lie within the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', ':', ',', '"', '\\', 'tag:', 'in:', 'native:', 'untagged', '7d') }),
        text => {
          const { problems } = parseSearch(text);
          deepEqual(
            problems.filter(({ start, end }) => !(0 <= start && start < end && end <= text.length)),
            [],
          );
        },
      ),
    );
  });
});
