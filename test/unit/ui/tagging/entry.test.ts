import { deepEqual } from 'node:assert/strict';
import { addable, completed, exchanged, knownTags, suggestionsFor, removable } from '../../../../src/ui/tagging/tagSuggestions';

const seen = new Map([
  ['t-shirt', 12],
  ['sale', 7],
  ['summer', 3],
]);
const known = knownTags(seen, [['sale', 'new'], ['new'], undefined]);
const names = (tags: readonly { readonly tag: string }[]) => tags.map(({ tag }) => tag);

describe('the tag input', () => {
  it('knows where each tag is, those of the chosen files first', () => {
    deepEqual(known, [
      { tag: 'new', seen: 0, carried: 2 },
      { tag: 'sale', seen: 7, carried: 1 },
      { tag: 't-shirt', seen: 12, carried: 0 },
      { tag: 'summer', seen: 3, carried: 0 },
    ]);
  });

  it('offers for adding what is frequent, and not what all files carry', () => {
    deepEqual(names(addable(known, 2)), ['t-shirt', 'sale', 'summer']);
  });

  it('offers for removing what the files carry, or anything where nobody knows that', () => {
    deepEqual(
      [names(removable(known)), names(removable(knownTags(seen, [undefined])))],
      [
        ['new', 'sale'],
        ['t-shirt', 'sale', 'summer'],
      ],
    );
  });

  for (const [text, tags, instead, next] of [
    ['', [], [], ['new', 'sale', 't-shirt', 'summer']],
    ['SA', ['SA'], [], ['sale']],
    ['sale', ['sale'], [], []],
    ['sale, ', ['sale'], [], ['new', 't-shirt', 'summer']],
    [' a ,b,a,, c', ['a', 'b', 'c'], [], []],
    ['t-shirts', ['t-shirts'], ['t-shirts → t-shirt'], []],
    ['tshirt, Sale', ['tshirt', 'Sale'], ['tshirt → t-shirt', 'Sale → sale'], []],
    ['t-shirt, t-shirts', ['t-shirt', 't-shirts'], [], []],
  ] as const) {
    it(`reads "${text}"`, () => {
      const offer = suggestionsFor(text, known);
      deepEqual(
        [offer.tags, offer.instead.map(({ typed, known: { tag } }) => `${typed} → ${tag}`), names(offer.next)],
        [tags, instead, next],
      );
    });
  }

  for (const [text, tag, expected] of [
    ['', 'sale', 'sale, '],
    ['sa', 'sale', 'sale, '],
    ['new,sa', 'sale', 'new, sale, '],
    ['new, ', 'sale', 'new, sale, '],
  ] as const) {
    it(`completes "${text}"`, () => {
      deepEqual(completed(text, tag), expected);
    });
  }

  it('puts one tag in the place of another', () => {
    deepEqual(exchanged('new, t-shirts, sale', 't-shirts', 't-shirt'), 'new, t-shirt, sale, ');
  });
});
