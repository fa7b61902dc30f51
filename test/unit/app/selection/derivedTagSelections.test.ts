import { deepEqual, rejects } from 'node:assert/strict';
import { derivedTagSelections, type DerivedTagAction } from '../../../../src/app/selection/derivedTagSelections';
import type { JobPart } from '../../../../src/app/jobs/jobs';
import type { RemoteFile } from '../../../../src/core/model/file';
import type { Ledger } from '../../../../src/core/model/ledger';
import { partsOfConnectionId } from '../../../../src/core/service/connection';
import type { ServiceDescriptor } from '../../../../src/core/service/descriptor';
import { derivedTagsOf } from '../../../../src/core/service/derivedTags';
import type { TagService } from '../../../../src/core/service/service';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import { bulkLimits, MemoryService, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const never = new AbortController().signal;

/** Three files, two of which the service has given tags of its own, and a person who picks what `picks` says. */
function desk(picks: (tags: readonly string[]) => readonly string[], canRemove = true) {
  const clock = new VirtualClock();
  const own = new Map<string, readonly string[]>([
    ['mug', ['kitchen']],
    ['shirt', ['cotton']],
    ['plain', []],
  ]);
  const derived = new Map<string, readonly string[]>([
    ['mug', ['Cup', 'Blue']],
    ['shirt', ['Shirt', 'Blue']],
  ]);
  const withDerived = (file: RemoteFile): RemoteFile => ({
    ...file,
    derivedTags: (derived.get(file.id) ?? []).map(name => ({ name, source: 'auto', confidence: 90 })),
  });
  const memory = new MemoryService(own, { clock, limits: canRemove ? { ...bulkLimits, derivedTagsFiles: 50 } : singleLimits });
  const service: TagService = {
    limits: memory.limits,
    check: () => memory.check(),
    list: () => memory.list(),
    search: () => memory.search(),
    read: async ids => (await memory.read(ids)).map(withDerived),
    readOne: async id => {
      const file = await memory.readOne(id);
      return file && withDerived(file);
    },
    write: write => memory.write(write),
    picture: () => memory.picture(),
    ...(canRemove && {
      removeDerivedTags: (ids, tags) => {
        for (const id of ids)
          derived.set(
            id,
            (derived.get(id) ?? []).filter(tag => !tags.includes(tag)),
          );
        return Promise.resolve({ results: ids.map(fileId => ({ fileId, applied: true })) });
      },
    }),
  };
  const session = sessionOf(service, clock);
  let count = 0;
  const runs = new Runs({ clock, random: () => 0.5, store: new MemoryJournals(), newRunId: () => `run-${++count}` });
  const said: string[] = [];
  const ledgers: Ledger[] = [];
  const run = (action: DerivedTagAction, ...ids: readonly string[]) =>
    derivedTagSelections(action, [{ connectionId: 'connection', files: ids.map(id => ({ id })) }], {
      sessions: { of: () => Promise.resolve(session) },
      services: { all: [], of: () => ({ label: 'Demo' }) as ServiceDescriptor },
      runs,
      questions: { progress: (_, work) => work(never, () => undefined) },
      tell: text => said.push(text),
      pickDerivedTags: ({ title, tags }) => {
        said.push(title, tags.map(({ tag, files }) => `${tag} ${files}`).join(', '));
        return Promise.resolve(picks(tags.map(({ tag }) => tag)));
      },
      carryOut: async (parts: readonly JobPart[]) => {
        for (const { job } of parts) ledgers.push(await runs.start(await runs.prepare(job, { signal: never })).done);
      },
    });
  return { run, runs, session, said, ledgers, own: () => [...own.values()], derived: () => [...derived.values()] };
}

describe('tags that a service has made', () => {
  it('are given to files as their own, as far as a person picks them', async () => {
    const { run, said, own, derived } = desk(tags => tags.filter(tag => tag !== 'Shirt'));
    await run('adopt', 'mug', 'shirt', 'plain');
    deepEqual(
      [said, own(), derived()],
      [
        ['Keep Automatic Tags of 2 Files as Their Own', 'Blue 2, Cup 1, Shirt 1'],
        [['kitchen', 'Cup', 'Blue'], ['cotton', 'Blue'], []],
        [
          ['Cup', 'Blue'],
          ['Shirt', 'Blue'],
        ],
      ],
    );
  });

  it('are taken away in a run of their own, which leaves the files’ own tags alone and can not be taken back', async () => {
    const { run, runs, session, said, ledgers, own, derived } = desk(() => ['Blue']);
    await run('remove', 'mug', 'shirt');
    const record = await runs.record('run-1');
    const { connectionId, isDerived } = partsOfConnectionId(record.connection.id);
    const undone = await runs.start(await runs.prepare(await runs.undoOf(record, derivedTagsOf(session)), { signal: never }))
      .done;
    deepEqual(
      {
        said,
        own: own(),
        derived: derived(),
        counts: ledgers.map(({ counts: { changed, failed } }) => [changed, failed]),
        of: [connectionId, isDerived, record.connection.name],
        undone: [undone.counts.changed, undone.files.map(({ fault }) => fault?.problem)],
      },
      {
        said: ['Delete Automatic Tags of 2 Files', 'Blue 2, Cup 1, Shirt 1'],
        own: [['kitchen'], ['cotton'], []],
        derived: [['Cup'], ['Shirt']],
        counts: [[2, 0]],
        of: ['connection', true, 'demo'],
        undone: [
          0,
          [
            { kind: 'derived', tag: 'Blue' },
            { kind: 'derived', tag: 'Blue' },
          ],
        ],
      },
    );
  });

  it('stay where a service does not let them be taken, and are missed where there are none', async () => {
    const { run, said } = desk(() => [], false);
    await rejects(run('remove', 'mug'), { name: 'AbortError' });
    await rejects(run('adopt', 'plain'), { name: 'AbortError' });
    deepEqual(said, ['Demo does not let automatic tags be deleted.', 'These files have no automatic tags.']);
  });
});
