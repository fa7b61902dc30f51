import { deepEqual, ok } from 'node:assert/strict';
import { fewestWrites, type Sent } from '../../../../src/core/plan/fewestWrites';
import { applyWrite, type Limits, type Write } from '../../../../src/core/service/service';
import { charactersOf, sameTags, without } from '../../../../src/core/model/tags';
import { bulkLimits, productLimits, singleLimits } from '../../../support/memoryService';
import { pick, seededRandom, some } from '../../../support/random';

const letters = ['a', 'b', 'c', 'd', 'e'];

/** `sent('1', 'a', 'xy')`: file 1 gains a, loses x and y. */
function sent(id: string, add: string, remove = ''): Sent {
  return { id, after: [], add: Array.from(add), remove: Array.from(remove) };
}

function ids(count: number, of: (index: number) => Sent): readonly Sent[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

describe('the fewest writes', () => {
  const cases: readonly {
    readonly name: string;
    readonly changes: readonly Sent[];
    readonly limits?: Limits;
    readonly phases: readonly (readonly Write[])[];
  }[] = [
    { name: 'none for nothing', changes: [], phases: [] },
    {
      name: 'never one for tags that only look alike',
      changes: [
        { id: '1', after: [], add: ['a\nb', 'c'], remove: [] },
        { id: '2', after: [], add: ['a', 'b\nc'], remove: [] },
      ],
      phases: [
        [
          { kind: 'add', fileIds: ['1'], tags: ['a\nb', 'c'] },
          { kind: 'add', fileIds: ['2'], tags: ['a', 'b\nc'] },
        ],
      ],
    },
    {
      name: 'one for files that gain the same, in whatever order it is named',
      changes: [sent('1', 'ab'), sent('2', 'ba')],
      phases: [[{ kind: 'add', fileIds: ['1', '2'], tags: ['a', 'b'] }]],
    },
    {
      name: 'never one where a tag is not meant for each of the files',
      changes: [sent('0', '', 'u'), sent('1', '', 'v')],
      phases: [
        [
          { kind: 'remove', fileIds: ['0'], tags: ['u'] },
          { kind: 'remove', fileIds: ['1'], tags: ['v'] },
        ],
      ],
    },
    {
      name: 'a tag at a time, where that lets files share',
      changes: [sent('1', 'ab'), sent('2', 'bc'), sent('3', 'a'), sent('4', 'c')],
      phases: [
        [
          { kind: 'add', fileIds: ['3', '1'], tags: ['a'] },
          { kind: 'add', fileIds: ['4', '2'], tags: ['c'] },
        ],
        [{ kind: 'add', fileIds: ['1', '2'], tags: ['b'] }],
      ],
    },
    {
      name: 'adding before removing, so that a failure between the two loses no tag',
      changes: [sent('1', 'b', 'a'), sent('2', 'b', 'a'), sent('3', 'b', 'a')],
      phases: [
        [{ kind: 'add', fileIds: ['1', '2', '3'], tags: ['b'] }],
        [{ kind: 'remove', fileIds: ['1', '2', '3'], tags: ['a'] }],
      ],
    },
    {
      name: 'removing at once where nothing is added',
      changes: [sent('1', 'b', 'a'), sent('2', '', 'c')],
      phases: [
        [
          { kind: 'add', fileIds: ['1'], tags: ['b'] },
          { kind: 'remove', fileIds: ['2'], tags: ['c'] },
        ],
        [{ kind: 'remove', fileIds: ['1'], tags: ['a'] }],
      ],
    },
    {
      name: 'the whole file alone, and last, where a tag can not be named',
      changes: [
        { ...sent('1', 'a', 'x'), after: ['a'], whole: true },
        { ...sent('2', '', 'x'), whole: true },
      ],
      phases: [
        [
          { kind: 'replace', fileIds: ['1'], tags: ['a'] },
          { kind: 'clear', fileIds: ['2'] },
        ],
      ],
    },
    {
      name: 'file by file where a write adds and removes',
      limits: singleLimits,
      changes: [sent('1', 'b', 'a'), sent('2', '', 'a')],
      phases: [
        [
          { kind: 'patch', fileIds: ['1'], add: ['b'], remove: ['a'] },
          { kind: 'patch', fileIds: ['2'], add: [], remove: ['a'] },
        ],
      ],
    },
    {
      name: 'never one for files of different groups',
      limits: productLimits,
      changes: [sent('image/1', 'a'), sent('video/1', 'a'), sent('image/2', 'a')],
      phases: [
        [
          { kind: 'add', fileIds: ['image/1', 'image/2'], tags: ['a'] },
          { kind: 'add', fileIds: ['video/1'], tags: ['a'] },
        ],
      ],
    },
  ];
  for (const { name, changes, phases, limits = bulkLimits } of cases) {
    it(name, () => {
      deepEqual(fewestWrites(changes, limits), phases);
    });
  }

  it('are ceil(N / 50) for the same tags on N files', () => {
    const counts = [1, 49, 50, 51, 10_000].map(files => {
      return fewestWrites(
        ids(files, index => sent(String(index), 'a')),
        bulkLimits,
      ).flat().length;
    });
    deepEqual(counts, [1, 1, 1, 2, 200]);
  });

  it('stay within files × tags: 10, 31 and 100 for 1, 3 and 10 tags on 10,000 files', () => {
    const counts = [1, 3, 10].map(tags => {
      const changes = ids(10_000, index => sent(`image/${index}`, 'abcdefghij'.slice(0, tags)));
      return fewestWrites(changes, productLimits).flat().length;
    });
    deepEqual(counts, [10, 31, 100]);
  });

  it('stay within the characters that a write takes', () => {
    const tags = Array.from({ length: 30 }, (_, index) => `${'long'.repeat(9)}${index}`);
    const changes = ids(60, index => ({ id: String(index), after: [], add: tags, remove: [] }));
    const writes = fewestWrites(changes, bulkLimits).flat();
    deepEqual(
      writes.map(write => [write.kind, write.kind === 'add' && charactersOf(write.tags) <= 500]),
      Array.from({ length: 6 }, () => ['add', true]),
    );
  });

  it('send exactly what is asked, to nothing else, and no two of a phase touch the same file', () => {
    const random = seededRandom(1);
    const tight = { ...bulkLimits.tags, charactersPerWrite: 3 };
    const odd = { ...bulkLimits, writes: { add: 3, remove: 2 }, tags: tight };
    const product = { ...productLimits, writes: { add: 4, remove: 4 }, changesPerWrite: 6 };
    for (let round = 0; round < 400; round++) {
      const limits = pick(random, [bulkLimits, singleLimits, odd, product]);
      const changes = randomChanges(random, 40);
      const phases = fewestWrites(changes, limits);
      const [added, removed] = [new Map<string, readonly string[]>(), new Map<string, readonly string[]>()];
      for (const phase of phases) {
        const touched = phase.flatMap(({ fileIds }) => fileIds);
        deepEqual(touched.length, new Set(touched).size);
        for (const write of phase) {
          const { add, remove } = write.kind === 'patch' ? write : { add: tagsOf(write, 'add'), remove: tagsOf(write, 'remove') };
          for (const id of write.fileIds) {
            added.set(id, [...(added.get(id) ?? []), ...add]);
            // what is still to be added must not come after a removal
            if (remove.length > 0) deepEqual([id, without(changeOf(changes, id).add, added.get(id) ?? [])], [id, []]);
            removed.set(id, [...(removed.get(id) ?? []), ...remove]);
          }
          ok(isWithin(write, limits), JSON.stringify(write));
        }
      }
      const wrong = changes.filter(({ id, add, remove }) => {
        return !sameTags(added.get(id) ?? [], add) || !sameTags(removed.get(id) ?? [], remove);
      });
      deepEqual({ round, wrong }, { round, wrong: [] });
    }
  });

  it('are within 1.1 of the least that brute force finds, over small cases', () => {
    const random = seededRandom(2);
    const limits = { ...bulkLimits, writes: { add: 3, remove: 3 } };
    let ours = 0;
    let least = 0;
    for (let round = 0; round < 80; round++) {
      const changes = randomChanges(random, 6, ['a', 'b', 'c']);
      ours += fewestWrites(changes, limits).flat().length;
      least += leastWrites(changes.map(({ add }) => add)) + leastWrites(changes.map(({ remove }) => remove));
    }
    ok(ours <= least * 1.1, `${ours} writes where ${least} would do`);
  });

  it('are found in seconds for 130,000 files that have nothing in common', () => {
    const changes = ids(130_000, id => ({ id: String(id), after: [], add: [`to ${id}`, 'x'], remove: [`from ${id}`, 'y'] }));
    const startedAt = performance.now();
    const phases = fewestWrites(changes, bulkLimits);
    deepEqual([phases.map(({ length }) => length), performance.now() - startedAt < 20_000], [[130_000, 130_000], true]);
  });

  it('leave the tags as they are to be, one phase after the other', () => {
    const library = new Map([['1', ['a', 'x'] as readonly string[]]]);
    for (const write of fewestWrites([sent('1', 'b', 'a')], bulkLimits).flat()) {
      for (const id of write.fileIds) library.set(id, applyWrite(write, library.get(id) ?? []));
    }
    deepEqual(library.get('1'), ['x', 'b']);
  });
});

function randomChanges(random: () => number, most: number, tags = letters): readonly Sent[] {
  return Array.from({ length: 1 + Math.floor(random() * most) }, (_, index) => {
    const add = some(random, tags, 3);
    return { id: `image/${index}`, after: [], add, remove: without(some(random, tags, 3), add) };
  }).filter(({ add, remove }) => add.length + remove.length > 0);
}

function tagsOf(write: Write, kind: 'add' | 'remove'): readonly string[] {
  return write.kind === kind ? write.tags : [];
}

function changeOf(changes: readonly Sent[], id: string): Sent {
  return changes.find(change => change.id === id) ?? sent(id, '');
}

function isWithin(
  write: Write,
  { writes, changesPerWrite = Infinity, tags: { charactersPerWrite = Infinity } }: Limits,
): boolean {
  const tags = write.kind === 'patch' ? [...write.add, ...write.remove] : write.kind === 'clear' ? [] : write.tags;
  return (
    write.fileIds.length <= (writes[write.kind] ?? 0) &&
    tags.length * write.fileIds.length <= changesPerWrite &&
    charactersOf(tags) <= charactersPerWrite
  );
}

/** Every way to cover the tags of a file by sets of a, b and c, none of which is within another. */
const covers: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '': [[]],
  a: [['a']],
  b: [['b']],
  c: [['c']],
  ab: [['ab'], ['a', 'b']],
  ac: [['ac'], ['a', 'c']],
  bc: [['bc'], ['b', 'c']],
  abc: [['abc'], ['ab', 'c'], ['ac', 'b'], ['bc', 'a'], ['a', 'b', 'c'], ['ab', 'bc'], ['ab', 'ac'], ['ac', 'bc']],
};

/** The least writes of three files by trying everything. */
function leastWrites(files: readonly (readonly string[])[], counts: ReadonlyMap<string, number> = new Map()): number {
  const [first, ...rest] = files;
  if (!first) return [...counts.values()].reduce((sum, count) => sum + Math.ceil(count / 3), 0);
  const options = covers[[...first].sort().join('')] ?? [];
  return Math.min(
    ...options.map(sets =>
      leastWrites(rest, new Map([...counts, ...sets.map(set => [set, (counts.get(set) ?? 0) + 1] as const)])),
    ),
  );
}
