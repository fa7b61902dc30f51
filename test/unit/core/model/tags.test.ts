import { expectLinear } from '../../../support/growth';
import { deepEqual, equal } from 'node:assert/strict';
import { normaliseTags, sameTags, union, without } from '../../../../src/core/model/tags';

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

  it('join and part in linear time, however many a service claims', () => {
    const tags = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `tag ${index + from}`);
    expectLinear(size => [union(tags(size), tags(size, size / 2)), without(tags(size), tags(size, size / 2))]);
  });
});
