import { deepEqual, equal, rejects } from 'node:assert/strict';
import type { Edit } from '../../../../src/core/model/edit';
import { Fault } from '../../../../src/core/model/fault';
import type { FileRecord } from '../../../../src/core/journal/journal';
import type { Entry } from '../../../../src/core/journal/journalLines';
import type { Counts, Ledger } from '../../../../src/core/model/ledger';
import type { Write } from '../../../../src/core/service/service';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, type MemoryServiceOptions, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const add: Edit = { kind: 'add', tags: ['sale'] };
const never = new AbortController().signal;
const none: Counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };

/** A library of files `0`, `1`, … that have `old`, and all that a run on it needs. */
function desk(files: number, options: MemoryServiceOptions = {}) {
  const clock = new VirtualClock();
  const library = new Map(Array.from({ length: files }, (_, index) => [String(index), ['old'] as readonly string[]]));
  const service = new MemoryService(library, { clock, ...options });
  const journals = new MemoryJournals();
  let runNumber = 0;
  const runs = new Runs({ clock, random: () => 0.5, store: journals, newRunId: () => `run-${++runNumber}` });
  const session = sessionOf(service, clock);
  const prepare = (ids: readonly string[], edit: Edit) =>
    runs.prepare({ session, targets: ids.map(id => ({ id, edit })), origin: { kind: 'edit' } }, { signal: never });
  return {
    clock,
    library,
    service,
    journals,
    runs,
    session,
    prepare,
    run: async (edit: Edit, ids = [...library.keys()]) => runs.start(await prepare(ids, edit)).done,
    /** Runs a follow-up job of an earlier run. */
    follow: async (kind: 'undoOf' | 'retryOf', runId: string) =>
      runs.start(await runs.prepare(await runs[kind](await runs.record(runId), session), { signal: never })).done,
  };
}

/** `outcome: id id …`, with the code of the fault where there is one. */
function summary({ files }: Ledger): Record<string, string> {
  const groups: Record<string, string[]> = {};
  for (const { id, outcome, fault } of files) (groups[fault ? `${outcome} (${fault.code})` : outcome] ??= []).push(id);
  return Object.fromEntries(Object.entries(groups).map(([outcome, ids]) => [outcome, ids.join(' ')]));
}

describe('a run', () => {
  it('says of each file what it had and has', async () => {
    const { run, library } = desk(2);
    library.set('1', ['sale']);
    deepEqual(await run(add, ['0', '1', 'gone', '0', 'no id!']), {
      runId: 'run-1',
      counts: { ...none, changed: 1, unchanged: 1, missing: 1, failed: 1 },
      files: [
        { id: '0', path: '/0', outcome: 'changed', before: ['old'], after: ['old', 'sale'], known: 'computed' },
        { id: '1', path: '/1', outcome: 'unchanged', before: ['sale'], after: ['sale'] },
        { id: 'gone', outcome: 'missing' },
        { id: 'no id!', outcome: 'failed', fault: { code: 'invalidInput', subject: 'no id!' } },
      ],
    });
  });

  const lost = (when: 'before' | 'after') => ({ when, fault: new Fault('connectionLost') });
  const cases: readonly {
    readonly name: string;
    readonly files?: number;
    readonly options?: MemoryServiceOptions;
    readonly edit?: Edit;
    readonly expect: Record<string, string>;
    readonly writes: number;
  }[] = [
    {
      name: 'takes no write where nothing changes',
      edit: { kind: 'add', tags: ['old'] },
      expect: { unchanged: '0 1 2' },
      writes: 0,
    },
    {
      name: 'names the files that refuse, one by one (207)',
      options: { refused: new Set(['1']) },
      expect: { changed: '0 2', 'failed (rejected)': '1' },
      writes: 1,
    },
    {
      name: 'repeats a write whose answer was lost',
      options: { onWrite: (_, count) => (count === 1 ? lost('after') : undefined) },
      expect: { changed: '0 1 2' },
      writes: 2,
    },
    {
      name: 'reads back what no try could settle: it had arrived',
      options: { onWrite: () => lost('after') },
      expect: { changed: '0 1 2' },
      writes: 4,
    },
    {
      name: 'reads back what no try could settle: it may still land',
      options: { onWrite: () => lost('before') },
      expect: { 'unknown (connectionLost)': '0 1 2' },
      writes: 4,
    },
    {
      name: 'leaves open what can not be read back either',
      options: { onWrite: () => lost('after'), onRead: (_, count) => (count > 3 ? new Fault('timeout') : undefined) },
      expect: { 'unknown (connectionLost)': '0 1 2' },
      writes: 4,
    },
    {
      name: 'reads back files that an answer does not mention',
      options: { unmentioned: new Set(['0', '2']) },
      expect: { changed: '0 1 2' },
      writes: 1,
    },
    {
      name: 'finds the bad file by halves where the answer does not name it (400)',
      files: 8,
      options: {
        onWrite: ({ fileIds }) =>
          fileIds.includes('5') ? { when: 'before', fault: new Fault('rejected', { status: 400 }) } : undefined,
      },
      expect: { changed: '0 1 2 3 4 6 7', 'failed (rejected)': '5' },
      writes: 7,
    },
    {
      name: 'spends no try on a pause',
      options: {
        onWrite: (_, count) =>
          count <= 9 ? { when: 'before', fault: new Fault('rateLimited', { retryAfterMs: 50 }) } : undefined,
      },
      expect: { changed: '0 1 2' },
      writes: 10,
    },
    {
      name: 'stops at a refused sign-in and sends nothing more',
      files: 1_200,
      options: {
        onWrite: (_, count) => (count > 1 ? { when: 'before', fault: new Fault('forbidden', { status: 403 }) } : undefined),
        clock: new VirtualClock(),
      },
      expect: {},
      writes: 20,
    },
  ];
  for (const { name, files = 3, options = {}, edit = add, expect, writes } of cases) {
    it(name, async () => {
      const { run, service } = desk(files, options);
      const ledger = await run(edit);
      const outcome = files > 1_000 ? {} : summary(ledger);
      deepEqual([outcome, service.writes.length <= writes, ledger.files.length], [expect, true, files]);
    });
  }

  for (const namesMissing of [true, false]) {
    it(`drops a file that vanished after it was read, ${namesMissing ? 'named' : 'not named'} by the 404`, async () => {
      const { prepare, runs, library } = desk(4, namesMissing ? {} : { namesMissing: false });
      const preparation = await prepare(['0', '1', '2', '3'], add);
      library.delete('2');
      deepEqual(summary(await runs.start(preparation).done), { changed: '0 1 3', 'missing (notFound)': '2' });
    });
  }

  it('removes nothing from a file that did not take what it should gain', async () => {
    const { run, library } = desk(60, { refused: new Set(['7']) });
    const ledger = await run({ kind: 'replace', tags: ['new'] });
    deepEqual([ledger.counts, library.get('7'), library.get('8')], [{ ...none, changed: 59, failed: 1 }, ['old'], ['new']]);
  });

  it('classifies 10,000 files with 2% missing and 1% refused in ceil(N / 50) writes', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => String(index));
    const { run, library, service } = desk(10_000, { refused: new Set(ids.filter(id => Number(id) % 100 === 1)) });
    for (const id of ids) if (Number(id) % 50 === 0) library.delete(id);
    const { files, counts } = await run(add, ids);
    const expected = (id: string) => (Number(id) % 50 === 0 ? 'missing' : Number(id) % 100 === 1 ? 'failed' : 'changed');
    const wrong = files.filter(({ id, outcome }) => outcome !== expected(id));
    deepEqual(
      { wrong, counts, writes: service.writes.length },
      { wrong: [], counts: { ...none, changed: 9_700, missing: 200, failed: 100 }, writes: 196 },
    );
  });

  it('when cancelled sends no new write, lets those under way end, and gives every file an outcome', async () => {
    const { prepare, runs, library, service } = desk(1_000, { latencyMs: 40 });
    const active = runs.start(await prepare([...library.keys()], add));
    const unsubscribe = active.onDidProgress(() => {
      if (active.settledFiles > 0) active.cancel();
    });
    const { counts, stopped } = await active.done;
    unsubscribe();
    const sent = service.writes.length;
    deepEqual(
      { counts, stopped, early: sent < 20 },
      { counts: { ...none, changed: sent * 50, notSent: 1_000 - sent * 50 }, stopped: 'cancelled', early: true },
    );
  });

  it('when cancelled does not call a file unsent whose first try had arrived', async () => {
    let cancel: () => void = () => undefined;
    const { prepare, runs } = desk(4, {
      onWrite: (_, count) => {
        if (count === 1) return lost('after');
        cancel();
        return { when: 'before', fault: new Fault('rejected', { status: 400 }) };
      },
    });
    const active = runs.start(await prepare(['0', '1', '2', '3'], add));
    cancel = () => {
      active.cancel();
    };
    deepEqual(summary(await active.done), { changed: '0 1 2 3' });
  });

  it('stands still while paused, and goes on', async () => {
    const { prepare, runs, library, clock } = desk(2_000, { latencyMs: 40 });
    const active = runs.start(await prepare([...library.keys()], add));
    const states: string[] = [];
    let resumed = false;
    active.onDidProgress(() => {
      if (active.settledFiles === 0 || resumed) return;
      resumed = true;
      active.pause();
      states.push(active.state);
      void clock.sleep(60_000).then(() => {
        active.continue();
        states.push(active.state);
      });
    });
    const startedAt = clock.now();
    const { counts } = await active.done;
    deepEqual([states, counts.changed, clock.now() - startedAt >= 60_000], [['paused', 'running'], 2_000, true]);
  });

  it('takes a service that answers nothing for out of order, and leaves the rest alone', async () => {
    const { run, service } = desk(5_000, { onWrite: () => ({ when: 'before', fault: new Fault('timeout') }) });
    const { counts, stopped } = await run(add);
    const sent = new Set(service.writes.flatMap(({ fileIds }) => fileIds)).size;
    deepEqual(
      { counts, stopped, early: sent <= 1_500 },
      { counts: { ...none, unknown: sent, notSent: 5_000 - sent }, stopped: { code: 'timeout' }, early: true },
    );
  });

  it('stops where no file may be changed, and goes on where some may', async () => {
    const fault = new Fault('denied', { status: 403 });
    const runWith = (denied: number) => {
      const isDenied = ({ fileIds }: Write) => fileIds.some(id => Number(id) < denied);
      return desk(1_000, {
        limits: singleLimits,
        onWrite: write => (isDenied(write) ? { when: 'before', fault } : undefined),
      }).run({ kind: 'replace', tags: ['sale'] });
    };
    const [all, some] = await Promise.all([runWith(1_000), runWith(5)]);
    const isEarly = all.counts.failed < 60;
    deepEqual(
      [all.stopped, isEarly, all.counts.failed + all.counts.notSent, some.stopped, some.counts],
      [{ code: 'forbidden', status: 403 }, true, 1_000, undefined, { ...none, changed: 995, failed: 5 }],
    );
  });

  it('waits for its turn on a connection, and reads again what another run may have changed', async () => {
    const { prepare, runs, service } = desk(3);
    const first = runs.start(await prepare(['0', '1', '2'], add));
    const second = runs.start(await prepare(['0', '1', '2'], add));
    const states = [first, second].map(run => run.state);
    const waits = new Promise(resolve =>
      second.onDidProgress(() => {
        resolve(second.state);
      }),
    );
    deepEqual([states, await waits], [['starting', 'starting'], 'waiting']);
    const ledgers = await Promise.all([first.done, second.done]);
    deepEqual(
      [ledgers.map(({ counts }) => counts), service.writes.length],
      [
        [
          { ...none, changed: 3 },
          { ...none, unchanged: 3 },
        ],
        1,
      ],
    );
  });

  for (const [what, meanwhile] of [
    [
      'another run has changed since',
      async ({ run }: ReturnType<typeof desk>) => {
        await run({ kind: 'add', tags: ['theirs'] });
      },
    ],
    [
      'was looked at for an hour',
      async ({ library, clock }: ReturnType<typeof desk>) => {
        library.set('0', ['old', 'theirs']);
        await clock.sleep(3_600_000);
      },
    ],
  ] as const) {
    it(`reads again what ${what}, and takes nothing from it that was not asked for`, async () => {
      const one = desk(1);
      const preparation = await one.prepare(['0'], { kind: 'patch', add: ['new'], remove: ['old'] });
      await meanwhile(one);
      const { files } = await one.runs.start(preparation).done;
      deepEqual(
        [one.library.get('0'), files[0]?.before],
        [
          ['theirs', 'new'],
          ['old', 'theirs'],
        ],
      );
    });
  }

  it('does not trust a search that still shows the tags of before its own write', async () => {
    const { run, service } = desk(1);
    const read = service.read.bind(service);
    const stale = await read(['0']);
    await run(add);
    service.read = () => Promise.resolve(stale);
    service.readOne = async id => (await read([id]))[0];
    deepEqual(summary(await run({ kind: 'remove', tags: ['sale'] })), { changed: '0' });
  });

  it('keeps a file that the service will not show apart from those that it does not have', async () => {
    const { run } = desk(2, {
      limits: singleLimits,
      onRead: ids => (ids.includes('1') ? new Fault('unexpectedAnswer') : undefined),
    });
    deepEqual(summary(await run(add, ['0', '1', 'gone'])), { changed: '0', 'failed (unexpectedAnswer)': '1', missing: 'gone' });
  });
});

describe('a journal that can not be written', () => {
  it('lets no run begin', async () => {
    const { prepare, runs, journals, service } = desk(3);
    journals.appendsLeft = 0;
    await rejects(runs.start(await prepare(['0', '1', '2'], add)).done, { code: 'journal' });
    deepEqual([service.writes, runs.activeRuns], [[], []]);
  });

  it('leaves nothing of a run that could not begin', async () => {
    const { prepare, runs, journals } = desk(3);
    journals.appendsLeft = 0;
    await rejects(runs.start(await prepare(['0', '1', '2'], add)).done, { code: 'journal' });
    deepEqual([[...journals.texts.keys()], await runs.history(), await runs.unfinished()], [[], [], []]);
  });

  it('leaves nothing of a run whose files can not be read when its turn comes', async () => {
    const one = desk(3);
    const preparation = await one.prepare(['0', '1', '2'], add);
    await one.clock.sleep(3_600_000);
    one.service.readOne = () => Promise.reject(new Fault('unauthorized', { status: 401 }));
    await rejects(one.runs.start(preparation).done, { code: 'unauthorized' });
    deepEqual([[...one.journals.texts.keys()], one.runs.activeRuns], [[], []]);
  });

  it('has no end of a run without all of its outcomes', async () => {
    const { prepare, runs, journals } = desk(3);
    const reopen = journals.reopen.bind(journals);
    let failures = 1;
    journals.reopen = async runId => {
      const file = await reopen(runId);
      const fails = (text: string) => text.startsWith('{"type":"outcomes"') && failures-- > 0;
      return { ...file, append: text => (fails(text) ? Promise.reject(new Fault('journal')) : file.append(text)) };
    };
    const { counts, stopped } = await runs.start(await prepare(['0', '1', '2'], add)).done;
    const { files, ended } = await runs.record('run-1');
    deepEqual(
      [counts, stopped, ended?.counts, files.map(({ outcome }) => outcome)],
      [{ ...none, changed: 3 }, { code: 'journal' }, counts, ['changed', 'changed', 'changed']],
    );
  });

  it('stops a run at the next write', async () => {
    const { prepare, runs, journals, service, library } = desk(1_000, { latencyMs: 40 });
    journals.appendsLeft = 6;
    const { counts, stopped } = await runs.start(await prepare([...library.keys()], add)).done;
    const journalled = (journals.texts.get('run-1') ?? '').split('"type":"send"').length - 1;
    deepEqual(
      { writes: service.writes.length <= journalled, sum: counts.changed + counts.notSent, stopped },
      { writes: true, sum: 1_000, stopped: { code: 'journal', systemCode: 'ENOSPC' } },
    );
  });
});

describe('the history', () => {
  it('tells from the journal what the run told', async () => {
    const { run, runs } = desk(60, { refused: new Set(['7']) });
    const ledger = await run(add, ['0', '7', 'gone']);
    const { files, ...head } = await runs.record('run-1');
    deepEqual(
      { files: files.map(({ edit: _, at: __, ...file }) => file), head, history: await runs.history() },
      { files: ledger.files, head: { ...head, ended: { at: 0, counts: ledger.counts, touched: 1 } }, history: [head] },
    );
  });

  it('names the edit of a run, and none of one whose files each have their own', async () => {
    const { run, runs, session } = desk(3);
    await run(add);
    const each = ['0', '1', '2'].map(id => ({ id, edit: { kind: 'replace', tags: [id] } as const }));
    const mixed = { session, targets: each, origin: { kind: 'edit' } } as const;
    await runs.start(await runs.prepare(mixed, { signal: never })).done;
    const { edit, files } = await runs.record('run-2');
    deepEqual(
      { one: (await runs.record('run-1')).edit, mixed: edit, ofFiles: files.map(file => file.edit) },
      { one: add, mixed: { kind: 'patch', add: [], remove: [] }, ofFiles: each.map(target => target.edit) },
    );
  });

  it('undoes exactly what the run did, and redoes it', async () => {
    const { run, follow, library } = desk(3);
    library.set('1', ['sale', 'old']);
    await run(add);
    const undone = await follow('undoOf', 'run-1');
    const afterUndo = Object.fromEntries(library);
    const redone = await follow('undoOf', 'run-2');
    deepEqual(
      { undone: summary(undone), afterUndo, redone: summary(redone), afterRedo: Object.fromEntries(library) },
      {
        undone: { changed: '0 2' },
        afterUndo: { 0: ['old'], 1: ['sale', 'old'], 2: ['old'] },
        redone: { changed: '0 2' },
        afterRedo: { 0: ['old', 'sale'], 1: ['sale', 'old'], 2: ['old', 'sale'] },
      },
    );
  });

  it('knows an undo, a redo and the undo of a redo from each other, and which of them stands', async () => {
    const { run, follow, runs, library, clock } = desk(2);
    await run(add);
    for (const runId of ['run-1', 'run-2', 'run-3', 'run-4', 'run-1']) {
      await clock.sleep(1_000);
      await follow('undoOf', runId);
    }
    const history = await runs.history();
    deepEqual(
      { library: Object.fromEntries(library), runs: history.map(one => [one.runId, one.origin, one.undoneBy]) },
      {
        library: { 0: ['old'], 1: ['old'] },
        runs: [
          ['run-6', { kind: 'undo', of: 'run-1', retries: [] }, undefined],
          ['run-5', { kind: 'undo', of: 'run-4', retries: [], isRedo: true }, 'run-6'],
          ['run-4', { kind: 'undo', of: 'run-3', retries: [] }, undefined],
          ['run-3', { kind: 'undo', of: 'run-2', retries: [], isRedo: true }, 'run-6'],
          ['run-2', { kind: 'undo', of: 'run-1', retries: [] }, undefined],
          ['run-1', { kind: 'edit' }, 'run-6'],
        ],
      },
    );
  });

  it('takes a run back once, however often that is asked for', async () => {
    const { run, runs, session, library } = desk(2);
    await run(add);
    const record = await runs.record('run-1');
    const jobs = await Promise.all([runs.undoOf(record, session), runs.undoOf(record, session)]);
    const started = [];
    for (const job of jobs) started.push(runs.start(await runs.prepare(job, { signal: never })).done);
    const ends = await Promise.allSettled(started);
    deepEqual(
      [
        ends.map(end => (end.status === 'fulfilled' ? end.value.counts.changed : (end.reason as Fault).facts)),
        [...library.values()],
      ],
      [
        [2, { subject: 'runId', problem: { kind: 'unfitRun', ability: 'undo', isUndone: true } }],
        [['old'], ['old']],
      ],
    );
    deepEqual((await runs.history()).map(({ runId }) => runId).sort(), ['run-1', 'run-2']);
  });

  it('names drifted files and takes back only its own part', async () => {
    const { run, follow, library } = desk(2);
    await run({ kind: 'replace', tags: ['new'] });
    library.set('1', ['new', 'theirs']);
    const { files } = await follow('undoOf', 'run-1');
    deepEqual(
      { files: files.map(({ id, drifted }) => [id, drifted]), library: Object.fromEntries(library) },
      {
        files: [
          ['0', undefined],
          ['1', true],
        ],
        library: { 0: ['old'], 1: ['theirs', 'old'] },
      },
    );
  });

  it('asks the file itself when undoing what may or may not have arrived', async () => {
    const arrived = { when: 'after', fault: new Fault('unexpectedAnswer') } as const;
    let isSilent = true;
    const { run, follow, library, service } = desk(1, {
      onWrite: () => (isSilent ? arrived : undefined),
      onRead: (_, count) => (isSilent && count > 1 ? new Fault('timeout') : undefined),
    });
    const read = service.read.bind(service);
    const stale = await read(['0']);
    service.reads = 0;
    const ran = await run(add);
    isSilent = false;
    service.read = () => Promise.resolve(stale);
    service.readOne = async id => (await read([id]))[0];
    deepEqual(
      [summary(ran), summary(await follow('undoOf', 'run-1')), library.get('0')],
      [{ 'unknown (unexpectedAnswer)': '0' }, { changed: '0' }, ['old']],
    );
  });

  it('leaves open what was cut off and can not be read when it is resumed', async () => {
    const { run, runs, journals, session, service } = desk(1);
    await run(add);
    const lines = (journals.texts.get('run-1') ?? '').split('\n');
    journals.texts.set('run-1', `${lines.slice(0, 4).join('\n')}\n`);
    service.readOne = () => Promise.reject(new Fault('timeout'));
    const resumed = await (await runs.resume(await runs.record('run-1'), session, { signal: never })).done;
    deepEqual(resumed.files, [{ id: '0', path: '/0', outcome: 'unknown', fault: { code: 'timeout' }, before: ['old'] }]);
  });

  it('retries what failed, with the same edit', async () => {
    const refused = new Set(['1']);
    const { run, follow, library } = desk(3, { refused });
    await run(add);
    refused.clear();
    deepEqual([summary(await follow('retryOf', 'run-1')), library.get('1')], [{ changed: '1' }, ['old', 'sale']]);
  });

  it('resumes a run that was cut off anywhere, as if it had never been', async () => {
    const whole = desk(200, { refused: new Set(['3']) });
    await whole.run({ kind: 'replace', tags: ['new'] });
    const text = whole.journals.texts.get('run-1') ?? '';
    const lines = text.trimEnd().split('\n');
    // a request has another id the second time
    const plain = ({ fault, known: _, ...file }: FileRecord) =>
      fault ? { ...file, fault: { ...fault, requestId: undefined } } : file;
    const expected = (await whole.runs.record('run-1')).files.map(plain);
    for (let cut = 3; cut < lines.length; cut++) {
      const { runs, journals, session, library, service } = desk(200, { refused: new Set(['3']) });
      // the writes that the journal speaks of reached the service, the last of them too
      for (const line of lines.slice(0, cut)) {
        const entry = JSON.parse(line) as Entry;
        if (entry.type === 'send') await service.write(entry.write);
      }
      journals.texts.set('run-1', `${lines.slice(0, cut).join('\n')}\n{"type":"outco`);
      const [unfinished] = await runs.unfinished();
      equal(unfinished?.runId, 'run-1');
      const active = await runs.resume(await runs.record('run-1'), session, { signal: never });
      const { counts } = await active.done;
      const { files, ended } = await runs.record('run-1');
      deepEqual(
        {
          cut,
          counts,
          ended: ended?.counts,
          files: new Map(files.map(file => [file.id, plain(file)])),
          wrong: [...library].filter(([id, tags]) => id !== '3' && tags.join() !== 'new'),
        },
        {
          cut,
          counts: { ...none, changed: 199, failed: 1 },
          ended: counts,
          files: new Map(expected.map(file => [file.id, file])),
          wrong: [],
        },
      );
    }
  });

  it('resumes a run once, however often it is asked to', async () => {
    const { run, runs, journals, session, library } = desk(2);
    await run(add);
    const lines = (journals.texts.get('run-1') ?? '').split('\n');
    journals.texts.set('run-1', `${lines.slice(0, 3).join('\n')}\n`);
    for (const id of library.keys()) library.set(id, ['old']);
    const record = await runs.record('run-1');
    const ends = await Promise.allSettled([0, 1].map(async () => (await runs.resume(record, session, { signal: never })).done));
    const { files } = await runs.record('run-1');
    deepEqual(
      [ends.map(({ status }) => status), files.map(({ outcome, before }) => [outcome, before])],
      [
        ['fulfilled', 'rejected'],
        [
          ['changed', ['old']],
          ['changed', ['old']],
        ],
      ],
    );
  });

  it('keeps the newest runs, and every unfinished one', async () => {
    const { run, runs, journals, clock } = desk(1);
    for (const tag of ['a', 'b', 'c']) {
      await run({ kind: 'add', tags: [tag] });
      await clock.sleep(1_000);
    }
    const first = journals.texts.get('run-1') ?? '';
    journals.texts.set('run-1', first.slice(0, first.lastIndexOf('{"type":"end"')));
    await runs.prune(1, 30);
    deepEqual([...journals.texts.keys()], ['run-1', 'run-3']);
  });

  it('has a job whole on disk while it waits for its turn', async () => {
    const { prepare, runs, journals } = desk(2, { latencyMs: 40 });
    const first = runs.start(await prepare(['0', '1'], add));
    const second = runs.start(await prepare(['0', '1'], { kind: 'add', tags: ['new'] }));
    await first.done;
    const types = (journals.texts.get('run-2') ?? '')
      .split('\n')
      .slice(0, -1)
      .map(line => (JSON.parse(line) as Entry).type);
    await second.done;
    deepEqual(types.slice(0, 3), ['begin', 'targets', 'ready']);
  });

  it('offers no run whose job did not come to disk as a whole, and takes its stump away', async () => {
    const { run, runs, journals } = desk(2);
    await run(add);
    const lines = (journals.texts.get('run-1') ?? '').split('\n');
    for (const [index, part] of [[], lines.slice(0, 1), lines.slice(0, 2)].entries())
      journals.texts.set(`stump-${index}`, `${part.join('\n')}\n{"torn`);
    deepEqual(
      [(await runs.history()).map(({ runId }) => runId), await runs.unfinished(), [...journals.texts.keys()]],
      [['run-1'], [], ['run-1']],
    );
  });

  it('shows a run of a later version and offers nothing of it', async () => {
    const { runs, journals } = desk(1);
    journals.texts.set('later', `${JSON.stringify({ type: 'begin', version: 3, at: 1, targets: 3 })}\n{"type":"haiku"}\n`);
    const [summary] = await runs.history();
    await rejects(runs.record('later'), { code: 'journal' });
    deepEqual([summary?.isLaterVersion, summary?.targets, await runs.unfinished()], [true, 3, []]);
  });

  it('goes on with no run, and takes none back, on another account', async () => {
    const { run, runs, session } = desk(1);
    await run(add);
    const record = await runs.record('run-1');
    const other = { ...session, account: 'another' };
    const fault = { code: 'invalidInput', facts: { subject: 'runId', problem: { kind: 'otherAccount' } } };
    await rejects(runs.resume(record, other, { signal: never }), fault);
    await rejects(runs.undoOf(record, other), fault);
    deepEqual(record.account, session.account);
  });

  it('takes a run back together with what was tried again of it', async () => {
    const refused = new Set(['1']);
    const { run, follow, library } = desk(3, { refused });
    await run(add);
    refused.clear();
    await follow('retryOf', 'run-1');
    const undone = await follow('undoOf', 'run-1');
    deepEqual([summary(undone), [...library.values()]], [{ changed: '0 1 2' }, [['old'], ['old'], ['old']]]);
  });

  it('takes a run back without a retry that goes on, which can be taken back when it has ended', async () => {
    const refused = new Set(['1']);
    const { run, runs, session, follow, library } = desk(3, { refused });
    await run(add);
    refused.clear();
    const retry = runs.start(await runs.prepare(await runs.retryOf(await runs.record('run-1'), session), { signal: never }));
    const undone = await follow('undoOf', 'run-1');
    await retry.done;
    const undoneBy = Object.fromEntries((await runs.history()).map(one => [one.runId, one.undoneBy]));
    const rest = await follow('undoOf', 'run-2');
    deepEqual(
      [summary(undone), undoneBy, summary(rest), [...library.values()]],
      [
        { changed: '0 2' },
        { 'run-1': 'run-3', 'run-2': undefined, 'run-3': undefined },
        { changed: '1' },
        [['old'], ['old'], ['old']],
      ],
    );
  });

  it('forgets a run that was cut off, and none that is carried out', async () => {
    const { prepare, runs } = desk(3);
    const active = runs.start(await prepare(['0'], add));
    await rejects(runs.forget(active.head.runId), new Fault('journal', { isBusy: true }));
    await active.done;
    equal((await runs.history()).length, 1);
    await runs.forget(active.head.runId);
    deepEqual(await runs.history(), []);
  });

  it('offers no run to be resumed that was taken back', async () => {
    const { run, runs, journals, follow } = desk(2);
    await run(add);
    const text = journals.texts.get('run-1') ?? '';
    journals.texts.set('run-1', text.slice(0, text.lastIndexOf('{"type":"end"')));
    const before = (await runs.unfinished()).map(({ runId }) => runId);
    await follow('undoOf', 'run-1');
    const undoneBy = (await runs.history()).map(one => one.undoneBy);
    const after = await runs.unfinished();
    // what was taken back by mistake is in effect again
    await follow('undoOf', 'run-2');
    deepEqual(
      [before, undoneBy, after, (await runs.unfinished()).map(({ runId }) => runId)],
      [['run-1'], ['run-2', undefined], [], ['run-1']],
    );
  });

  it('offers no run to be resumed that another window has begun meanwhile', async () => {
    const { run, runs, journals } = desk(1);
    await run(add);
    const [first = '', ...rest] = (journals.texts.get('run-1') ?? '').split('\n');
    journals.texts.clear();
    const list = () => MemoryJournals.prototype.list.call(journals);
    // the job of the other window comes to disk while the list is read
    journals.list = async () => {
      const ends = await list();
      journals.texts.set('run-1', [first, ...rest.slice(0, -2), ''].join('\n'));
      return ends.map(one => ({ ...one, live: true }));
    };
    const reading = await runs.unfinished();
    const live = await runs.unfinished();
    journals.list = list;
    deepEqual([reading, live, (await runs.unfinished()).map(({ runId }) => runId)], [[], [], ['run-1']]);
  });
});
