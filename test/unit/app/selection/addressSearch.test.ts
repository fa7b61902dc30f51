import { deepEqual } from 'node:assert/strict';
import type { TagService } from '../../../../src/core/service/service';
import type { FileAddress } from '../../../../src/core/service/descriptor';
import { resolveAddresses } from '../../../../src/app/selection/addressSearch';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

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
