import { deepEqual } from 'node:assert/strict';
import { Fault } from '../../../../src/core/model/fault';
import type { Edit, Target } from '../../../../src/core/model/edit';
import { derivedTagsOf } from '../../../../src/core/service/derivedTags';
import { Runs } from '../../../../src/core/run/runs';
import { actionOf, summaryOfPlan } from '../../../../src/app/jobs/planSummary';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const origin = { kind: 'edit' } as const;
const sale: Edit = { kind: 'add', tags: ['sale'] };

describe('the summary of a plan', () => {
  it('counts every file once, and each tag', async () => {
    const clock = new VirtualClock();
    const library = new Map<string, readonly string[]>([
      ['a', ['old']],
      ['b', ['old', 'sale']],
      ['c', ['sale']],
    ]);
    const session = sessionOf(new MemoryService(library, { clock }), clock);
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'run' });
    const edit: Edit = { kind: 'replace', tags: ['sale'] };
    const targets = ['a', 'b', 'c', 'gone', 'no id!', 'nor this!'].map(id => ({ id, edit }));
    const preparation = await runs.prepare({ session, targets, origin }, { signal: new AbortController().signal });
    const { estimateMs: _, ...summary } = summaryOfPlan(preparation);
    deepEqual(summary, {
      action: edit,
      files: 6,
      changing: 2,
      paths: ['/a', '/b', '/c', 'gone', 'no id!', 'nor this!'],
      unchanged: 1,
      missing: 1,
      refused: [
        { fault: { code: 'invalidInput', subject: 'no id!' }, files: 1 },
        { fault: { code: 'invalidInput', subject: 'nor this!' }, files: 1 },
      ],
      drifted: 0,
      conflicts: [],
      gained: [{ tag: 'sale', files: 1 }],
      lost: [{ tag: 'old', files: 2 }],
      unrestorable: [],
      overwrites: true,
      writes: 2,
    });
  });

  it('says of a retry what it does, and that it overwrites tags where the run that failed would have', async () => {
    const clock = new VirtualClock();
    const service = new MemoryService(new Map([['a', ['old']]]), { clock, refused: new Set(['a']) });
    const session = sessionOf(service, clock);
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'run' });
    const never = { signal: new AbortController().signal };
    const job = { session, targets: [{ id: 'a', edit: { kind: 'clear' } as const }], origin };
    await runs.start(await runs.prepare(job, never)).done;
    const retry = await runs.prepare(await runs.retryOf(await runs.record('run'), session), never);
    const { action, overwrites } = summaryOfPlan(retry);
    deepEqual({ action, overwrites }, { action: { kind: 'clear' }, overwrites: true });
  });

  it('tells how the files of a draft were edited elsewhere meanwhile', async () => {
    const clock = new VirtualClock();
    const library = new Map<string, readonly string[]>([
      ['a', ['theirs', 'kept']],
      ['b', ['kept']],
    ]);
    const session = sessionOf(new MemoryService(library, { clock }), clock);
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'run' });
    const targets: Target[] = ['a', 'b'].map(id => ({
      id,
      path: `/${id}`,
      edit: sale,
      expected: ['gone', 'kept'].slice(id === 'a' ? 0 : 1),
    }));
    const { drifted, conflicts } = summaryOfPlan(
      await runs.prepare({ session, targets, origin }, { signal: new AbortController().signal }),
    );
    deepEqual({ drifted, conflicts }, { drifted: 1, conflicts: [{ id: 'a', path: '/a', added: ['theirs'], removed: ['gone'] }] });
  });

  it('takes faults that differ in the file alone for one reason', async () => {
    const clock = new VirtualClock();
    const service = new MemoryService(
      new Map([
        ['a', []],
        ['b', []],
      ]),
      { clock },
    );
    service.read = () => Promise.reject(new Fault('denied', { status: 403 }));
    service.readOne = id => Promise.reject(new Fault('denied', { status: 403, subject: id }));
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'run' });
    const job = { session: sessionOf(service, clock), targets: ['a', 'b'].map(id => ({ id, edit: sale })), origin };
    const { refused } = summaryOfPlan(await runs.prepare(job, { signal: new AbortController().signal }));
    deepEqual(
      refused.map(({ files }) => files),
      [2],
    );
  });
});

describe('what a job does', () => {
  const target = (edit: Edit): Target => ({ id: 'a', edit });
  const clock = new VirtualClock();
  const session = sessionOf(new MemoryService(new Map()), clock);
  const derived = derivedTagsOf(session);
  const gone = { kind: 'remove', tags: ['Cup'] } as const;
  for (const [what, job, action] of [
    ['one edit of all files', { origin, targets: [target(sale), target(sale)] }, sale],
    ['an edit a file', { origin, targets: [target(sale), target({ kind: 'add', tags: ['new'] })] }, { kind: 'change' }],
    ['a patch', { origin, targets: [target({ kind: 'patch', add: [], remove: [] })] }, { kind: 'change' }],
    ['an undo', { origin: { kind: 'undo', of: 'run' }, targets: [target(sale)] }, { kind: 'undo' }],
    ['a redo', { origin: { kind: 'undo', of: 'run', isRedo: true }, targets: [target(sale)] }, { kind: 'redo' }],
    ['a removal of derived tags', { origin, targets: [target(gone)], session: derived }, { ...gone, areDerived: true }],
    ['nothing', { origin, targets: [] }, { kind: 'change' }],
  ] as const) {
    it(`is told from ${what}`, () => {
      deepEqual(actionOf({ session, ...job }), action);
    });
  }
});
