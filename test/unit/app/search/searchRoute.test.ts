import { deepEqual } from 'node:assert/strict';
import { parseSearch } from '../../../../src/app/search/parseSearch';
import { searchRoute } from '../../../../src/app/search/searchRoute';
import type { SearchLimits, SearchQuery } from '../../../../src/core/service/service';

const now = Date.parse('2026-03-10T12:00:00Z');
const able: SearchLimits = {
  fields: ['words', 'tags', 'folder', 'media', 'changedSince', 'native'],
  everything: true,
  shows: ['tags', 'path', 'updatedAt'],
};
const fullText: SearchLimits = { fields: ['words'], everything: false, shows: ['updatedAt'] };

/** The route in short: who, what is asked of the service, and which terms are left to sift. */
function route(text: string, searches: SearchLimits, index: 'present' | 'absent'): readonly unknown[] {
  const found = searchRoute(parseSearch(text), { searches }, index, now);
  if (found.by === 'none') return ['none', found.lacks];
  if (found.by === 'index') return ['index'];
  return [
    found.isSweep ? 'sweep' : 'service',
    found.query,
    found.sift.map(({ kind, negated }) => (negated ? `-${kind}` : kind)).join(' '),
  ];
}

const products: SearchQuery = { folder: { kind: 'folder', id: '/products', name: 'products', path: '/products' } };

describe('who answers a search', () => {
  const rows: readonly (readonly [string, SearchLimits, 'present' | 'absent', ...unknown[]])[] = [
    ['mug blue', able, 'absent', 'service', { words: ['mug', 'blue'] }, ''],
    ['mug', able, 'present', 'service', { words: ['mug'] }, ''],
    ['tag:a,b tag:c', able, 'present', 'service', { tags: [['a', 'b'], ['c']] }, 'tag tag'],
    ['mug -tag:a -blue', able, 'absent', 'service', { words: ['mug'] }, '-tag -word'],
    ['in:/products untagged', able, 'absent', 'service', products, 'folder untagged'],
    ['changed:7d', able, 'absent', 'service', { changedSince: '2026-03-03T12:00:00.000Z' }, 'changed'],
    ['type:video', able, 'absent', 'service', { media: ['video'] }, 'type'],
    ['mug native:x = 1', able, 'absent', 'service', { words: ['mug'], native: 'x = 1' }, ''],
    ['untagged', able, 'present', 'index'],
    ['untagged', able, 'absent', 'sweep', {}, 'untagged'],
    ['-tag:a', able, 'present', 'index'],
    ['', able, 'absent', 'sweep', {}, ''],
    ['mug', fullText, 'present', 'service', { words: ['mug'] }, ''],
    ['mug type:video changed:7d', fullText, 'absent', 'service', { words: ['mug'] }, 'type changed'],
    ['mug tag:a', fullText, 'present', 'index'],
    ['mug tag:a', fullText, 'absent', 'none', 'index'],
    ['mug in:/a', fullText, 'absent', 'none', 'index'],
    ['untagged', fullText, 'absent', 'none', 'index'],
    ['mug native:x', fullText, 'present', 'none', 'native'],
  ];
  for (const [text, searches, index, ...expected] of rows) {
    it(`${text || 'nothing in particular'}, of a service that ${searches === able ? 'searches all' : 'has full text'}, index ${index}`, () => {
      deepEqual(route(text, searches, index), expected);
    });
  }
});
