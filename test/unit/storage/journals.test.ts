import { deepEqual, rejects } from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalFiles } from '../../../src/storage/journals';

describe("the journal's files", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'tagwright-journals-'))));
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('take texts in the order of the calls, many at one time', async () => {
    const journals = new JournalFiles(join(folder, 'made/when/needed'));
    const file = await journals.create('run');
    const lines = Array.from({ length: 500 }, (_, index) => `${index} 🎉`);
    await Promise.all(lines.map(line => file.append(`${line}\n`)));
    await file.close();
    deepEqual(
      [await journals.read('run'), await journals.list()],
      [lines.map(line => `${line}\n`).join(''), [{ runId: 'run', first: '0 🎉', last: '499 🎉', live: false }]],
    );
  });

  it('take the next text as soon as one is on disk', async () => {
    const journals = new JournalFiles(folder);
    const file = await journals.create('run');
    await file.append('first\n');
    await file.append('second\n');
    await file.close();
    deepEqual(await journals.read('run'), 'first\nsecond\n');
  });

  it('show the last whole line of a torn journal, and go on after it', async () => {
    const journals = new JournalFiles(folder);
    const long = 'x'.repeat(200_000);
    await writeFile(join(folder, 'run.jsonl'), `${long}\nwhole\n{"torn`);
    const torn = await journals.list();
    const file = await journals.reopen('run');
    await file.append('next\n');
    await file.close();
    deepEqual(
      [torn, await journals.read('run')],
      [[{ runId: 'run', first: long, last: 'whole', live: false }], `${long}\nwhole\nnext\n`],
    );
  });

  it('are written by one process at a time', async () => {
    const journals = new JournalFiles(folder);
    const file = await journals.create('run');
    await file.append('begin\n');
    const [ends] = await journals.list();
    await rejects(journals.reopen('run'), { code: 'journal', facts: { isBusy: true } });
    await rejects(journals.create('run'), { code: 'journal', facts: { isBusy: true } });
    await file.close();
    deepEqual([ends?.live, await readdir(folder)], [true, ['run.jsonl']]);
  });

  for (const [owner, pid, ageMs] of [
    ['a process that is gone', 2 ** 30, 0],
    ['a process that has not touched it for an hour', process.pid, 3_600_000],
  ] as const) {
    it(`can be taken up from ${owner}`, async () => {
      const journals = new JournalFiles(folder);
      await writeFile(join(folder, 'run.jsonl'), 'begin\n');
      const lock = join(folder, 'run.lock');
      await writeFile(lock, String(pid));
      const then = new Date(Date.now() - ageMs);
      await utimes(lock, then, then);
      const [ends] = await journals.list();
      const file = await journals.reopen('run');
      await file.close();
      deepEqual(ends?.live, false);
    });
  }

  it('never replace a run', async () => {
    const journals = new JournalFiles(folder);
    await appendFile(join(folder, 'run.jsonl'), 'begin\n');
    await rejects(journals.create('run'), { code: 'journal', facts: { systemCode: 'EEXIST' } });
    deepEqual([await journals.read('run'), await readdir(folder)], ['begin\n', ['run.jsonl']]);
  });

  it('say why a folder can not be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await rejects(new JournalFiles(join(folder, 'file')).create('run'), { code: 'journal', facts: { systemCode: 'EEXIST' } });
  });

  it('lie in their folder, whatever the id', async () => {
    await rejects(new JournalFiles(folder).read('../../etc/passwd'), { code: 'invalidInput' });
  });

  it('are dropped one by one, and a folder that is not there holds none', async () => {
    const journals = new JournalFiles(folder);
    await writeFile(join(folder, 'run.jsonl'), 'begin\n');
    await journals.remove('run');
    await journals.remove('run');
    deepEqual([await journals.list(), await new JournalFiles(join(folder, 'nowhere')).list()], [[], []]);
  });
});
