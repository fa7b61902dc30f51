import { deepEqual, ok } from 'node:assert/strict';
import type { Change } from '../../../../src/core/model/edit';
import { isChange } from '../../../../src/core/model/edit';
import { fewestWrites } from '../../../../src/core/plan/fewestWrites';
import type { Limits, Write } from '../../../../src/core/model/service';
import { charactersOf, sameTags } from '../../../../src/core/model/tags';
import { applyWrite } from '../../../../src/core/model/write';
import { bulkLimits, singleLimits } from '../../../support/memoryService';
import { pick, seededRandom, some } from '../../../support/random';

const letters = ['a', 'b', 'c', 'd', 'e'];

describe('the fewest writes', () => {
  const change = (id: string, before: string, after: string): Change => ({
    id,
    before: Array.from(before),
    after: Array.from(after),
  });

  const cases: readonly {
    readonly name: string;
    readonly changes: readonly Change[];
    readonly limits?: Limits;
    readonly phases: readonly (readonly Write[])[];
  }[] = [
    { name: 'none for nothing', changes: [], phases: [] },
    {
      name: 'never one for tags that only look alike',
      changes: [
        { id: '1', before: [], after: ['a\nb', 'c'] },
        { id: '2', before: [], after: ['a', 'b\nc'] },
      ],
      phases: [
        [
          { kind: 'add', fileIds: ['1'], tags: ['a\nb', 'c'] },
          { kind: 'add', fileIds: ['2'], tags: ['a', 'b\nc'] },
        ],
      ],
    },
    {
      name: 'one for files that gain the same',
      changes: [change('1', 'x', 'xa'), change('2', '', 'a')],
      phases: [[{ kind: 'add', fileIds: ['1', '2'], tags: ['a'] }]],
    },
    {
      name: 'one where what one file gains the other keeps',
      changes: [change('1', 'a', 'ab'), change('2', 'b', 'ab')],
      phases: [[{ kind: 'add', fileIds: ['1', '2'], tags: ['b', 'a'] }]],
    },
    {
      name: 'one for a lone file that both gains and loses',
      changes: [change('1', 'ax', 'bx')],
      phases: [[{ kind: 'replace', fileIds: ['1'], tags: ['b', 'x'] }]],
    },
    {
      name: 'adding before removing, so that a failure between the two loses no tag',
      changes: [change('1', 'a', 'b'), change('2', 'a', 'b'), change('3', 'a', 'b')],
      phases: [
        [{ kind: 'add', fileIds: ['1', '2', '3'], tags: ['b'] }],
        [{ kind: 'remove', fileIds: ['1', '2', '3'], tags: ['a'] }],
      ],
    },
    {
      name: 'file by file where a write takes one file: what was not named is left alone',
      limits: singleLimits,
      changes: [
        change('1', 'ax', 'bx'),
        { ...change('2', 'a', 'b'), replacesAll: true },
        { ...change('3', 'a', ''), replacesAll: true },
        change('4', 'a', ''),
      ],
      phases: [
        [
          { kind: 'patch', fileIds: ['1'], add: ['b'], remove: ['a'] },
          { kind: 'replace', fileIds: ['2'], tags: ['b'] },
          { kind: 'clear', fileIds: ['3'] },
          { kind: 'patch', fileIds: ['4'], add: [], remove: ['a'] },
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
      const changes = Array.from({ length: files }, (_, index) =>
        change(String(index), index % 2 ? 'x' : '', index % 2 ? 'xa' : 'a'),
      );
      return fewestWrites(changes, bulkLimits).flat().length;
    });
    deepEqual(counts, [1, 1, 1, 2, 200]);
  });

  it('stay within the characters that a write takes', () => {
    const tags = Array.from({ length: 30 }, (_, index) => `${'long'.repeat(9)}${index}`);
    const changes = Array.from({ length: 60 }, (_, index): Change => ({ id: String(index), before: [], after: tags }));
    const writes = fewestWrites(changes, bulkLimits).flat();
    deepEqual(
      writes.map(write => [write.kind, write.kind === 'add' && charactersOf(write.tags) <= 500]),
      Array.from({ length: 6 }, () => ['add', true]),
    );
  });

  it('make exactly the changes, and no two of a phase touch the same file, for any changes', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 300; round++) {
      const limits = {
        ...pick(random, [
          bulkLimits,
          singleLimits,
          { ...bulkLimits, filesPerWrite: 3, tags: { forbidden: [], unwise: [], charactersPerWrite: 3 } },
        ]),
      };
      const changes = randomChanges(random, 40);
      const phases = fewestWrites(changes, limits);
      const library = new Map(changes.map(({ id, before }) => [id, before]));
      for (const phase of phases) {
        const touched = phase.flatMap(({ fileIds }) => fileIds);
        deepEqual(touched.length, new Set(touched).size);
        for (const write of phase) for (const id of write.fileIds) library.set(id, applyWrite(write, library.get(id) ?? []));
      }
      const wrong = changes.filter(({ id, after }) => !sameTags(library.get(id) ?? [], after));
      deepEqual({ round, wrong }, { round, wrong: [] });
    }
  });

  it('are within 1.1 of the least that brute force finds, over small cases', () => {
    const random = seededRandom(2);
    const limits = { ...bulkLimits, filesPerWrite: 3 };
    let ours = 0;
    let least = 0;
    for (let round = 0; round < 60; round++) {
      const changes = randomChanges(random, 5, ['a', 'b', 'c']);
      ours += fewestWrites(changes, limits).flat().length;
      least += leastWrites(changes, limits.filesPerWrite);
    }
    ok(ours <= least * 1.1, `${ours} writes where ${least} would do`);
  });

  it('are some 200 for a replacement on 5,000 files with 12 tag sets', () => {
    const random = seededRandom(3);
    const sets = Array.from({ length: 12 }, () => some(random, ['k', 'l', 'm', 'n', 'o'], 4));
    const changes = Array.from({ length: 5_000 }, (_, index): Change => ({
      id: String(index),
      before: pick(random, sets),
      after: ['a', 'b'],
      replacesAll: true,
    }));
    const gaining = changes.length / 50;
    const losing = changes.filter(({ before }) => before.length > 0).length / 50;
    deepEqual(fewestWrites(changes, bulkLimits).flat().length, Math.ceil(gaining) + Math.ceil(losing));
  });

  // quadratic work would take many minutes, on any machine
  it('are found in seconds for 130,000 files that have nothing in common', () => {
    const changes = Array.from({ length: 130_000 }, (_, id): Change => {
      return { id: String(id), before: [`from ${id}`], after: [`to ${id}`] };
    });
    const phases = fewestWrites(changes, bulkLimits);
    deepEqual(
      phases.map(({ length }) => length),
      [130_000],
    );
  }).timeout(120_000);
});

function randomChanges(random: () => number, most: number, tags = letters): readonly Change[] {
  return Array.from({ length: 1 + Math.floor(random() * most) }, (_, index) => ({
    id: String(index),
    before: some(random, tags, 3),
    after: some(random, tags, 3),
  })).filter(isChange);
}

/**
 * The least writes by trying everything: each file is either replaced by a write of its own, or its additions lie within one add
 * write and its removals within one remove write.
 */
function leastWrites(changes: readonly Change[], filesPerWrite: number): number {
  let best = Infinity;
  for (let mask = 0; mask < 2 ** changes.length; mask++) {
    const bulk = changes.filter((_, index) => mask & (1 << index));
    const singles = changes.length - bulk.length;
    if (singles >= best) continue;
    const adds = bulk.filter(({ before, after }) => after.some(tag => !before.includes(tag)));
    const removes = bulk.filter(({ before, after }) => before.some(tag => !after.includes(tag)));
    best = Math.min(best, singles + leastGroups(adds, filesPerWrite, 'add') + leastGroups(removes, filesPerWrite, 'remove'));
  }
  return best;
}

function leastGroups(
  changes: readonly Change[],
  filesPerWrite: number,
  kind: 'add' | 'remove',
  groups: readonly (readonly Change[])[] = [],
): number {
  const [first, ...rest] = changes;
  if (!first) return groups.length;
  let best = leastGroups(rest, filesPerWrite, kind, [...groups, [first]]);
  groups.forEach((group, index) => {
    const joined = [...group, first];
    if (joined.length <= filesPerWrite && isOneWrite(joined, kind)) {
      best = Math.min(best, leastGroups(rest, filesPerWrite, kind, groups.with(index, joined)));
    }
  });
  return best;
}

function isOneWrite(changes: readonly Change[], kind: 'add' | 'remove'): boolean {
  const tags = changes.flatMap(({ before, after }) =>
    kind === 'add' ? after.filter(tag => !before.includes(tag)) : before.filter(tag => !after.includes(tag)),
  );
  return changes.every(({ after }) => tags.every(tag => after.includes(tag) === (kind === 'add')));
}
