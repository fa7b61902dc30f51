import { deepEqual } from 'node:assert/strict';
import { Fault } from '../../../../src/core/model/fault';
import type { Ledger } from '../../../../src/core/model/ledger';
import { type ActiveRun } from '../../../../src/core/run/activeRun';
import { Runs } from '../../../../src/core/run/runs';
import type { TagService } from '../../../../src/core/service/service';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, type MemoryServiceOptions, type Mishap, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const edit = { kind: 'add', tags: ['sale'] } as const;
const refusal = new Fault('rejected', { status: 400, detail: 'tags array cannot be empty.' });

/** Adds a tag to files `0`, `1`, …. @param meanwhile gets the run once it has begun */
async function addTo(
  files: number,
  options: MemoryServiceOptions,
  meanwhile?: (run: ActiveRun, clock: VirtualClock, service: MemoryService) => void,
) {
  const clock = new VirtualClock();
  const library = new Map(Array.from({ length: files }, (_, index) => [String(index), ['old'] as readonly string[]]));
  const service = new MemoryService(library, { clock, ...options });
  const session = sessionOf(service, clock);
  const runs = new Runs({ clock, random: () => 0.5, store: new MemoryJournals(), newRunId: () => 'run' });
  const targets = [...library.keys()].map(id => ({ id, edit }));
  const preparation = await runs.prepare(
    { session, targets, origin: { kind: 'edit' } },
    { signal: new AbortController().signal },
  );
  const run = runs.start(preparation);
  meanwhile?.(run, clock, service);
  return { service, ledger: await run.done };
}

function nonZero({ counts }: Ledger): object {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function lost(when: Mishap['when']): Mishap {
  return { when, fault: new Fault('connectionLost') };
}

describe('what became of a write', () => {
  const notFound = (missingIds: readonly string[]): Mishap => ({
    when: 'before',
    fault: new Fault('notFound', { status: 404, missingIds }),
  });
  const cases: readonly { name: string; files: number; options: MemoryServiceOptions; expect: object; writes: number }[] = [
    {
      name: 'is not searched in halves where both are refused in the same words',
      files: 1_000,
      options: { onWrite: () => ({ when: 'before', fault: refusal }) },
      expect: { failed: 1_000 },
      writes: 20 * 3,
    },
    {
      name: 'is searched in halves while one of them is taken',
      files: 50,
      options: { onWrite: ({ fileIds }) => (fileIds.includes('17') ? { when: 'before', fault: refusal } : undefined) },
      expect: { changed: 49, failed: 1 },
      writes: 13,
    },
    {
      name: 'is no missing file on the word of a 404 that lies once',
      files: 3,
      options: { onWrite: (_, count) => (count === 1 ? notFound(['1']) : undefined) },
      expect: { changed: 3 },
      writes: 2,
    },
    {
      name: 'has failed where a 404 goes on lying',
      files: 3,
      options: { onWrite: ({ fileIds }) => (fileIds.includes('1') ? notFound(['1']) : undefined) },
      expect: { changed: 2, failed: 1 },
      writes: 5,
    },
    {
      name: 'is told by the file where an error comes after a lost answer',
      files: 2,
      options: { onWrite: (_, count) => (count === 1 ? lost('after') : undefined), refused: new Set(['1']) },
      expect: { changed: 1, unknown: 1 },
      writes: 2,
    },
    {
      name: 'is not known where no try was answered and the file does not show it',
      files: 2,
      options: { onWrite: () => lost('before') },
      expect: { unknown: 2 },
      writes: 4,
    },
    {
      name: 'is read once more where a page is in between',
      files: 2,
      options: {
        onWrite: () => lost('after'),
        onRead: ids => (ids.length === 1 && ++pages <= 3 ? new Fault('unexpectedAnswer', { status: 502 }) : undefined),
      },
      expect: { changed: 2 },
      writes: 4,
    },
    {
      name: 'ends the run where the service asks for a wait of years',
      files: 200,
      options: {
        onWrite: (_, count) =>
          count === 1 ? { when: 'before', fault: new Fault('rateLimited', { status: 429, retryAfterMs: 3e11 }) } : undefined,
        latencyMs: 40,
      },
      expect: { changed: 150, notSent: 50 },
      writes: 4,
    },
  ];
  let pages = 0;
  for (const { name, files, options, expect, writes } of cases) {
    it(name, async () => {
      pages = 0;
      const { ledger, service } = await addTo(files, options);
      deepEqual({ counts: nonZero(ledger), writes: service.writes.length }, { counts: expect, writes });
    });
  }
});

describe('a run', () => {
  it('names what others did to a file that it looked at while a write of its own was in doubt', async () => {
    let library: Map<string, readonly string[]> | undefined;
    const onWrite = (_: unknown, count: number) => {
      if (count === 1) return lost('before');
      if (count > 2) return undefined;
      library?.set('0', ['old', 'theirs']);
      return { when: 'before', fault: new Fault('notFound', { status: 404 }) } as const;
    };
    const { ledger } = await addTo(1, { onWrite }, (_run, _clock, service) => {
      library = service.library;
    });
    deepEqual(ledger.files, [
      {
        id: '0',
        path: '/0',
        outcome: 'changed',
        before: ['old'],
        after: ['old', 'theirs', 'sale'],
        known: 'computed',
        drifted: true,
      },
    ]);
  });

  it('writes no file as a whole by an answer that was long on its way', async () => {
    const clock = new VirtualClock();
    const library = new Map([['0', [' ', 'old'] as readonly string[]]]);
    const service = new MemoryService(library, { clock });
    const session = sessionOf(service, clock);
    const runs = new Runs({ clock, random: () => 0.5, store: new MemoryJournals(), newRunId: () => 'run' });
    const targets = [{ id: '0', edit: { kind: 'replace', tags: ['new'] } as const }];
    const { signal } = new AbortController();
    const preparation = await runs.prepare({ session, targets, origin: { kind: 'edit' } }, { signal });
    const readOne = service.readOne.bind(service);
    let looks = 0;
    service.readOne = async id => {
      const file = await readOne(id);
      if (++looks > 1) return file;
      // the computer sleeps
      await clock.sleep(50_000);
      library.set('0', [' ', 'old', 'theirs']);
      return file;
    };
    const { files } = await runs.start(preparation).done;
    deepEqual([library.get('0'), files[0]?.drifted], [['theirs', 'new'], true]);
  });

  it('that was stopped gives up a write that gets no answer, and calls it timed out', async () => {
    const { ledger } = await addTo(1, {}, (run, clock, service) => {
      const silent = async (signal: AbortSignal): Promise<never> => {
        run.cancel();
        await clock.sleep(3_600_000, signal);
        throw signal.reason;
      };
      const asked = service as { -readonly [Key in keyof TagService]: TagService[Key] };
      asked.write = (_, signal) => silent(signal);
      asked.readOne = (_, signal) => silent(signal);
    });
    deepEqual(ledger, {
      runId: 'run',
      counts: ledger.counts,
      files: [{ id: '0', path: '/0', outcome: 'unknown', before: ['old'], fault: { code: 'timeout' } }],
      stopped: 'cancelled',
    });
  });
});

describe('from the moment of', () => {
  for (const action of ['pause', 'cancel'] as const) {
    it(`${action} on nothing is sent, though it waits for its place already`, async () => {
      const sentAt: number[] = [];
      let clock = new VirtualClock();
      let at = Infinity;
      const options = {
        latencyMs: 40,
        onWrite: () => {
          sentAt.push(clock.now());
          return undefined;
        },
      };
      await addTo(5_000, options, (run, its) => {
        clock = its;
        const stop = run.onDidProgress(() => {
          if (run.settledFiles === 0 || at < Infinity) return;
          at = its.now();
          run[action]();
          if (action === 'pause')
            void its.sleep(60_000).then(() => {
              run.continue();
            });
        });
        void run.done.finally(stop);
      });
      deepEqual(
        sentAt.filter(time => time > at && time < at + 60_000),
        [],
      );
    });
  }
});
