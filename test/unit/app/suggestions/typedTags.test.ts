import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  completeTag,
  exchangeTag,
  parseTypedTags,
  writeTypedTag,
  writeTypedTags,
} from '../../../../src/app/suggestions/typedTags';

describe('tags as they are typed', () => {
  for (const [text, tags, fragment, stray] of [
    ['', [], '', undefined],
    ['sale', ['sale'], 'sale', undefined],
    ['sale, ', ['sale'], '', undefined],
    [' a ,b,a,, c', ['a', 'b', 'c'], ' c'.trim(), undefined],
    ['a\nb\r\nc', ['a', 'b', 'c'], 'c', undefined],
    ['"sale, 50 off", new', ['sale, 50 off', 'new'], 'new', undefined],
    ['"5"" disk"', ['5" disk'], '5" disk', undefined],
    ['" blank "', [' blank '], ' blank ', undefined],
    ['""', [''], '', undefined],
    ['"a\nb", c', ['a\nb', 'c'], 'c', undefined],
    ['new, "sale, 5', ['new', 'sale, 5'], 'sale, 5', { kind: 'unclosed', at: 5, tag: '"sale, 5' }],
    ['5" disk, b', ['5" disk', 'b'], 'b', { kind: 'inside', at: 1, tag: '5" disk' }],
    ['"a" b, c', ['a', 'c'], 'c', { kind: 'afterwards', at: 2, tag: '"a" b' }],
    ['a "b, "c', ['a "b', 'c'], 'c', { kind: 'inside', at: 2, tag: 'a "b' }],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const typed = parseTypedTags(text);
      deepEqual([typed.tags, typed.fragment, typed.strayQuote], [tags, fragment, stray]);
    });
  }

  for (const [text, tag, expected] of [
    ['', 'sale', 'sale, '],
    ['sa', 'sale', 'sale, '],
    ['new,sa', 'sale', 'new, sale, '],
    ['new, ', 'sale', 'new, sale, '],
    ['sa', 'sale, 50 off', '"sale, 50 off", '],
    ['new, "sale, 5', 'sale, 50 off', 'new, "sale, 50 off", '],
    ['"a, b", ', '5"', '"a, b", "5""", '],
  ] as const) {
    it(`completes ${JSON.stringify(text)} by ${tag}`, () => {
      deepEqual(completeTag(text, tag), expected);
    });
  }

  for (const [text, typed, tag, expected] of [
    ['new, t-shirts, sale', 't-shirts', 't-shirt', 'new, t-shirt, sale, '],
    ['t-shirts, t-shirt', 't-shirts', 't-shirt', 't-shirt, '],
    ['"a, b", Sale', 'Sale', 'sale', '"a, b", sale, '],
  ] as const) {
    it(`puts ${tag} in the place of ${typed}`, () => {
      deepEqual(exchangeTag(text, typed, tag), expected);
    });
  }

  it('are what they were after they were written, whatever they hold', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', '\n', '\t', 'é', '\\') });
    fc.assert(
      fc.property(fc.uniqueArray(text), tags => {
        const { strayQuote, ...typed } = parseTypedTags(writeTypedTags(tags));
        deepEqual([typed.tags, strayQuote], [tags, undefined]);
      }),
    );
  });

  it('can be completed and exchanged as they are, whatever was typed before', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ') });
    fc.assert(
      fc.property(fc.uniqueArray(text), text, (tags, tag) => {
        const completed = parseTypedTags(completeTag(writeTypedTags(tags), tag)).tags;
        const written = parseTypedTags(`${writeTypedTag(tag)}, `).tags;
        deepEqual([completed, written], [[...new Set([...tags, tag])], [tag]]);
      }),
    );
  });
});
