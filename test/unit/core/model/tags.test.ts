import { deepEqual, equal } from 'node:assert/strict';
import { normaliseTags, similarityKey, sameTags, union, without } from '../../../../src/core/model/tags';

describe('tags', () => {
  it('are trimmed and kept once, in the order given', () => {
    deepEqual(normaliseTags(['  mug', 'sale', 'mug', '', ' ', 'Sale', '🎉 party']), ['mug', 'sale', 'Sale', '🎉 party']);
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
