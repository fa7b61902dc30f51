import { deepEqual } from 'node:assert/strict';
import type { Edit } from '../../../../src/core/model/edit';
import { Fault } from '../../../../src/core/model/fault';
import type { Counts, FileOutcome } from '../../../../src/core/model/ledger';
import type { Limits } from '../../../../src/core/service/service';
import type { Job, Preparation } from '../../../../src/core/plan/plan';
import { LocalTurns } from '../../../../src/core/run/accountTurns';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import {
  bulkLimits,
  MemoryService,
  type MemoryServiceOptions,
  type Mishap,
  sessionOf,
  singleLimits,
} from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const none: Counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
const never = new AbortController().signal;

/** One account of `files` files that have `old`, and windows on it: each knows the others by the journals alone. */
function account(files: number, options: MemoryServiceOptions = {}) {
  const clock = new VirtualClock();
  const library = new Map(Array.from({ length: files }, (_, index) => [String(index), ['old'] as readonly string[]]));
  const service = new MemoryService(library, { clock, ...options });
  const session = sessionOf(service, clock);
  const [store, turns] = [new MemoryJournals(), new LocalTurns()];
  let runNumber = 0;
  const window = (connectionId = 'connection') => {
    const own = { ...session, connection: { ...session.connection, id: connectionId } };
    const runs = new Runs({ clock, random: () => 0.5, store, turns, newRunId: () => `run-${++runNumber}` });
    const prepare = (edit: Edit, ids: readonly string[] = [...library.keys()], shown?: Job['shown']) => {
      const targets = ids.map(id => ({ id, edit }));
      return runs.prepare({ session: own, targets, origin: { kind: 'edit' }, ...(shown && { shown }) }, { signal: never });
    };
    return {
      runs,
      session: own,
      prepare,
      run: async (edit: Edit, ids?: readonly string[]) => runs.start(await prepare(edit, ids)).done,
      undo: async (runId: string) => {
        const job = await runs.undoOf(await runs.record(runId), own);
        return runs.start(await runs.prepare(job, { signal: never })).done;
      },
    };
  };
  const requests = () => ({ reads: service.reads, writes: service.writes.length, looks: service.looks.length });
  return { clock, library, service, store, window, requests };
}

function tagsIn(library: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...new Set(Array.from(library.values(), tags => tags.join()))];
}

function kindsOf(files: readonly FileOutcome[]): readonly string[] {
  return [
    ...new Set(files.map(({ outcome, known, drifted }) => [outcome, known, drifted && 'drifted'].filter(Boolean).join(' '))),
  ];
}

describe('a search that is behind', () => {
  for (const lagMs of [200, 60_000]) {
    for (const [name, later] of [
      ['in one window', (one: ReturnType<typeof account>, first: ReturnType<(typeof one)['window']>) => first],
      ['after a reload', (one: ReturnType<typeof account>) => one.window()],
      ['by a second connection', (one: ReturnType<typeof account>) => one.window('another')],
    ] as const) {
      it(`by ${lagMs} ms calls nothing unchanged that is not: add, add again, remove, ${name}`, async () => {
        const one = account(1_000, { lagMs });
        const first = one.window();
        const ledgers = [await first.run({ kind: 'add', tags: ['sale'] })];
        ledgers.push(await later(one, first).run({ kind: 'add', tags: ['sale'] }));
        ledgers.push(await later(one, first).run({ kind: 'remove', tags: ['sale'] }));
        deepEqual(
          [ledgers.map(({ counts }) => counts), tagsIn(one.library), one.service.looks.length],
          [
            [
              { ...none, changed: 1_000 },
              { ...none, unchanged: 1_000 },
              { ...none, changed: 1_000 },
            ],
            ['old'],
            0,
          ],
        );
      });
    }
  }

  it('does not hide from a replacement what was added right before', async () => {
    const { window, library } = account(200, { lagMs: 60_000 });
    await window().run({ kind: 'add', tags: ['sale'] });
    const { counts } = await window().run({ kind: 'replace', tags: ['new'] });
    deepEqual([counts.changed, tagsIn(library)], [200, ['new']]);
  });

  it('and what a look has shown since our own write: the younger of the two counts', async () => {
    const { window, service, library, clock } = account(200);
    const one = window();
    await one.run({ kind: 'add', tags: ['sale'] });
    await clock.sleep(1_000, never);
    for (const id of library.keys()) service.edit(id, ['old']);
    await one.prepare({ kind: 'clear' }, ['0', '1']);
    const { plan } = await one.prepare({ kind: 'clear' });
    const before = plan.changes.slice(0, 3).map(change => change.before);
    deepEqual(
      [before, service.looks],
      [
        [['old'], ['old'], ['old', 'sale']],
        ['0', '1'],
      ],
    );
  });

  it('makes no file drifted by our own writes', async () => {
    const { window, library } = account(200, { lagMs: 60_000 });
    const one = window();
    await one.run({ kind: 'replace', tags: ['new'] });
    const { files } = await window().undo('run-1');
    deepEqual([kindsOf(files), tagsIn(library)], [['changed computed'], ['old']]);
  });

  it('spares no write that can be repeated', async () => {
    const { window, library, service } = account(100, { lagMs: 60_000 });
    for (const id of library.keys()) library.set(id, []);
    const { counts } = await window().run({ kind: 'add', tags: ['old'] });
    deepEqual([counts.unchanged, tagsIn(library), service.writes.length], [100, ['old'], 2]);
  });

  it('does not hide from a reading what was written right before', async () => {
    const { window, library } = account(200, { lagMs: 60_000 });
    await window().run({ kind: 'add', tags: ['sale'] });
    const { runs, session } = window('another');
    const found = await runs.read(session, [...library.keys()], { signal: never });
    const tags = Array.from(found.values(), finding => (finding.kind === 'present' ? finding.image.tags.join() : finding.kind));
    deepEqual([...new Set(tags)], ['old,sale']);
  });

  it('that leaves the tags out says nothing of them', async () => {
    const tagless = new Set(['3']);
    const { window } = account(100, { tagless });
    const { files } = await window().run({ kind: 'add', tags: ['old'] });
    deepEqual(
      files.filter(({ outcome }) => outcome !== 'unchanged').map(({ id, outcome, fault }) => [id, outcome, fault?.code]),
      [['3', 'failed', 'unexpectedAnswer']],
    );
  });

  it('and was read a moment ago is not read again, unless it ages', async () => {
    const one = account(1_000);
    const window = one.window();
    const shown = new Map(Array.from(one.library, ([id, tags]) => [id, { tags, at: one.clock.now() }]));
    const outcomes = [];
    for (const [tag, waitMs] of [
      ['sale', 0],
      ['gift', 29_000],
      ['late', 2_000],
    ] as const) {
      await one.clock.sleep(waitMs, never);
      const preparation = await window.prepare({ kind: 'add', tags: [tag] }, undefined, shown);
      const { counts, files } = await window.runs.start(preparation).done;
      outcomes.push([tag, counts.changed, files[0]?.before, files[0]?.after, one.service.reads]);
    }
    deepEqual(outcomes, [
      ['sale', 1_000, ['old'], ['old', 'sale'], 0],
      // what our own writes have left counts for what the listing could not see yet
      ['gift', 1_000, ['old', 'sale'], ['old', 'sale', 'gift'], 0],
      ['late', 1_000, ['old', 'sale', 'gift'], ['old', 'sale', 'gift', 'late'], 10],
    ]);
  });

  it('makes no file missing', async () => {
    const { window, service } = account(100);
    const read = service.read.bind(service);
    service.read = async ids => (await read(ids)).filter(({ id }) => id !== '7');
    const { counts } = await window().run({ kind: 'add', tags: ['sale'] });
    deepEqual([counts, service.looks], [{ ...none, changed: 100 }, ['7']]);
  });
});

describe('a rename', () => {
  const rename: Edit = { kind: 'rename', from: ['old', 'Old'], to: 'new' };

  it('asks the file itself where a search does not show the tag that it was chosen for, and leaves a file without it alone', async () => {
    const { window, service, library } = account(100);
    const read = service.read.bind(service);
    service.read = async ids => (await read(ids)).map(file => (file.id === '7' ? { ...file, tags: ['behind'] } : file));
    library.set('8', ['others']);
    library.set('9', ['Old', 'new', 'kept']);
    const { counts, files } = await window().run(rename);
    deepEqual(
      [counts, service.looks, tagsIn(library), files.find(({ id }) => id === '8')?.after],
      [{ ...none, changed: 99, unchanged: 1 }, ['7', '8'], ['new', 'others', 'new,kept'], ['others']],
    );
  });

  it('asks each file itself, however many there are of which a search does not show the tag', async () => {
    const { window, service, library } = account(300);
    const read = service.read.bind(service);
    service.read = async ids => (await read(ids)).map(file => (Number(file.id) < 150 ? { ...file, tags: ['behind'] } : file));
    const { counts } = await window().run(rename);
    deepEqual([counts, service.looks.length, tagsIn(library)], [{ ...none, changed: 300 }, 150, ['new']]);
  });

  for (const [name, tag, onWrite] of [
    ['a refusal', 'old', (count: number) => (count === 1 ? { when: 'before', fault: new Fault('notFound') } : undefined)],
    ['a look before it is written as a whole', ' ', () => undefined],
  ] as const satisfies readonly (readonly [string, string, (count: number) => Mishap | undefined])[])
    it(`leaves a file alone that has lost the tag by the time of ${name}`, async () => {
      const { window, service, library } = account(1, { onWrite: (_, count) => onWrite(count) });
      service.edit('0', [tag, 'kept']);
      const one = window();
      const preparation = await one.prepare({ kind: 'rename', from: [tag], to: 'new' });
      service.edit('0', ['kept']);
      const { counts, files } = await one.runs.start(preparation).done;
      deepEqual([counts, files[0]?.after, tagsIn(library)], [{ ...none, unchanged: 1 }, ['kept'], ['kept']]);
    });

  it('is taken back as a whole, of files alone that had the tag', async () => {
    const { window, library } = account(100);
    library.set('8', ['new', 'old']);
    library.set('9', ['new']);
    const before = [...library];
    const one = window();
    const { runId, counts } = await one.run(rename);
    const undone = await one.undo(runId);
    deepEqual([counts.changed, undone.counts.changed], [99, 99]);
    deepEqual(
      before.map(([id, tags]) => [id, [...tags].sort()]),
      Array.from(library, ([id, tags]) => [id, [...tags].sort()]),
    );
  });
});

describe('what others do meanwhile', () => {
  const replace: Edit = { kind: 'replace', tags: ['new'] };

  for (const [name, files, limits] of [
    ['a file', 1, bulkLimits],
    ['many files', 200, bulkLimits],
    ['a file of a service that has a write for whole files', 1, singleLimits],
  ] as const satisfies readonly (readonly [string, number, Limits])[]) {
    it(`is not lost and is named, between preview and start of a replacement of ${name}`, async () => {
      const { window, service, library } = account(files, { limits });
      const one = window();
      const preparation = await one.prepare(replace);
      service.edit('0', ['old', 'legal-hold']);
      const ledger = await one.runs.start(preparation).done;
      const [first] = ledger.files;
      deepEqual(
        [[...(library.get('0') ?? [])].sort(), first?.drifted, first?.known, [...(first?.after ?? [])].sort()],
        [['legal-hold', 'new'], true, 'read', ['legal-hold', 'new']],
      );
    });
  }

  it('costs 5,000 replaced files no look at each', async () => {
    const { window, requests } = account(5_000, { lagMs: 5_000 });
    const { files } = await window().run(replace);
    deepEqual([kindsOf(files), requests()], [['changed computed'], { reads: 100, writes: 200, looks: 0 }]);
  });

  it('is not taken back with the run', async () => {
    const { window, service, library } = account(1);
    const one = window();
    const preparation = await one.prepare({ kind: 'add', tags: ['sale'] });
    service.edit('0', ['old', 'theirs']);
    await one.runs.start(preparation).done;
    await one.undo('run-1');
    deepEqual(library.get('0'), ['old', 'theirs']);
  });

  it('is not touched by edits that differ per file', async () => {
    const { window, service, library } = account(2);
    library.set('0', ['u', 'v']);
    library.set('1', ['u', 'v']);
    const one = window();
    const targets = [
      { id: '0', edit: { kind: 'remove', tags: ['u'] } },
      { id: '1', edit: { kind: 'remove', tags: ['v'] } },
    ] as const;
    const job = { session: one.session, targets, origin: { kind: 'edit' } } as const;
    await one.runs.start(await one.runs.prepare(job, { signal: never })).done;
    deepEqual([...library.values(), service.writes.length], [['v'], ['u'], 2]);
  });

  it('is asked about where a preview has aged and more would be lost than was confirmed', async () => {
    const asked: Preparation[] = [];
    const answers = [false, true];
    const results = [];
    for (const answer of answers) {
      const { window, service, library, clock } = account(1);
      const one = window();
      const preparation = await one.prepare(replace);
      service.edit('0', ['old', 'legal-hold']);
      await clock.sleep(120_000);
      const onWorse = (now: Preparation) => {
        asked.push(now);
        return Promise.resolve(answer);
      };
      const { counts, stopped } = await one.runs.start(preparation, { onWorse }).done;
      results.push([counts.changed, counts.notSent, stopped, library.get('0')]);
    }
    deepEqual(
      [results, asked.map(({ plan }) => plan.changes[0]?.before)],
      [
        [
          [0, 1, 'cancelled', ['old', 'legal-hold']],
          [1, 0, undefined, ['new']],
        ],
        [
          ['old', 'legal-hold'],
          ['old', 'legal-hold'],
        ],
      ],
    );
  });

  it('is not taken back with a replacement that was confirmed after some seconds, where reading again takes few requests', async () => {
    const { window, service, library, clock, requests } = account(24);
    const one = window();
    const preparation = await one.prepare(replace);
    service.edit('0', []);
    service.edit('1', ['old', 'new']);
    await clock.sleep(11_000);
    await one.runs.start(preparation).done;
    // before, again, and after
    const { reads } = requests();
    await one.undo('run-1');
    deepEqual([library.get('0'), library.get('1'), library.get('2'), reads], [[], ['new', 'old'], ['old'], 3]);
  });

  it('of a job that was not confirmed, or would lose no more, nothing is asked', async () => {
    const { window, clock, library } = account(1);
    const one = window();
    const preparation = await one.prepare(replace);
    await clock.sleep(120_000);
    await one.runs.start(preparation, { onWorse: () => Promise.reject(new Error('asked')) }).done;
    deepEqual(library.get('0'), ['new']);
  });
});

describe('going back', () => {
  it('is offered and works after an early cancel of a replacement', async () => {
    const { window, library } = account(1_000, { latencyMs: 40 });
    const one = window();
    const run = one.runs.start(await one.prepare({ kind: 'replace', tags: ['new'] }));
    await cancelAfterWrites(run, library, 300);
    const touched = [...library.values()].filter(tags => tags.join() !== 'old').length;
    const [summary] = await one.runs.history();
    await one.undo('run-1');
    deepEqual([summary?.ended?.touched, tagsIn(library)], [touched, ['old']]);
  });

  it('brings back all that the service takes, and names the rest', async () => {
    const { window, library } = account(60);
    const long = 'x'.repeat(600);
    library.set('7', ['50%', 'old', long, '', 'mug']);
    const one = window();
    const { plan } = await one.prepare({ kind: 'clear' });
    await one.run({ kind: 'clear' });
    const cleared = tagsIn(library);
    const { files, counts } = await one.undo('run-1');
    deepEqual(
      {
        cleared,
        unrestorable: plan.unrestorable,
        counts,
        seven: library.get('7'),
        unrestored: files.filter(({ unrestored }) => unrestored).map(({ id, unrestored }) => [id, unrestored]),
      },
      {
        cleared: [''],
        unrestorable: [
          { tag: '50%', files: 1 },
          { tag: long, files: 1 },
          { tag: '', files: 1 },
        ],
        counts: { ...none, changed: 60 },
        seven: ['old', 'mug'],
        unrestored: [['7', ['50%', long, '']]],
      },
    );
  });

  it('takes up what is not known', async () => {
    let isSilent = true;
    const { window, library, service } = account(1, {
      onWrite: () => (isSilent ? { when: 'before', fault: new Fault('timeout') } : undefined),
    });
    const one = window();
    const { files } = await one.run({ kind: 'add', tags: ['sale'] });
    // lands after its sender has given up
    service.edit('0', ['old', 'sale']);
    isSilent = false;
    const undone = await one.undo('run-1');
    deepEqual([files[0]?.outcome, undone.counts.changed, library.get('0')], ['unknown', 1, ['old']]);
  });
});

async function cancelAfterWrites(
  run: { cancel(): void; readonly done: Promise<unknown> },
  library: ReadonlyMap<string, readonly string[]>,
  files: number,
): Promise<void> {
  const watch = async (): Promise<void> => {
    if ([...library.values()].filter(tags => tags.length > 1).length >= files) {
      run.cancel();
      return;
    }
    await new Promise(setImmediate);
    await watch();
  };
  await Promise.race([watch(), run.done]);
  await run.done;
}
