import { deepEqual } from 'node:assert/strict';
import { droppedTags } from '../../../../src/app/selection/commandContext';

const root = { kind: 'connection', connection: { id: 'c' } };
const file = { kind: 'file', connectionId: 'c', file: { id: 'f' } };
const folder = { kind: 'folder', connectionId: 'c', folder: { id: 'a' } };
const [sale, mug] = ['sale', 'mug'].map(tag => ({ kind: 'tag', connectionId: 'c', tag }));
const untagged = { kind: 'tag', connectionId: 'c', tag: undefined };

describe('what is dropped', () => {
  const cases: readonly (readonly [string, unknown, readonly unknown[], unknown])[] = [
    ['gives files and folders the tag that they fall on', sale, [file, folder], { nodes: [file, folder], tags: ['sale'] }],
    ['gives a folder the tags that fall on it', folder, [sale, mug, sale], { nodes: [folder], tags: ['sale', 'mug'] }],
    ['is nothing without files', sale, [mug, root], undefined],
    ['is nothing without a tag', file, [folder], undefined],
    ['is nothing where files fall among those without tags', untagged, [file], undefined],
    ['is nothing on a library', root, [sale], undefined],
  ];
  for (const [what, target, dragged, expected] of cases) {
    it(what, () => {
      deepEqual(droppedTags(target, dragged), expected);
    });
  }
});
