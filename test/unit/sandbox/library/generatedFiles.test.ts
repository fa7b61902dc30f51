import { deepEqual, equal } from 'node:assert/strict';
import { generatedFiles } from '../../../../src/sandbox/library/generatedFiles';
import { sampleLibrary } from '../../../../src/sandbox/library/sampleData';

describe('generated files', () => {
  for (const [count, folders, expected] of [
    [0, undefined, []],
    [1, undefined, [1]],
    [1001, undefined, [334, 334, 333]],
    [10, 4, [3, 3, 3, 1]],
    [3, 10, [1, 1, 1]],
    [600, 1, [600]],
  ] as const) {
    it(`${count} lie in ${folders ?? 'the usual'} folders`, () => {
      const generated = generatedFiles(count, folders);
      const sizes = generated.folders.map(({ from, to }) => to - from);
      const wrong = generated.folders.flatMap(({ path, from, to }) =>
        [from, to - 1].filter(number => generated.file(number).folder !== path),
      );
      deepEqual([sizes, wrong, new Set(generated.folders.map(({ path }) => path)).size], [expected, [], expected.length]);
    });
  }

  it('are found by what they are called, and no others are', () => {
    const generated = generatedFiles(100_000, 1000, 3000);
    for (const number of [0, 1, 99, 100, 54_321, 99_999]) {
      const { id, path } = generated.file(number);
      deepEqual([generated.numberOf(id), generated.numberOfPath(path)], [number, number]);
    }
    const { id, path } = generatedFiles(100_001, 1000, 3000).file(100_000);
    const others = [id, '', 'x', '598821f949c0a938d57563bd', `${generated.file(5).id.slice(0, 8)}${'0'.repeat(16)}`];
    deepEqual(
      [
        others.map(other => generated.numberOf(other)),
        [path, '/stock/mug-000005.jpg', '/'].map(other => generated.numberOfPath(other)),
      ],
      [others.map(() => undefined), [undefined, undefined, undefined]],
    );
  });

  it('are in the order of their creation, which is before that of all others', () => {
    const library = sampleLibrary({ count: 1000 });
    const created = Array.from(Array(library.size).keys(), position => library.current(position)?.createdAt ?? 0);
    deepEqual(
      created,
      created.toSorted((one, other) => one - other),
    );
  });

  for (const distinctTags of [2000, 5000]) {
    it(`have ${distinctTags} tags together where so many are asked for, beside those for what they show`, () => {
      const tagsOf = (tags: number) => {
        const generated = generatedFiles(6000, 10, tags);
        return Array.from(Array(6000).keys()).flatMap(number => generated.file(number).tags);
      };
      const counts = new Map<string, number>();
      const shown = new Set(tagsOf(0));
      for (const tag of tagsOf(distinctTags)) if (!shown.has(tag)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      const twins = Array.from(counts.keys()).filter(tag => tag !== tag.toLowerCase());
      equal(counts.size, distinctTags);
      equal(twins.length, Math.floor(distinctTags / 97));
      equal(Math.max(...counts.values()) > 100, true);
    });
  }

  it('are listed, edited, deleted and kept like any other', () => {
    const library = sampleLibrary({ count: 1000 });
    const [first, second] = [library.current(0), library.current(1)];
    library.edit(first?.id ?? '', { tags: ['only'] });
    library.remove(second?.id ?? '');
    const again = sampleLibrary({ count: 1000 });
    again.restore(library.allEdits());
    deepEqual(
      [library.allEdits(), again.current(0), again.current(1), again.countIn(first?.folder ?? '')],
      [
        { files: { [first?.id ?? '']: { tags: ['only'] }, [second?.id ?? '']: null }, folders: {} },
        { ...first, tags: ['only'] },
        undefined,
        379,
      ],
    );
  });
});
