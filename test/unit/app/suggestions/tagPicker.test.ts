import { deepEqual, ok } from 'node:assert/strict';
import type { Edit } from '../../../../src/core/model/edit';
import { planChanges } from '../../../../src/core/plan/plan';
import type { Finding } from '../../../../src/core/plan/readImages';
import { type PresentState, TagPicker, type WantedState } from '../../../../src/app/suggestions/tagPicker';
import { sameTags } from '../../../../src/core/model/tags';
import { applyWrite } from '../../../../src/core/service/service';
import { bulkLimits } from '../../../support/memoryService';

const ids = Array.from({ length: 40 }, (_, index) => `f${index}`);

/** All files have a1, a2 and a3; the first twelve s1, s2 and s3; n1, n2 and n3 are in the library alone. */
const tagsOf = (index: number) => ['a1', 'a2', 'a3', ...(index < 12 ? ['s1', 's2', 's3'] : [])];
const files = ids.map((_, index) => tagsOf(index));
const seen = new Map([
  ...['a1', 'a2', 'a3'].map(tag => [tag, 40] as const),
  ...['s1', 's2', 's3'].map(tag => [tag, 12] as const),
  ['n1', 9] as const,
  ['n2', 7] as const,
  ['n3', 5] as const,
  ['round-neck', 3] as const,
]);

function makePicker(known: readonly (readonly string[] | undefined)[] = files): TagPicker {
  const check = (tags: readonly string[]) => (tags.some(tag => tag.includes('%')) ? 'No % in a tag.' : undefined);
  return new TagPicker({ files: known, seen, recent: ['n3', 'gone'], check });
}

/** The files whose tags an edit changes, and what each of them gains and loses. */
function changesOf(edit: Edit | undefined): readonly (readonly [string, number, readonly string[], readonly string[]])[] {
  if (!edit) return [];
  const findings = new Map(
    ids.map((id, index): [string, Finding] => [
      id,
      { kind: 'present', path: `/${id}`, image: { tags: tagsOf(index), source: 'address', at: 0 } },
    ]),
  );
  const { changes, phases } = planChanges(
    ids.map(id => ({ id, edit })),
    findings,
    bulkLimits,
  );
  // and the writes do just that, to each file
  const written = new Map(ids.map((id, index): [string, readonly string[]] => [id, tagsOf(index)]));
  for (const write of phases.flat()) {
    for (const id of write.fileIds) written.set(id, applyWrite(write, written.get(id) ?? []));
  }
  const wanted = new Map(changes.map(({ id, after }) => [id, after]));
  ok(ids.every((id, index) => sameTags(written.get(id) ?? [], wanted.get(id) ?? tagsOf(index))));
  const groups = new Map<string, [string, number, readonly string[], readonly string[]]>();
  for (const { before, after } of changes) {
    const gained = after.filter(tag => !before.includes(tag));
    const lost = before.filter(tag => !after.includes(tag));
    const had = before.includes('s1') ? 'some' : 'others';
    const group = groups.get(had);
    if (group) group[1]++;
    else groups.set(had, [had, 1, gained, lost]);
  }
  return [...groups.values()];
}

describe('the tag picker', () => {
  const table: readonly (readonly [PresentState, string, WantedState, ReturnType<typeof changesOf>])[] = [
    ['all', 'a1', 'leave', []],
    ['all', 'a2', 'put', []],
    [
      'all',
      'a3',
      'take',
      [
        ['some', 12, [], ['a3']],
        ['others', 28, [], ['a3']],
      ],
    ],
    ['some', 's1', 'leave', []],
    ['some', 's2', 'put', [['others', 28, ['s2'], []]]],
    ['some', 's3', 'take', [['some', 12, [], ['s3']]]],
    ['none', 'n1', 'leave', []],
    [
      'none',
      'n2',
      'put',
      [
        ['some', 12, ['n2'], []],
        ['others', 28, ['n2'], []],
      ],
    ],
    ['none', 'n3', 'take', []],
  ];
  for (const [present, tag, wanted, changes] of table) {
    it(`changes what it says where a tag is on ${present} of 40 files and wanted: ${wanted}`, () => {
      const picker = makePicker();
      picker.want(tag, wanted);
      deepEqual([picker.presentState(tag), changesOf(picker.edit)], [present, changes]);
    });
  }

  it('makes one edit of all that was changed', () => {
    const picker = makePicker();
    for (const [, tag, wanted] of table) picker.want(tag, wanted);
    deepEqual(
      [picker.edit, changesOf(picker.edit)],
      [
        { kind: 'patch', add: ['a2', 's2', 'n2'], remove: ['a3', 's3', 'n3'] },
        [
          ['some', 12, ['n2'], ['a3', 's3']],
          ['others', 28, ['s2', 'n2'], ['a3']],
        ],
      ],
    );
  });

  const turns: readonly (readonly [string, string, readonly WantedState[]])[] = [
    ['is on all files', 'a1', ['take', 'leave', 'take']],
    ['is on some files', 's1', ['put', 'take', 'leave']],
    ['is on no file', 'n1', ['put', 'leave', 'put']],
    ['is new', 'new', ['put', 'leave', 'put']],
  ];
  for (const [what, tag, states] of turns) {
    it(`turns a tag that ${what} through what would change something`, () => {
      const picker = makePicker();
      const found = states.map(() => {
        picker.turn(tag);
        return picker.wantedState(tag);
      });
      deepEqual(found, states);
    });
  }

  it('takes a tag for one of some files where not all of their tags are known', () => {
    const picker = makePicker([['a1'], undefined]);
    deepEqual([picker.presentState('a1'), picker.presentState('n1')], ['some', 'some']);
  });

  const texts: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'nothing: what was picked, the files own tags, then recent and frequent ones',
      '',
      [
        'No changes · Type a tag, or choose one below',
        '# on these files',
        ...['a1', 'a2', 'a3'].map(tag => `${tag} · on all 40`),
        ...['s1', 's2', 's3'].map(tag => `${tag} · 12 of 40`),
        '# recent and frequent',
        'n3 · 5 files seen with it',
        'gone · ',
        'n1 · 9 files seen with it',
        'n2 · 7 files seen with it',
        'round-neck · 3 files seen with it',
      ],
    ],
    ['a tag that is known', 's1', ['s1 · 12 of 40']],
    ['the beginning of one', 'roun', ['round-neck · 3 files seen with it', 'New tag · "roun" · Enter adds it to 40 files']],
    [
      'a near-twin, which is pointed at first',
      'Round Neck',
      ['round-neck · instead of "Round Neck" · 3 files seen with it', 'New tag · "Round Neck" · Enter adds it to 40 files'],
    ],
    ['several', 'n1, new', ['New tag · "n1", "new" · Enter adds it to 40 files']],
    ['what the service refuses', '50%', ['50% ! No % in a tag.']],
    ['a quotation mark too many', '"a', ['"a ! The quotation mark at the beginning of "a is not closed.']],
  ];
  for (const [what, text, rows] of texts) {
    it(`shows for ${what}`, () => {
      const shown = makePicker()
        .rows(text)
        .map(row => {
          if (row.kind === 'heading') return `# ${row.label}`;
          return row.kind === 'problem' ? `${row.label} ! ${row.detail}` : `${row.label} · ${row.description}`;
        });
      deepEqual(shown, rows);
    });
  }

  it('says in its first line what will be done', () => {
    const picker = makePicker();
    picker.turn('n1');
    picker.turn('a1');
    const [first] = picker.rows('');
    deepEqual(first, {
      kind: 'apply',
      label: 'Add "n1", remove "a1"',
      description: 'Enter applies this to 40 files',
      edit: { kind: 'patch', add: ['n1'], remove: ['a1'] },
    });
  });
});
