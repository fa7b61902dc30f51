import { deepEqual } from 'node:assert/strict';
import { checkTags, findIdsProblem, findTagsProblem, findWriteProblem } from '../../../../src/core/model/tagAndIdChecks';
import type { Write } from '../../../../src/core/service/service';
import { bulkLimits } from '../../../support/memoryService';

const rules = { forbidden: ['%', ','], unwise: [';'], charactersPerTag: 6, charactersPerWrite: 10 };
const limits = { ...bulkLimits, tags: rules, writes: { add: 2, remove: 2, replace: 1, patch: 1, clear: 1 } };
const tooLong = { kind: 'tooLong', tag: 'longest', characters: 7, limit: 6 };
const tooMany = { kind: 'tooManyCharacters', characters: 11, limit: 10 };
const percent = { kind: 'forbiddenCharacter', tag: '50%', character: '%' };

describe('the check of tags', () => {
  it('names each that a service would not take', () => {
    deepEqual(checkTags(['ok', ' ', '50%', 'a,b', 'a;b', 'longest'], rules), [
      { kind: 'empty' },
      percent,
      { kind: 'forbiddenCharacter', tag: 'a,b', character: ',' },
      tooLong,
    ]);
  });

  for (const [tags, problem] of [
    [['ok'], undefined],
    [['12345', '67890'], undefined],
    [['123456', '78901'], tooMany],
    [['123456', '78901', '50%'], percent],
  ] as const) {
    it(`looks at ${tags.join(' and ')} together`, () => {
      deepEqual(findTagsProblem(tags, rules), problem);
    });
  }
});

describe('the check of ids', () => {
  for (const [ids, most, problem] of [
    [['f1', 'f2'], undefined, undefined],
    [[], undefined, { kind: 'noFiles' }],
    [['f1', 'f2'], 1, { kind: 'tooManyFiles', files: 2, limit: 1 }],
    [['f1', '../x'], undefined, { kind: 'noId', id: '../x' }],
  ] as const) {
    it(`takes ${JSON.stringify(ids)}, of ${most ?? 'any number'}, for ${problem?.kind ?? 'ids'}`, () => {
      deepEqual(findIdsProblem(ids, limits, most), problem);
    });
  }
});

describe('the check of a write', () => {
  const cases: readonly (readonly [Write, object | undefined])[] = [
    [{ kind: 'add', fileIds: ['f1', 'f2'], tags: ['ok'] }, undefined],
    [
      { kind: 'add', fileIds: ['f1'], tags: ['50%'] },
      { subject: 'tags', problem: percent },
    ],
    [
      { kind: 'add', fileIds: ['f1'], tags: [] },
      { subject: 'tags', problem: { kind: 'noTags' } },
    ],
    [
      { kind: 'add', fileIds: [], tags: ['ok'] },
      { subject: 'fileIds', problem: { kind: 'noFiles' } },
    ],
    [
      { kind: 'add', fileIds: ['f1', 'f2', 'f3'], tags: ['ok'] },
      { subject: 'fileIds', problem: { kind: 'tooManyFiles', files: 3, limit: 2 } },
    ],
    [{ kind: 'remove', fileIds: ['f1'], tags: ['50%', 'longest'] }, undefined],
    [
      { kind: 'remove', fileIds: ['f1'], tags: ['123456', '78901'] },
      { subject: 'tags', problem: tooMany },
    ],
    [
      { kind: 'remove', fileIds: ['f1'], tags: [' '] },
      { subject: 'tags', problem: { kind: 'empty' } },
    ],
    [{ kind: 'patch', fileIds: ['f1'], add: ['ok'], remove: ['50%'] }, undefined],
    [
      { kind: 'patch', fileIds: ['f1'], add: ['longest'], remove: [] },
      { subject: 'tags', problem: tooLong },
    ],
    [
      { kind: 'patch', fileIds: ['f1'], add: [], remove: [] },
      { subject: 'tags', problem: { kind: 'noTags' } },
    ],
    [{ kind: 'replace', fileIds: ['f1'], tags: [] }, undefined],
    [
      { kind: 'replace', fileIds: ['f1'], tags: ['50%'] },
      { subject: 'tags', problem: percent },
    ],
    [
      { kind: 'clear', fileIds: ['no id'] },
      { subject: 'fileIds', problem: { kind: 'noId', id: 'no id' } },
    ],
  ];
  for (const [write, expected] of cases) {
    it(`${expected ? 'refuses' : 'takes'} ${JSON.stringify(write)}`, () => {
      deepEqual(findWriteProblem(write, limits), expected);
    });
  }
});
