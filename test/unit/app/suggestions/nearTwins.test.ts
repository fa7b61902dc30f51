import { deepEqual, equal } from 'node:assert/strict';
import { groupNearTwins, similarityKey } from '../../../../src/app/suggestions/nearTwins';

describe('near-twins', () => {
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

  it('are found by their key, in the order given', () => {
    const known = ['Sale', 'mug', 'sales', 'sale'].map(tag => ({ tag }));
    const twins = groupNearTwins(known);
    deepEqual(
      ['sale', 'hat'].map(tag => twins(similarityKey(tag)).map(one => one.tag)),
      [['Sale', 'sales', 'sale'], []],
    );
  });
});
