import { deepEqual, equal } from 'node:assert/strict';
import { checkTags, similarityKey, normaliseTags, parseTags, sameTags, union, without } from '../../../../src/core/model/tags';

describe('tags', () => {
  it('are trimmed and kept once, in the order given', () => {
    deepEqual(normaliseTags(['  mug', 'sale', 'mug', '', ' ', 'Sale', '🎉 party']), ['mug', 'sale', 'Sale', '🎉 party']);
  });

  it('are typed with commas or line breaks between', () => {
    deepEqual(parseTags('mug, blue shirt,\n, מבצע ,"x"'), ['mug', 'blue shirt', 'מבצע', '"x"']);
  });

  it('are held against the rules of a service', () => {
    const rules = { forbidden: ['%', ','], unwise: [], charactersPerWrite: 5 };
    deepEqual(checkTags(['ok', '', '50%', 'a,b', 'longer'], rules), [
      { kind: 'empty' },
      { kind: 'forbiddenCharacter', tag: '50%', character: '%' },
      { kind: 'forbiddenCharacter', tag: 'a,b', character: ',' },
      { kind: 'tooLong', tag: 'longer', characters: 6, limit: 5 },
    ]);
  });

  for (const [left, right, same] of [
    [['a', 'b'], ['b', 'a'], true],
    [['a'], ['a', 'b'], false],
    [['a'], ['A'], false],
    [[], [], true],
  ] as const) {
    it(`${JSON.stringify(left)} and ${JSON.stringify(right)} are ${same ? 'the same' : 'different'} tags`, () => {
      equal(sameTags(left, right), same);
    });
  }

  it('join and part like sets that keep their order', () => {
    deepEqual(
      [union(['b', 'a'], ['c', 'a']), without(['b', 'a', 'c'], ['a'])],
      [
        ['b', 'a', 'c'],
        ['b', 'c'],
      ],
    );
  });

  for (const [tag, other, alike] of [
    ['T-Shirt', 't shirts', true],
    ['mug', 'Mugs', true],
    ['new york', 'newyork', true],
    ['glass', 'glas', false],
    ['gas', 'ga', false],
    ['blue', 'red', false],
  ] as const) {
    it(`${tag} ${alike ? 'is like' : 'is unlike'} ${other}`, () => {
      equal(similarityKey(tag) === similarityKey(other), alike);
    });
  }
});
