// A process of its own, so that what it takes of memory at most is its own: `client.js write|read FOLDER` prints what it took.
import { createJournal, JournalWriter } from '../../src/core/journal/journalWriter';
import type { RunHead } from '../../src/core/journal/journal';
import { countOutcomes } from '../../src/core/model/ledger';
import type { Target } from '../../src/core/model/edit';
import { chunked } from '../../src/core/plan/chunked';
import { Runs } from '../../src/core/run/runs';
import { JournalFiles } from '../../src/storage/journalFiles';
import { systemClock } from '../../src/storage/systemClock';
import { type JournalCost, journalledFiles } from './journalCost';

const filesPerWrite = 50;
const writesAtATime = 20;
const runId = 'bench';
const edit = { kind: 'add', tags: ['summer', 'sale'] } as const;

async function write(store: JournalFiles): Promise<JournalCost['ms']> {
  const targets = Array.from({ length: journalledFiles }, (_, index): Target => ({ id: idOf(index), path: pathOf(index), edit }));
  const head: RunHead = {
    runId,
    connection: { id: 'bench', name: 'bench', service: 'imagekit' },
    edit,
    origin: { kind: 'edit' },
    targets: journalledFiles,
  };
  const jobMs = await timed(async () => {
    await (await createJournal(head, targets, { store, clock: systemClock })).close();
  });
  const entriesMs = await timed(async () => {
    const file = await store.reopen(runId);
    const journal = new JournalWriter(
      file,
      systemClock,
      () => undefined,
      () => undefined,
    );
    const before = ['mug', 'blue', 'kitchen'];
    const after = [...before, ...edit.tags];
    const writes = chunked(targets, filesPerWrite)[Symbol.iterator]();
    const work = async () => {
      for (let next = writes.next(); next.done !== true; next = writes.next()) {
        const fileIds = next.value.map(({ id }) => id);
        await journal.send(
          { ...edit, fileIds },
          fileIds.map(() => before),
        );
        const outcomes = fileIds.map(id => ({ id, outcome: 'changed', before, after, known: 'computed' }) as const);
        await journal.outcomes(outcomes, 'a request id');
      }
    };
    await Promise.all(Array.from({ length: writesAtATime }, work));
    const counts = { ...countOutcomes([]), changed: journalledFiles };
    await journal.end({ type: 'end', at: systemClock.now(), counts, touched: journalledFiles });
    await file.close();
  });
  return { job: jobMs, entries: entriesMs };
}

async function read(store: JournalFiles): Promise<JournalCost['ms']> {
  const runs = new Runs({ clock: systemClock, random: Math.random, store, newRunId: () => runId });
  const listMs = await timed(async () => {
    const [run] = await runs.history();
    if (run?.ended?.counts.changed !== journalledFiles) throw new Error('the list does not know the run');
  });
  const readMs = await timed(async () => {
    const { files } = await runs.record(runId);
    if (files.length !== journalledFiles) throw new Error('the journal does not hold the run');
  });
  return { list: listMs, read: readMs };
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

function idOf(index: number): string {
  return index.toString(16).padStart(24, '0');
}

function pathOf(index: number): string {
  return `/stock/${2012 + (index % 12)}/${String(index).padStart(7, '0')}.jpg`;
}

async function main([step, folder = '']: readonly string[]): Promise<void> {
  const store = new JournalFiles(folder);
  const ms = await (step === 'write' ? write(store) : read(store));
  const cost: JournalCost = { ms, peakBytes: process.resourceUsage().maxRSS * 1024 };
  console.log(JSON.stringify(cost));
}

void main(process.argv.slice(2));
