import { deepEqual } from 'node:assert/strict';
import { searchCompletions, type SearchVocabulary } from '../../../../src/app/search/searchCompletions';

const vocabulary: SearchVocabulary = {
  tags: (text, most) =>
    [{ tag: 'summer', files: 12 }, { tag: 'summer sale', files: 3 }, { tag: 'sum' }]
      .filter(({ tag }) => tag.includes(text))
      .slice(0, most),
  folders: text => ['/products', '/products/mugs', '/Partner Campaign'].filter(path => path.includes(text)),
};

const completed: readonly (readonly [string, ...string[]])[] = [
  ['', 'tag:', 'type:', 'in:', 'changed:', 'untagged', 'native:'],
  ['mug '],
  ['mug'],
  ['mug t', 'mug tag:', 'mug type:'],
  ['-u', '-untagged '],
  ['-n'],
  ['n', 'native:'],
  ['tag:', 'tag:summer ', 'tag:"summer sale" ', 'tag:sum '],
  ['a -tag:sum', 'a -tag:summer ', 'a -tag:"summer sale" '],
  ['tag:summer', 'tag:"summer sale" '],
  ['tag:x,sale', 'tag:x,"summer sale" '],
  ['tag:"summer s', 'tag:"summer sale" '],
  ['tag:summer '],
  ['type:', 'type:image ', 'type:video ', 'type:audio ', 'type:document ', 'type:other '],
  ['type:image,V', 'type:image,video '],
  ['in:mugs', 'in:/products/mugs '],
  ['in:"/Partner C', 'in:"/Partner Campaign" '],
  ['changed:', 'changed:1d ', 'changed:7d ', 'changed:30d ', 'changed:1y '],
  ['changed:7', 'changed:7d '],
  ['native:ta'],
  ['strange:a'],
];

describe('completion of a search', () => {
  for (const [text, ...texts] of completed) {
    it(`${JSON.stringify(text)} to ${texts.map(one => JSON.stringify(one)).join(', ') || 'nothing'}`, () => {
      deepEqual(
        searchCompletions(text, vocabulary, 5).map(one => one.text),
        texts,
      );
    });
  }

  it('tells what kind each is, and how many files have a tag', () => {
    deepEqual(searchCompletions('-tag:summ', vocabulary, 1), [
      { kind: 'tag', label: '-tag:summer', text: '-tag:summer ', files: 12 },
    ]);
  });
});
