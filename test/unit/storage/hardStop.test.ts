import { deepEqual, equal } from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { countOutcomes } from '../../../src/core/model/ledger';
import type { Job } from '../../../src/core/plan/plan';
import { Runs } from '../../../src/core/run/runs';
import { JournalFiles } from '../../../src/storage/journalFiles';
import { systemClock } from '../../../src/storage/systemClock';
import { MemoryService, sessionOf } from '../../support/memoryService';

const files = 60_000;
const never = new AbortController().signal;
const folderOfChild = process.env['TAGWRIGHT_JOURNALS'];

/** As long as a service's own ids. */
function idOf(index: number): string {
  return String(index).padStart(24, '0');
}

/** A window on a library of so many files that lie in memory, with its journals on the disk. */
function windowOn(folder: string, size: number) {
  const service = new MemoryService(new Map(Array.from({ length: size }, (_, index) => [idOf(index), ['old']])));
  const session = sessionOf(service, systemClock);
  const runs = new Runs({ clock: systemClock, random: Math.random, store: new JournalFiles(folder), newRunId: () => 'run' });
  const targets = Array.from(service.library.keys(), id => ({ id, edit: { kind: 'add', tags: ['sale'] } as const }));
  const job: Job = { session, targets, origin: { kind: 'edit' } };
  return { service, session, runs, start: async () => runs.start(await runs.prepare(job, { signal: never })) };
}

if (folderOfChild !== undefined) void obey(folderOfChild);
else {
  describe(`a window that is killed while a job of ${files.toLocaleString('en')} files goes to disk`, () => {
    let folder: string;
    beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'tagwright-killed-'))));
    afterEach(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    for (const bytes of [1, 300_000, 1_500_000, 2_500_000])
      it(`leaves a run that never began, or one with all of its files, after ${bytes.toLocaleString('en')} bytes`, async () => {
        const child = fork(__filename, { env: { ...process.env, TAGWRIGHT_JOURNALS: folder } });
        await once(child, 'message');
        child.send('go');
        while ((await sizeOf(join(folder, 'run.jsonl'))) < bytes) await turn();
        child.kill('SIGKILL');
        await once(child, 'exit');
        const { runs } = windowOn(folder, 0);
        const unfinished = await runs.unfinished();
        const whole = unfinished.length > 0 ? (await runs.record('run')).files.length : 0;
        const left = (await readdir(folder)).filter(name => name.endsWith('.jsonl'));
        deepEqual([whole, left], unfinished.length > 0 ? [files, ['run.jsonl']] : [0, []]);
      }).timeout(60_000);
  });

  describe('a disk that is full', () => {
    let folder: string;
    afterEach(async () => {
      if (isMounted(folder)) execFileSync('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
    });

    // a job of 3,000 files takes some 165 kB, and its whole journal some 330 kB
    for (const [when, kilobytes] of [
      ['before the job is on it', 64],
      ['in the middle of the run', 256],
    ] as const)
      it(`${when} lets nothing happen that no journal tells`, async function () {
        folder = await mkdtemp(join(tmpdir(), 'tagwright-full-'));
        if (!mount(folder, kilobytes)) this.skip();
        const { service, runs, start } = windowOn(folder, 3_000);
        const run = await start();
        const ledger = await run.done.catch(() => undefined);
        const tagged = [...service.library.values()].filter(tags => tags.includes('sale')).length;
        if (!ledger) {
          deepEqual([tagged, await runs.history()], [0, []]);
          return;
        }
        const { files: told } = await runs.record('run');
        const open = told.filter(({ outcome }) => outcome === 'changed' || outcome === 'unknown').map(({ id }) => id);
        const untold = [...service.library].filter(([id, tags]) => tags.includes('sale') && !open.includes(id));
        deepEqual(
          [typeof ledger.stopped === 'object' && ledger.stopped.code, tagged > 0, tagged < 3_000, untold],
          ['journal', true, true, []],
        );
        equal(ledger.files.length, 3_000);
      });

    it('at the end of the run leaves one that can be resumed when there is room again', async function () {
      folder = await mkdtemp(join(tmpdir(), 'tagwright-full-'));
      if (!mount(folder, 2_048)) this.skip();
      const { service, session, runs, start } = windowOn(folder, 3_000);
      const balloon = join(folder, 'balloon');
      const write = service.write.bind(service);
      service.write = async (...args) => {
        const answer = await write(...args);
        if (service.writes.length === 3_000 / 50) fill(balloon);
        return answer;
      };
      const ledger = await (await start()).done;
      const cutOff = (await runs.unfinished()).map(({ runId }) => runId);
      await rm(balloon);
      const record = await runs.record('run');
      const told = countOutcomes(record.files);
      const { counts } = await (await runs.resume(record, session, { signal: never })).done;
      const [summary] = await runs.history();
      deepEqual(
        [
          typeof ledger.stopped === 'object' && ledger.stopped.code,
          cutOff,
          told.changed + told.unknown,
          counts.changed,
          summary?.ended?.counts,
        ],
        ['journal', ['run'], 3_000, 3_000, counts],
      );
    });
  });
}

async function obey(folder: string): Promise<void> {
  const { start } = windowOn(folder, files);
  process.send?.('ready');
  await once(process, 'message');
  await (
    await start()
  ).done;
}

/** Whether the folder is a disk of its own that is so large. */
function mount(folder: string, kilobytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('      no file system can be mounted here');
    return false;
  }
}

/** Takes all the room that is left. */
function fill(path: string): void {
  for (const size of [65_536, 4_096, 1])
    try {
      for (;;) appendFileSync(path, Buffer.alloc(size));
    } catch {
      // smaller pieces may still find room
    }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function isMounted(folder: string): boolean {
  try {
    execFileSync('mountpoint', ['-q', folder]);
    return true;
  } catch {
    return false;
  }
}
