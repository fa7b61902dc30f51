import { deepEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { fileMatcher, searchIndex } from '../../../../src/app/search/searchMatcher';
import { parseSearch } from '../../../../src/app/search/parseSearch';
import { decodeIndex, encodeIndex, type IndexHead } from '../../../../src/app/tagIndex/indexFormat';
import { TagIndex } from '../../../../src/app/tagIndex/tagIndex';
import type { RemoteFile } from '../../../../src/core/model/file';

const now = Date.parse('2026-03-10T12:00:00Z');
const head: IndexHead = { account: 'a', walkedAt: 1, refreshedAt: 2 };

const folders = ['', '/products', '/products/mugs', '/products2', '/Partner Campaign'];
const names = ['Blue-Mug.jpg', 'smug.mp4', 'café.pdf', 'mug', '\u{1f600} mug.png', 'IMG_12.JPG'];
const tagNames = ['sale', 'Sale', 'sales', 'sale ', 'red', 'wall art', 'wall-art', 'é'];

const files = fc.record({
  id: fc.integer({ min: 0, max: 15 }).map(String),
  folder: fc.constantFrom(...folders),
  name: fc.constantFrom(...names),
  tags: fc.uniqueArray(fc.constantFrom(...tagNames), { maxLength: 4 }),
  updatedAt: fc.option(fc.constantFrom('2026-03-10T11:00:00.000Z', '2026-03-01T00:00:00.000Z'), { nil: undefined }),
});

const steps = fc.oneof(
  files.map(
    ({ id, folder, name, tags, updatedAt }) =>
      ({
        kind: 'put',
        file: {
          kind: 'file',
          id,
          name,
          path: `${folder}/${name}`,
          tags,
          derivedTags: [],
          facts: updatedAt === undefined ? {} : { updatedAt },
        },
      }) as const,
  ),
  files.map(({ id, tags }) => ({ kind: 'setTags', id, tags }) as const),
  files.map(({ id }) => ({ kind: 'remove', id }) as const),
);

/** The same in a map, and as an index that was written down and read again after the step that is given. */
function carriedOut(all: readonly (typeof steps extends fc.Arbitrary<infer Step> ? Step : never)[], keptAfter: number) {
  const truth = new Map<string, RemoteFile>();
  let index = new TagIndex();
  for (const [number, step] of all.entries()) {
    if (number === keptAfter) index = new TagIndex(decodeIndex(encodeIndex({ head, content: index.content() })).content);
    if (step.kind === 'put') {
      truth.set(step.file.id, step.file);
      index.put(step.file);
    } else if (step.kind === 'remove') {
      truth.delete(step.id);
      index.remove(step.id);
    } else {
      const file = truth.get(step.id);
      if (file) truth.set(step.id, { ...file, tags: step.tags });
      index.setTags(step.id, step.tags);
    }
  }
  return { truth: [...truth.values()], index };
}

const searches = [
  '',
  'mug',
  'MUG',
  '.jpg',
  '-mug tag:sale',
  'tag:"sale ",red',
  'untagged',
  '-untagged in:/products',
  'type:image',
  'changed:7d',
  '-changed:7d',
  'in:/products2',
  'smug type:video',
];

describe('a tag index', () => {
  it('holds what was put into it, after every change and after being kept', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), fc.nat(60), (all, keptAfter) => {
        const { truth, index } = carriedOut(all, keptAfter);
        deepEqual(idsOf([...index.liveRows()].map(row => index.file(row))), idsOf(truth));
        deepEqual([...index.liveRows()].map(row => index.file(row)).sort(byId), [...truth].sort(byId));
      }),
    );
  });

  it('finds the same files as a search that asks each of them', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), fc.nat(60), fc.constantFrom(...searches), (all, keptAfter, text) => {
        const { truth, index } = carriedOut(all, keptAfter);
        const { terms } = parseSearch(text);
        const found = searchIndex(terms, index, now).map(row => index.file(row));
        deepEqual(idsOf(found), idsOf(truth.filter(fileMatcher(terms, now))));
        deepEqual(found.map(folderOf), found.map(folderOf).sort());
      }),
    );
  });

  it('counts each tag', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), fc.nat(60), (all, keptAfter) => {
        const { truth, index } = carriedOut(all, keptAfter);
        const counted = tagNames.flatMap(tag => {
          const count = truth.filter(({ tags }) => tags?.includes(tag)).length;
          return count > 0 ? [{ tag, files: count }] : [];
        });
        const byName = (left: { tag: string }, right: { tag: string }) => (left.tag < right.tag ? -1 : 1);
        deepEqual([...index.vocabulary.matching('')].sort(byName), counted.sort(byName));
        deepEqual(index.vocabulary.size, counted.length);
        deepEqual(index.untagged().length, truth.filter(({ tags }) => tags?.length === 0).length);
        for (const { tag, files: count } of counted) deepEqual(index.rowsOfTag(tag).length, count);
      }),
    );
  });

  it('is not read from what is no index, or a part of one', () => {
    const whole = encodeIndex({ head, content: new TagIndex().content() });
    for (const bytes of [
      new Uint8Array(),
      Uint8Array.of(1, 2, 3),
      new TextEncoder().encode('{}'.repeat(40)),
      whole.subarray(0, -1),
    ])
      throws(() => decodeIndex(bytes));
    deepEqual(decodeIndex(whole).head, head);
  });
});

function byId(left: RemoteFile, right: RemoteFile): number {
  return left.id < right.id ? -1 : 1;
}

function idsOf(all: readonly RemoteFile[]): readonly string[] {
  return all.map(({ id }) => id).sort();
}

function folderOf({ path }: RemoteFile): string {
  return path.slice(0, path.lastIndexOf('/'));
}
