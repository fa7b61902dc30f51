import { deepEqual, equal } from 'node:assert/strict';
import type { Edit } from '../../../../src/core/model/edit';
import { Fault } from '../../../../src/core/model/fault';
import type { FileOutcome, Ledger } from '../../../../src/core/model/ledger';
import { OwnWrites } from '../../../../src/core/journal/ownWrites';
import { judgeShown } from '../../../../src/core/plan/knowledge';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, type MemoryServiceOptions, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const never = new AbortController().signal;
const add: Edit = { kind: 'add', tags: ['sale'] };
const replace: Edit = { kind: 'replace', tags: ['new'] };

/** Files `0`, `1`, … that have `old`, and a window on them. */
function desk(files: number, options: MemoryServiceOptions = {}) {
  const clock = new VirtualClock();
  const library = new Map(Array.from({ length: files }, (_, index) => [String(index), ['old'] as readonly string[]]));
  const service = new MemoryService(library, { clock, ...options });
  const session = sessionOf(service, clock);
  const journals = new MemoryJournals();
  let runNumber = 0;
  const runs = new Runs({ clock, random: () => 0.5, store: journals, newRunId: () => `run-${++runNumber}` });
  const prepare = (edit: Edit) =>
    runs.prepare(
      { session, targets: Array.from(library.keys(), id => ({ id, edit })), origin: { kind: 'edit' } },
      { signal: never },
    );
  return {
    clock,
    library,
    service,
    session,
    journals,
    runs,
    prepare,
    run: async (edit: Edit) => runs.start(await prepare(edit)).done,
    follow: async (kind: 'undoOf' | 'retryOf', runId: string) =>
      runs.start(await runs.prepare(await runs[kind](await runs.record(runId), session), { signal: never })).done,
    /** As if the window had died right after so many entries of the journal. */
    cutOffAfter: (runId: string, entry: string) => {
      const lines = (journals.texts.get(runId) ?? '').split('\n');
      const cut = lines.findIndex(line => line.includes(`"type":"${entry}"`));
      journals.texts.set(runId, `${lines.slice(0, cut + 1).join('\n')}\n`);
      return new Runs({ clock, random: () => 0.5, store: journals, newRunId: () => `run-${++runNumber}` });
    },
  };
}

function briefly(files: readonly FileOutcome[]): readonly string[] {
  return files.map(({ outcome, before, after, drifted, fault }) =>
    [outcome, before?.join('+'), '→', after?.join('+'), drifted && 'drifted', fault?.code].filter(Boolean).join(' '),
  );
}

describe('what our own writes have left', () => {
  const edit: Edit = { kind: 'replace', tags: ['new'] };
  const wrote = (file: Partial<FileOutcome>): FileOutcome => ({
    ...{ id: '0', outcome: 'changed', before: ['old'], after: ['new'] },
    ...file,
  });
  const told = (own: OwnWrites, shown: readonly string[], at: number) => {
    const { kind, image } = judgeShown(shown, own.of('0'), at);
    return `${kind} ${image.tags.join()}`;
  };

  it('is looked at as long as a write of which nothing was heard may land, whatever was seen since', async () => {
    const clock = new VirtualClock();
    const own = new OwnWrites(clock);
    const stories = [];
    own.learn('run-1', [wrote({ outcome: 'unknown' })], () => edit);
    await clock.sleep(60_000);
    own.learn('run-2', [wrote({ outcome: 'unchanged', before: ['new'] })], () => edit);
    stories.push(told(own, ['old'], clock.now()));
    await clock.sleep(250_000);
    stories.push(told(own, ['old'], clock.now()));
    deepEqual(stories, ['look old,new', 'doubt old,new']);
  });

  it('is of a file that failed what was written, and not what was to be', () => {
    const clock = new VirtualClock();
    const own = new OwnWrites(clock);
    own.learn('run-1', [wrote({ outcome: 'failed', after: ['old', 'new'], known: 'computed' })], () => edit);
    deepEqual([told(own, [], clock.now()), told(own, ['old', 'new'], clock.now())], ['doubt new', 'believed old,new']);
  });

  it('counts for each tag as long as a search may be behind the write of that tag', async () => {
    const clock = new VirtualClock();
    const own = new OwnWrites(clock);
    const wrote = (tag: string): FileOutcome => ({ id: '0', outcome: 'changed', before: [], after: [tag] });
    own.learn('run-1', [wrote('early')]);
    await clock.sleep(240_000);
    own.learn('run-2', [wrote('late')]);
    await clock.sleep(120_000);
    deepEqual([...(own.of('0')?.states.keys() ?? [])], ['late']);
  });
});

describe('what another window writes', () => {
  it('is read as far as it has come, though its last line is too long to be told', async () => {
    const { run, session, journals, clock } = desk(120);
    const { runId } = await run(add);
    const text = journals.texts.get(runId) ?? '';
    const [first = ''] = text.split('\n');
    const firstOutcomes = text.indexOf('\n', text.indexOf('{"type":"outcomes"')) + 1;
    const other = new MemoryJournals();
    other.list = () => Promise.resolve([{ runId, first, last: '', live: true }]);
    const own = new OwnWrites(clock);
    const known = [];
    for (const soFar of [text.slice(0, firstOutcomes), text]) {
      other.texts.set(runId, soFar);
      await own.refresh(other, session);
      const states = Array.from({ length: 120 }, (_, index) => own.of(String(index))?.states.get('sale')?.state);
      known.push(states.filter(state => state === 'there').length);
    }
    deepEqual(known, [50, 120]);
  });
});

describe('what another window may be writing', () => {
  it('counts as written now, as long as its run has no end', async () => {
    const { run, cutOffAfter, session, journals, clock } = desk(1);
    const { runId } = await run(add);
    const whole = journals.texts.get(runId) ?? '';
    cutOffAfter(runId, 'send');
    const own = new OwnWrites(clock);
    const ages = [];
    for (const text of [undefined, undefined, whole]) {
      await clock.sleep(20_000);
      if (text !== undefined) journals.texts.set(runId, text);
      await own.refresh(journals, session);
      ages.push(clock.now() - (own.of('0')?.at ?? NaN));
    }
    await clock.sleep(20_000);
    await own.refresh(journals, session);
    ages.push(clock.now() - (own.of('0')?.at ?? NaN));
    deepEqual(ages, [0, 0, 20_000, 40_000]);
  });
});

describe('what a window that is gone may have written', () => {
  it('counts for as long as a search may be behind it', async () => {
    const { run, cutOffAfter, session, journals, clock } = desk(1);
    const { runId } = await run(add);
    cutOffAfter(runId, 'send');
    const own = new OwnWrites(clock);
    const known = [];
    for (const ms of [200_000, 200_000]) {
      await clock.sleep(ms);
      await own.refresh(journals, session);
      known.push(own.of('0')?.at === clock.now());
    }
    await clock.sleep(200_000);
    await own.refresh(journals, session);
    deepEqual([...known, own.of('0')], [true, false, undefined]);
  });
});

describe('a run that was cut off and is taken up again', () => {
  for (const answer of [true, false])
    it(`asks before it takes tags that its edit does not name, and ${answer ? 'goes on' : 'leaves the file alone'}`, async () => {
      const { run, cutOffAfter, library, session } = desk(1);
      await run(replace);
      const runs = cutOffAfter('run-1', 'send');
      library.set('0', ['old', 'legal-hold']);
      const asked: unknown[] = [];
      const onWorse = ({ plan }: { plan: { changes: readonly { before: readonly string[] }[] } }) => {
        asked.push(plan.changes.map(({ before }) => before));
        return Promise.resolve(answer);
      };
      const { files } = await (await runs.resume(await runs.record('run-1'), session, { signal: never, onWorse })).done;
      deepEqual(
        { asked, files: briefly(files), tags: library.get('0') },
        {
          asked: [[['old', 'legal-hold']]],
          files: [answer ? 'changed old+legal-hold → new drifted' : 'unknown old →'],
          tags: answer ? ['new'] : ['old', 'legal-hold'],
        },
      );
    });

  it('does not take what others did meanwhile for its own', async () => {
    const { run, cutOffAfter, library, session } = desk(1);
    await run(add);
    const runs = cutOffAfter('run-1', 'send');
    library.set('0', ['theirs']);
    const { files } = await (await runs.resume(await runs.record('run-1'), session, { signal: never })).done;
    deepEqual([briefly(files), library.get('0')], [['changed theirs → theirs+sale drifted'], ['theirs', 'sale']]);
  });
});

describe('a run that was cut off', () => {
  /** What is known of it when a person is asked whether to undo it: 50 of its 60 files were changed. */
  const cutOff = async () => {
    const { run, cutOffAfter, library, session } = desk(60);
    await run(add);
    const runs = cutOffAfter('run-1', 'outcomes');
    for (const id of [...library.keys()].slice(50)) library.set(id, ['old']);
    const record = await runs.record('run-1');
    const undo = await runs.prepare(await runs.undoOf(record, session), { signal: never });
    return { undo: () => runs.start(undo).done, resume: () => runs.resume(record, session, { signal: never }), library };
  };
  const endOf = (run: Promise<Ledger>) =>
    run.then(
      ({ counts }) => counts.changed,
      (error: unknown) => error instanceof Fault && [error.code, error.facts],
    );
  const tagsIn = (library: ReadonlyMap<string, readonly string[]>) => new Set(Array.from(library.values(), tags => tags.join()));

  for (const [name, now, outcome] of [
    ['is not known to have changed a file that has neither the old name nor the new one', [], 'unknown old →'],
    ['has changed a file that has the new name', ['fresh'], 'changed old → fresh'],
  ] as const)
    it(`as a rename ${name}`, async () => {
      const { run, cutOffAfter, library, session } = desk(1);
      const { runId } = await run({ kind: 'rename', from: ['old'], to: 'fresh' });
      const later = cutOffAfter(runId, 'send');
      library.set('0', now);
      const resumed = await later.resume(await later.record(runId), session, { signal: never });
      deepEqual(briefly((await resumed.done).files), [outcome]);
    });

  it('is not resumed where it was undone before its turn', async () => {
    const { undo, resume, library } = await cutOff();
    const undoing = endOf(undo());
    const resuming = endOf((await resume()).done);
    deepEqual([await undoing, await resuming, tagsIn(library)], [50, ['journal', { isBusy: true }], new Set(['old'])]);
  });

  it('is not undone by what was asked about it before it was resumed', async () => {
    const { undo, resume, library } = await cutOff();
    const resuming = await endOf((await resume()).done);
    deepEqual([resuming, await endOf(undo()), tagsIn(library)], [60, ['journal', { isBusy: true }], new Set(['old,sale'])]);
  });
});

describe('a file that is as wanted', () => {
  it('has not failed, though a write that would change nothing is refused', async () => {
    const { run } = desk(11, {
      onWrite: ({ kind }) =>
        kind === 'remove' ? { when: 'before', fault: new Fault('rejected', { status: 400, detail: 'no' }) } : undefined,
    });
    const { files } = await run({ kind: 'patch', add: ['sale'], remove: ['gone'] });
    deepEqual(new Set(briefly(files)), new Set(['changed old → old+sale']));
  });

  it('has not failed, though a write that would change nothing was not sent any more', async () => {
    const cancel = { now: () => {} };
    const { prepare, runs } = desk(60, {
      onWrite: (_, count) => {
        if (count === 2) cancel.now();
        return undefined;
      },
    });
    const run = runs.start(await prepare({ kind: 'patch', add: ['sale'], remove: ['gone'] }));
    cancel.now = () => {
      run.cancel();
    };
    const { counts } = await run.done;
    deepEqual([counts.failed, counts.changed], [0, 60]);
  });
});

describe('an undo', () => {
  it('that changed nothing leaves the run to be undone', async () => {
    let isRefused = false;
    const { run, follow, runs } = desk(1, {
      onWrite: () => (isRefused ? { when: 'before', fault: new Fault('rejected', { status: 400 }) } : undefined),
    });
    await run(add);
    isRefused = true;
    await follow('undoOf', 'run-1');
    const first = (await runs.history()).find(({ runId }) => runId === 'run-1');
    equal(first?.undoneBy, undefined);
  });

  it('names what others did between a run and its retry', async () => {
    const refused = new Set<string>();
    const { run, follow, library } = desk(1, { refused });
    refused.add('0');
    await run(add);
    refused.clear();
    library.set('0', ['old', 'theirs']);
    await follow('retryOf', 'run-1');
    const { files } = await follow('undoOf', 'run-1');
    deepEqual([briefly(files), library.get('0')], [['changed old+theirs+sale → old+theirs drifted'], ['old', 'theirs']]);
  });
});

describe('a write of a whole file', () => {
  it('is planned anew after a pause', async () => {
    // a tag that a request can't name is taken from the file by writing the rest of it
    const { prepare, runs, library, clock } = desk(30, { limits: { ...singleLimits, concurrency: 1 }, latencyMs: 40 });
    for (const id of library.keys()) library.set(id, ['old', 'a, b']);
    const run = runs.start(await prepare({ kind: 'remove', tags: ['a, b'] }));
    let isPaused = false;
    run.onDidProgress(() => {
      if (isPaused || run.settledFiles === 0) return;
      isPaused = true;
      run.pause();
      void clock.sleep(60_000).then(() => {
        for (const [id, tags] of library) library.set(id, [...tags, 'theirs']);
        run.continue();
      });
    });
    await run.done;
    deepEqual([isPaused, new Set(Array.from(library.values(), tags => tags.join()))], [true, new Set(['old,theirs'])]);
  });
});
