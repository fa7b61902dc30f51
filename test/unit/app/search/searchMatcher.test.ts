import { deepEqual } from 'node:assert/strict';
import { fileMatcher } from '../../../../src/app/search/searchMatcher';
import { parseSearch } from '../../../../src/app/search/parseSearch';
import type { RemoteFile } from '../../../../src/core/model/file';

const now = Date.parse('2026-03-10T12:00:00Z');
const file = (name: string, tags: readonly string[] | undefined, path: string, updatedAt?: string): RemoteFile => ({
  kind: 'file',
  id: name,
  name,
  path,
  tags,
  derivedTags: [{ name: 'made' }],
  facts: updatedAt === undefined ? {} : { updatedAt },
});

const files = [
  file('Blue-Mug.jpg', ['sale', 'Summer'], '/products/Blue-Mug.jpg', '2026-03-09T12:00:00Z'),
  file('smug film.mp4', [], '/films/smug film.mp4', '2026-03-03T11:59:59Z'),
  file('café.pdf', ['sale '], '/products2/café.pdf', '2025-01-01T00:00:00Z'),
  file('mug', undefined, ''),
];

const found: readonly (readonly [string, ...string[]])[] = [
  ['', 'Blue-Mug.jpg', 'smug film.mp4', 'café.pdf', 'mug'],
  ['mug', 'Blue-Mug.jpg', 'mug'],
  ['BLUE-M', 'Blue-Mug.jpg'],
  ['.jpg', 'Blue-Mug.jpg'],
  ['"smug film"', 'smug film.mp4'],
  ['CAFE\u0301', 'café.pdf'],
  ['-mug', 'smug film.mp4', 'café.pdf'],
  ['tag:sale', 'Blue-Mug.jpg'],
  ['tag:summer'],
  ['tag:made'],
  ['tag:"sale ",Summer', 'Blue-Mug.jpg', 'café.pdf'],
  ['tag:sale tag:Summer', 'Blue-Mug.jpg'],
  ['-tag:sale', 'smug film.mp4', 'café.pdf'],
  ['untagged', 'smug film.mp4'],
  ['-untagged', 'Blue-Mug.jpg', 'café.pdf'],
  ['type:video,document', 'smug film.mp4', 'café.pdf'],
  ['-type:image', 'smug film.mp4', 'café.pdf', 'mug'],
  ['in:/products', 'Blue-Mug.jpg'],
  ['-in:/products', 'smug film.mp4', 'café.pdf'],
  ['changed:7d', 'Blue-Mug.jpg'],
  ['changed:2026-03-03', 'Blue-Mug.jpg', 'smug film.mp4'],
  ['-changed:7d', 'smug film.mp4', 'café.pdf'],
];

describe('files that fit a search', () => {
  for (const [text, ...names] of found) {
    it(`${text || 'nothing in particular'}: ${names.join(', ') || 'none'}`, () => {
      const matches = fileMatcher(parseSearch(text).terms, now);
      deepEqual(
        files.filter(matches).map(({ name }) => name),
        names,
      );
    });
  }
});
