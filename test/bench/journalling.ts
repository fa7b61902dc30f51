import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { runRecordOf } from '../../src/core/journal/readRecord';
import { JournalFiles } from '../../src/storage/journalFiles';
import { MemoryJournals } from '../support/memoryJournals';
import { timeRun } from './bulk';
import { type JournalCost, journalledFiles } from './journalCost';
import { openSample, sessionOn } from './sample';
import type { Row } from './table';

const files = 50_000;
const rounds = 3;

/** What the journal costs a run of 50,000 files, on disk against in memory alone, turn by turn; and how long it takes to read back. */
export async function benchJournal(): Promise<readonly Row[]> {
  const sample = await openSample(['--latency', '40'], files);
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-bench-'));
  try {
    const onDisk: number[] = [];
    const inMemory: number[] = [];
    const journals = new JournalFiles(folder);
    let runId = '';
    for (let round = 0; round < rounds; round++) {
      inMemory.push((await timeRun(sessionOn(sample), sample.ids, [`memory-${round}`], new MemoryJournals())).ms);
      const run = await timeRun(sessionOn(sample), sample.ids, [`disk-${round}`], journals);
      onDisk.push(run.ms);
      ({ runId } = run);
    }
    const [ours, figure] = [Math.min(...onDisk), Math.min(...inMemory)];
    const startedAt = performance.now();
    const record = await runRecordOf(journals.read(runId));
    const readMs = performance.now() - startedAt;
    if (record?.files.length !== files) throw new Error('the journal does not hold the run');
    return [
      {
        what: `run of ${files.toLocaleString('en')} files with its journal on disk`,
        unit: 'ms',
        ours,
        limit: { name: 'without a disk', figure },
        goal: '≤ 1.05 × without',
        met: ours <= 1.05 * figure,
      },
      {
        what: 'read that journal back',
        unit: 'ms',
        ours: readMs,
        limit: { name: 'goal', figure: 1_000 },
        goal: '< 1 s',
        met: readMs < 1_000,
      },
    ];
  } finally {
    sample.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A journal of a million files, written, listed and read back, each in a process of its own. */
export async function benchLargeJournal(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-bench-'));
  const cost = async (step: 'write' | 'read') => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'client.js'), step, folder]);
    return JSON.parse(stdout) as JournalCost;
  };
  try {
    const written = await cost('write');
    const read = await cost('read');
    const what = (part: string) => `journal of ${journalledFiles.toLocaleString('en')} files: ${part}`;
    const row = (part: string, unit: Row['unit'], ours: number, figure: number): Row => ({
      what: what(part),
      unit,
      ours,
      limit: { name: 'goal', figure },
      goal: '≤ goal',
      met: ours <= figure,
    });
    return [
      row('the job goes to disk, before the first write', 'ms', written.ms['job'] ?? NaN, 5_000),
      row('the entries of 20,000 writes', 'ms', written.ms['entries'] ?? NaN, 60_000),
      row('memory at most while it is written', 'bytes', written.peakBytes, 1e9),
      row('listed', 'ms', read.ms['list'] ?? NaN, 100),
      row('read back', 'ms', read.ms['read'] ?? NaN, 20_000),
      row('memory at most while it is read back', 'bytes', read.peakBytes, 1.5e9),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
