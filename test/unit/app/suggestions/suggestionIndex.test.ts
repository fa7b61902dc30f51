import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { addableTags, indexSuggestions, knownTags, removableTags } from '../../../../src/app/suggestions/suggestionIndex';
import { foldName } from '../../../../src/app/search/searchMatcher';
import { similarityKey } from '../../../../src/app/suggestions/nearTwins';

const seen = new Map([
  ['t-shirt', 12],
  ['sale', 7],
  ['summer', 3],
]);
const known = knownTags(seen, [['sale', 'new'], ['new'], undefined]);
const names = (tags: readonly { readonly tag: string }[]) => tags.map(({ tag }) => tag);

describe('known tags', () => {
  it('tell where each is, those of the selected files first', () => {
    deepEqual(known, [
      { tag: 'new', seen: 0, selected: 2 },
      { tag: 'sale', seen: 7, selected: 1 },
      { tag: 't-shirt', seen: 12, selected: 0 },
      { tag: 'summer', seen: 3, selected: 0 },
    ]);
  });

  it('can be added where not all files have them, what is frequent first', () => {
    deepEqual(names(addableTags(known, 2)), ['t-shirt', 'sale', 'summer']);
  });

  it('can be removed where a file has them, or where it is not known what files have', () => {
    deepEqual(
      [names(removableTags(known)), names(removableTags(knownTags(seen, [undefined])))],
      [
        ['new', 'sale'],
        ['t-shirt', 'sale', 'summer'],
      ],
    );
  });
});

describe('an index of known tags', () => {
  it('answers as a look at each of them would', () => {
    const tag = fc.string({ unit: fc.constantFrom('a', 'B', 's', '-', ' ', 'İ', 'ﬁ'), maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(tag), fc.uniqueArray(tag), tag, fc.nat(4), (offered, others, text, most) => {
        const rest = others.filter(one => !offered.includes(one));
        const asKnown = (tags: readonly string[]) => tags.map(one => ({ tag: one, seen: 1, selected: 0 }));
        const index = indexSuggestions(asKnown(offered), asKnown(rest));
        const except = new Set(offered.slice(0, 1));
        deepEqual(
          [index.has(text), names(index.offering(text, except, most + 1)), names(index.nearTwins(text))],
          [
            [...offered, ...rest].includes(text),
            offered.filter(one => foldName(one).includes(foldName(text)) && !except.has(one)).slice(0, most + 1),
            [...offered, ...rest].filter(one => one !== text && similarityKey(one) === similarityKey(text)),
          ],
        );
      }),
    );
  });
});
