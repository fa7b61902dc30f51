import { deepEqual } from 'node:assert/strict';
import { inOneLine, wordsWithoutReference } from '../../../../src/app/selection/references';
import type { ServiceDescriptor } from '../../../../src/core/service/descriptor';

/** An id is f and a digit. */
const service: ServiceDescriptor = {
  id: 'demo',
  label: 'Demo',
  credentials: [],
  findIds: text => text.match(/\bf\d\b/g) ?? [],
  findAddresses: () => [],
};

describe('a text with ids', () => {
  it('keeps its lines apart in one line', () => {
    deepEqual(inOneLine('f1\r\n  f2\n\nf3 '), 'f1 f2 f3');
  });

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a list', 'f1, mug, "f2"\nmug f1f2', ['mug', 'f1f2']],
    ['a list of nothing else', 'f1, - f2;', []],
    [
      'data: what could be meant as an id',
      '{ "fileId": "f1", "name": "mug", "other": "5e21880d5efe355febd4" }',
      ['5e21880d5efe355febd4'],
    ],
  ];
  for (const [what, text, expected] of cases) {
    it(`tells what is no id in ${what}`, () => {
      deepEqual(wordsWithoutReference(text, service), expected);
    });
  }
});
