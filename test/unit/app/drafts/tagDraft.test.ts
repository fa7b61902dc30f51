import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { mergeTags, rebaseDraft, targetsOfDraft } from '../../../../src/app/drafts/tagDraft';
import { applyEdit } from '../../../../src/core/model/edit';
import { sameTags } from '../../../../src/core/model/tags';

const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));

describe('a draft', () => {
  it('asks for what was added and removed, and nothing else', () => {
    const files = [
      { id: '1', path: '/a', tags: ['sumer', 'mug'] },
      { id: '2', path: '/b', tags: ['sumer'] },
      { id: '3', path: '/c', tags: ['mug', 'red'] },
      { id: '4', tags: ['mug'] },
      { id: '5', path: '/e', tags: ['mug'] },
    ];
    const wanted = new Map([
      ['1', ['mug', 'summer']],
      ['2', ['summer']],
      ['3', ['red', 'mug']],
      ['4', ['mug', 'sale']],
      ['9', ['x']],
    ]);
    const targets = targetsOfDraft({ files, wanted });
    const edit = { kind: 'patch', add: ['summer'], remove: ['sumer'] };
    deepEqual(targets, [
      { id: '1', path: '/a', edit, expected: ['sumer', 'mug'] },
      { id: '2', path: '/b', edit, expected: ['sumer'] },
      { id: '4', edit: { kind: 'add', tags: ['sale'] }, expected: ['mug'] },
    ]);
    equal(targets[0]?.edit, targets[1]?.edit);
  });

  for (const [what, opened, mine, theirs, merged] of [
    ['mine alone', ['a', 'b'], ['a', 'c'], ['a', 'b'], { tags: ['a', 'c'] }],
    ['theirs alone', ['a', 'b'], ['a', 'b'], ['b', 'd'], { tags: ['b', 'd'] }],
    ['the same by both', ['a'], ['a', 'b'], ['b', 'a'], { tags: ['b', 'a'] }],
    ['both', ['a', 'b'], ['a', 'c'], ['a', 'b', 'd'], { tags: ['a', 'd', 'c'], conflict: { added: ['d'], removed: [] } }],
    ['a tag replaced by both', ['a'], ['b'], ['c'], { tags: ['c', 'b'], conflict: { added: ['c'], removed: ['a'] } }],
    ['all cleared by me', ['a'], [], ['a', 'b'], { tags: ['b'], conflict: { added: ['b'], removed: [] } }],
  ] as const) {
    it(`merges the edits of ${what}`, () => {
      deepEqual(mergeTags(opened, mine, theirs), merged);
    });
  }

  it('loses no tag of others, and none of mine, and makes of a file what the run will', () => {
    fc.assert(
      fc.property(tags, tags, tags, (opened, mine, theirs) => {
        const { tags: merged } = mergeTags(opened, mine, theirs);
        for (const tag of theirs) ok(merged.includes(tag) || (opened.includes(tag) && !mine.includes(tag)), tag);
        for (const tag of mine) ok(merged.includes(tag) || (opened.includes(tag) && !theirs.includes(tag)), tag);
        const [target] = targetsOfDraft({ files: [{ id: '1', tags: opened }], wanted: new Map([['1', mine]]) });
        ok(sameTags(target ? applyEdit(target.edit, theirs) : theirs, merged));
      }),
    );
  });

  it('goes on top of what the library has by now', () => {
    const draft = {
      files: [
        { id: '1', tags: ['a'] },
        { id: '2', tags: ['a'] },
      ],
      wanted: new Map([
        ['1', ['a', 'b']],
        ['2', ['a']],
      ]),
    };
    const rebased = rebaseDraft(
      draft,
      new Map([
        ['1', ['c']],
        ['7', []],
      ]),
    );
    deepEqual(rebased, {
      files: [
        { id: '1', tags: ['c'] },
        { id: '2', tags: ['a'] },
      ],
      wanted: new Map([
        ['1', ['c', 'b']],
        ['2', ['a']],
      ]),
    });
  });
});
