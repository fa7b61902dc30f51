import { deepEqual } from 'node:assert/strict';
import { TagVocabulary } from '../../../../src/app/tagIndex/tagVocabulary';

function vocabulary(counts: Readonly<Record<string, number>>): TagVocabulary {
  const tags = new TagVocabulary();
  for (const [tag, files] of Object.entries(counts)) {
    const number = tags.intern(tag);
    for (let count = 0; count < files; count++) tags.count(number, 1);
  }
  return tags;
}

const known = { sale: 5, 'Summer sale': 9, SALES: 1, red: 3, 'wall-art': 2, 'wall art': 2, gone: 0, 'sale ': 1, is: 1, iss: 1 };

describe('the tags of a library', () => {
  const rows: readonly (readonly [string, number | undefined, ...string[]])[] = [
    ['sale', undefined, 'sale 5', 'SALES 1', 'sale  1', 'Summer sale 9'],
    ['SALE', 2, 'sale 5', 'SALES 1'],
    ['wall', undefined, 'wall art 2', 'wall-art 2'],
    ['gone', undefined],
    ['', 2, 'Summer sale 9', 'sale 5'],
    ['\0', undefined],
  ];
  for (const [text, most, ...expected] of rows) {
    it(`with ${JSON.stringify(text)} in them: ${expected.join(', ')}`, () => {
      deepEqual(
        vocabulary(known)
          .matching(text, most)
          .map(({ tag, files }) => `${tag} ${files}`),
        expected,
      );
    });
  }

  it('are found while they come and go', () => {
    const tags = vocabulary({ a: 1 });
    const before = tags.matching('a');
    tags.count(tags.intern('ab'), 1);
    tags.count(tags.intern('a'), -1);
    deepEqual([before, tags.matching('a')], [[{ tag: 'a', files: 1 }], [{ tag: 'ab', files: 1 }]]);
  });

  it('have twins, which differ in what a person hardly sees', () => {
    deepEqual(
      vocabulary(known)
        .twins()
        .map(group => group.map(({ tag }) => tag)),
      [
        ['sale', 'SALES', 'sale '],
        ['wall art', 'wall-art'],
      ],
    );
  });
});
