import { deepEqual, equal, rejects } from 'node:assert/strict';
import { appendFile, type FileHandle, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRecordOf } from '../../../src/core/journal/readRecord';
import { jobLines } from '../../../src/core/journal/writtenLines';
import type { Fault } from '../../../src/core/model/fault';
import { JournalFiles } from '../../../src/storage/journalFiles';

describe("the journal's files", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'tagwright-journals-'))));
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const linesOf = async (journals: JournalFiles, runId: string) => {
    const lines: string[] = [];
    for await (const line of journals.read(runId)) lines.push(line);
    return lines;
  };
  const runsIn = async (path: string) => (await readdir(path)).filter(name => name.endsWith('.jsonl'));

  it('take texts in the order of the calls, many at one time', async () => {
    const journals = new JournalFiles(join(folder, 'made/when/needed'));
    const file = await journals.create('run');
    const lines = Array.from({ length: 500 }, (_, index) => `${index} 🎉`);
    await Promise.all(lines.map(line => file.append(`${line}\n`)));
    await file.close();
    deepEqual(
      [await linesOf(journals, 'run'), await journals.list()],
      [lines, [{ runId: 'run', first: '0 🎉', last: '499 🎉', live: false }]],
    );
  });

  it('take the next text as soon as one is on disk', async () => {
    const journals = new JournalFiles(folder);
    const file = await journals.create('run');
    await file.append('first\n');
    await file.append('second\n');
    await file.close();
    deepEqual(await linesOf(journals, 'run'), ['first', 'second']);
  });

  it('show the last whole line of a torn journal, and go on after it', async () => {
    const journals = new JournalFiles(folder);
    const long = 'x'.repeat(200_000);
    await writeFile(join(folder, 'run.jsonl'), `${long}\nwhole\n{"torn`);
    const torn = [await journals.list(), await linesOf(journals, 'run')];
    const file = await journals.reopen('run');
    await file.append('next\n');
    await file.close();
    deepEqual(
      [torn, await linesOf(journals, 'run')],
      [
        [[{ runId: 'run', first: long, last: 'whole', live: false }], [long, 'whole']],
        [long, 'whole', 'next'],
      ],
    );
  });

  it('show no last line that is too long to be an end', async () => {
    await writeFile(join(folder, 'run.jsonl'), `first\n${'x'.repeat(200_000)}\n`);
    deepEqual(await new JournalFiles(folder).list(), [{ runId: 'run', first: 'first', last: '', live: false }]);
  });

  it('cut off a torn line of any length', async () => {
    await writeFile(join(folder, 'run.jsonl'), `whole\n${'x'.repeat(200_000)}`);
    const journals = new JournalFiles(folder);
    await (await journals.reopen('run')).close();
    deepEqual(await linesOf(journals, 'run'), ['whole']);
  });

  it('take away what came of a text that failed before anything comes after it', async () => {
    const journals = new JournalFiles(folder);
    const file = await journals.create('run');
    await file.append('first\n');
    const other = await open(join(folder, 'other'), 'w');
    const failing = failingHandles(other);
    try {
      const ends = await Promise.allSettled([file.append('{"half":1}\n{"torn'), file.append('{"half":2}\n')]);
      const after = await file.append('{"while":"it can not be taken away"}\n').catch((error: unknown) => error);
      const onDisk = await readFile(join(folder, 'run.jsonl'), 'utf8');
      failing.stop();
      await file.append('next\n');
      await file.close();
      deepEqual(
        [ends.map(({ status }) => status), (after as Fault).facts, onDisk, await linesOf(journals, 'run')],
        [['rejected', 'rejected'], { systemCode: 'EIO' }, 'first\n{"half":1}\n', ['first', 'next']],
      );
    } finally {
      failing.stop();
      await other.close();
    }
  });

  it('are written by one process at a time', async () => {
    const journals = new JournalFiles(folder);
    const other = new JournalFiles(folder);
    const file = await journals.create('run');
    await file.append('begin\n');
    const [ends] = await other.list();
    await rejects(journals.reopen('run'), { code: 'journal', facts: { isBusy: true } });
    await rejects(other.reopen('run'), { code: 'journal', facts: { isBusy: true } });
    await rejects(other.create('run'), { code: 'journal', facts: { isBusy: true } });
    await file.close();
    const [closed] = await other.list();
    await (await other.reopen('run')).close();
    deepEqual([ends?.live, closed?.live, await runsIn(folder)], [true, false, ['run.jsonl']]);
  });

  it('never replace a run', async () => {
    const journals = new JournalFiles(folder);
    await appendFile(join(folder, 'run.jsonl'), 'begin\n');
    await rejects(journals.create('run'), { code: 'journal', facts: { systemCode: 'EEXIST' } });
    const [ends] = await journals.list();
    deepEqual([await linesOf(journals, 'run'), ends?.live], [['begin'], false]);
  });

  it('are nothing to other users of the machine', async () => {
    const path = join(folder, 'runs');
    const file = await new JournalFiles(path).create('run');
    await file.append('begin\n');
    const modes = [path, join(path, 'run.jsonl'), join(path, 'locks')].map(async one =>
      ((await stat(one)).mode & 0o777).toString(8),
    );
    await file.close();
    deepEqual(await Promise.all(modes), ['700', '600', '700']);
  });

  it('say why a folder can not be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await rejects(new JournalFiles(join(folder, 'file')).create('run'), { code: 'journal', facts: { systemCode: 'EEXIST' } });
  });

  it('say which run can not be read', async () => {
    await rejects(linesOf(new JournalFiles(folder), 'gone'), {
      code: 'journal',
      facts: { subject: 'gone', systemCode: 'ENOENT' },
    });
  });

  it('lie in their folder, whatever the id', async () => {
    await rejects(linesOf(new JournalFiles(folder), '../../etc/passwd'), { code: 'invalidInput' });
  });

  it('are dropped one by one, and a folder that is not there holds none', async () => {
    const journals = new JournalFiles(folder);
    const file = await journals.create('run');
    await file.close();
    await journals.remove('run');
    await journals.remove('run');
    deepEqual(
      [await journals.list(), await readdir(join(folder, 'locks')), await new JournalFiles(join(folder, 'nowhere')).list()],
      [[], [], []],
    );
  });

  it('hold a run of 100,000 files that is at no time one text', async () => {
    const journals = new JournalFiles(folder);
    const edit = { kind: 'add', tags: ['sale'] } as const;
    const targets = Array.from({ length: 100_000 }, (_, index) => ({ id: String(index), path: `/folder/file-${index}`, edit }));
    const head = {
      runId: 'run',
      connection: { id: 'c', name: 'demo', service: 'imagekit' },
      edit,
      origin: { kind: 'edit' },
      targets: targets.length,
    } as const;
    const file = await journals.create('run');
    for (const line of jobLines(head, targets, 1)) void file.append(line);
    await file.close();
    const record = await runRecordOf(journals.read('run'));
    equal(record?.files.length, 100_000);
  });
});

/** Until it is stopped, half of each text comes to disk and then an error, and nothing can be taken away. */
function failingHandles(handle: FileHandle) {
  const prototype = Object.getPrototypeOf(handle) as Pick<FileHandle, 'appendFile' | 'truncate'>;
  const whole = Object.getOwnPropertyDescriptors(prototype);
  const error = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
  prototype.appendFile = async function (data) {
    await whole.appendFile.value?.call(this, String(data).slice(0, 11));
    return error();
  };
  prototype.truncate = error;
  return {
    stop: () => {
      Object.defineProperties(prototype, { appendFile: whole.appendFile, truncate: whole.truncate });
    },
  };
}
