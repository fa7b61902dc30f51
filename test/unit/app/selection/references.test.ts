import { deepEqual } from 'node:assert/strict';
import { inOneLine, resolveAddresses, wordsWithoutReference } from '../../../../src/app/selection/references';
import type { FileAddress, ServiceDescriptor } from '../../../../src/core/service/descriptor';
import type { TagService } from '../../../../src/core/service/service';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

/** An id is f and a digit. */
const service: ServiceDescriptor = {
  id: 'demo',
  label: 'Demo',
  credentials: [],
  findIds: text => text.match(/\bf\d\b/g) ?? [],
  findAddresses: () => [],
};

describe('a text with ids', () => {
  it('keeps its lines apart in one line', () => {
    deepEqual(inOneLine('f1\r\n  f2\n\nf3 '), 'f1 f2 f3');
  });

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a list', 'f1, mug, "f2"\nmug f1f2', ['mug', 'f1f2']],
    ['a list of nothing else', 'f1, - f2;', []],
    [
      'data: what could be meant as an id',
      '{ "fileId": "f1", "name": "mug", "other": "5e21880d5efe355febd4" }',
      ['5e21880d5efe355febd4'],
    ],
  ];
  for (const [what, text, expected] of cases) {
    it(`tells what is no id in ${what}`, () => {
      deepEqual(wordsWithoutReference(text, service), expected);
    });
  }
});

const clock = new VirtualClock();

describe('addresses without ids', () => {
  it('are resolved by searching their names, page by page', async () => {
    const file = (id: string) =>
      ({ kind: 'file', id, name: 'mug.jpg', path: `/${id}/mug.jpg`, tags: [], derivedTags: [], facts: {} }) as const;
    const service = new MemoryService(new Map(), { clock });
    const asked: unknown[] = [];
    const search: TagService['search'] = (query, cursor) => {
      asked.push([query, cursor]);
      return Promise.resolve(cursor === undefined ? { items: [file('a')], next: '1' } : { items: [file('b')] });
    };
    Object.assign(service, { search });
    const address = (id: string): FileAddress => ({
      url: `https://x/${id}/mug.jpg`,
      name: 'mug.jpg',
      leadsTo: found => (found.id === id ? 'surely' : undefined),
    });
    const found = await resolveAddresses(
      sessionOf(service, clock),
      [address('b'), address('c')],
      { clock, random: () => 0 },
      new AbortController().signal,
    );
    deepEqual(
      [found.files.map(({ id }) => id), found.lost, asked.length, asked[0]],
      [['b'], ['https://x/c/mug.jpg'], 4, [{ words: ['mug.jpg'] }, undefined]],
    );
  });

  it('lead to the likeliest file where none is sure', async () => {
    const service = new MemoryService(new Map(), { clock });
    const file = (path: string) => ({ kind: 'file', id: path, name: 'a', path, tags: [], derivedTags: [], facts: {} }) as const;
    Object.assign(service, { search: () => Promise.resolve({ items: ['/a', '/shop/a', '/b/a'].map(file) }) });
    const address = (leadsTo: FileAddress['leadsTo']): FileAddress => ({ url: 'https://x/a', name: 'a', leadsTo });
    const found = await resolveAddresses(
      sessionOf(service, clock),
      [
        address(({ path }) => (path === '/b/a' ? 'surely' : 'perhaps')),
        address(({ path }) => (path === '/b/a' ? undefined : 'perhaps')),
        address(() => undefined),
      ],
      { clock, random: () => 0 },
      new AbortController().signal,
    );
    deepEqual([found.files.map(({ id }) => id), found.lost], [['/b/a', '/shop/a'], ['https://x/a']]);
  });
});
