import { deepEqual } from 'node:assert/strict';
import { Fault } from '../../../src/core/model/fault';
import type { TagService, Write, WriteAnswer } from '../../../src/core/service/service';
import { guardService } from '../../../src/services/guardService';
import { MemoryService } from '../../support/memoryService';
import { outcome } from '../net/faults';

const never = new AbortController().signal;
const write: Write = { kind: 'add', fileIds: ['a', 'b'], tags: ['t'] };
const file = { kind: 'file', id: 'a', name: 'a', path: '/a', tags: [], derivedTags: [], facts: {} } as const;

function guarded(change: Partial<TagService>, secrets = () => ['private_1']): TagService {
  return guardService(Object.assign(new MemoryService(new Map()), change), secrets);
}

describe("a service's words", () => {
  const calls: readonly (readonly [keyof TagService, (service: TagService) => Promise<unknown>])[] = [
    ['check', s => s.check(never)],
    ['list', s => s.list(undefined, undefined, never)],
    ['search', s => s.search({}, undefined, never)],
    ['read', s => s.read(['a'], never)],
    ['readOne', s => s.readOne('a', never)],
    ['write', s => s.write(write, never)],
    ['picture', s => s.picture(file, never)],
    ['removeDerivedTags', s => s.removeDerivedTags!(['a'], ['t'], never)],
  ];
  for (const [name, call] of calls) {
    it(`show no secret and nothing hidden where ${name} fails`, async () => {
      const fault = new Fault('unexpectedAnswer', {
        status: 200,
        subject: 'private_1\u202e',
        detail: 'no private_1',
        requestId: 'r private_1',
        mediaType: 'text/private_1',
      });
      const cleaned = { subject: '•••⟨202E⟩', detail: 'no •••', requestId: 'r •••', mediaType: 'text/•••' };
      deepEqual(await outcome(call(guarded({ [name]: () => Promise.reject(fault) }))), {
        code: 'unexpectedAnswer',
        status: 200,
        ...cleaned,
      });
    });
  }

  it('show none in an answer that was accepted', async () => {
    const answer: WriteAnswer = {
      requestId: 'r private_1',
      budget: { limit: 1, intervalMs: 1 },
      results: [
        { fileId: 'a', applied: true },
        { fileId: 'b', applied: false, fault: { code: 'rejected', detail: 'private_1', requestId: 'private_1' } },
      ],
    };
    const service = guarded({ write: () => Promise.resolve(answer), check: () => Promise.resolve({ label: 'private_1' }) });
    deepEqual(
      [await service.write(write, never), await service.check(never)],
      [
        {
          requestId: 'r •••',
          budget: { limit: 1, intervalMs: 1 },
          results: [
            { fileId: 'a', applied: true },
            { fileId: 'b', applied: false, fault: { code: 'rejected', detail: '•••', requestId: '•••' } },
          ],
        },
        { label: '•••' },
      ],
    );
  });

  it('name no file missing that was not asked about', async () => {
    const fault = new Fault('notFound', { status: 404, missingIds: ['private_1', 'b', 'z'] });
    deepEqual(await outcome(guarded({ write: () => Promise.reject(fault) }).write(write, never)), {
      code: 'notFound',
      status: 404,
      missingIds: ['b'],
    });
  });

  it('are held against the secrets of the moment', async () => {
    const secrets = ['old'];
    const service = guarded({ check: () => Promise.resolve({ label: 'old new' }) }, () => secrets);
    const before = await service.check(never);
    secrets.push('new');
    deepEqual([before, await service.check(never)], [{ label: '••• new' }, { label: '••• •••' }]);
  });

  it('are nothing to the facts of files, and to errors of other kinds', async () => {
    const odd = { ...file, name: 'private_1\u202e' };
    const error = new Error('enough');
    const service = guarded({ readOne: () => Promise.resolve(odd), check: () => Promise.reject(error) });
    deepEqual(
      [await service.readOne('a', never), await service.check(never).catch((caught: unknown) => caught === error)],
      [odd, true],
    );
  });

  it('are asked for only where the service has a call', () => {
    deepEqual(['removeDerivedTags' in guarded({}), guarded({}).limits === new MemoryService(new Map()).limits], [false, true]);
  });
});
