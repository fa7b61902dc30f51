import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../core/model/fault';
import type { JournalEnds, JournalFile, JournalStore } from '../core/journal/journal';
import type { HeldLock, ProcessLocks } from './processLock';

const ending = '.jsonl';
const chunkBytes = 64 * 1024;
const readBytes = 1024 * 1024;
/** What a journal tells is nothing to other users of the machine. */
const folderMode = 0o700;
const fileMode = 0o600;

/** Journals as files of one folder, `<runId>.jsonl`, each locked while it is written. */
export class JournalFiles implements JournalStore {
  private loading: Promise<ProcessLocks> | undefined;

  constructor(private readonly folder: string) {}

  async create(runId: string): Promise<JournalFile> {
    const path = this.pathOf(runId);
    return asJournalFault(async () => {
      await mkdir(this.folder, { recursive: true, mode: folderMode });
      return this.locked(runId, async lock => {
        const file = await open(path, 'ax', fileMode);
        try {
          await syncFolder(this.folder);
        } catch (error) {
          await file.close();
          await rm(path, { force: true });
          throw error;
        }
        return new OpenJournal(file, lock);
      });
    });
  }

  async reopen(runId: string): Promise<JournalFile> {
    const path = this.pathOf(runId);
    return asJournalFault(() =>
      this.locked(runId, async lock => {
        const file = await open(path, 'r+');
        try {
          await file.truncate(await endOfLastLine(file));
          await file.sync();
        } finally {
          await file.close();
        }
        return new OpenJournal(await open(path, 'a'), lock);
      }),
    );
  }

  async list(): Promise<readonly JournalEnds[]> {
    const names = await readdir(this.folder).catch(() => []);
    const runIds = names.filter(name => name.endsWith(ending)).map(name => name.slice(0, -ending.length));
    // first: a run that ends while the list is read is then called live at most, and never cut off
    const held = await (await this.locks()).held();
    const ends = await Promise.all(runIds.map(runId => this.endsOf(runId, held.has(runId)).catch(() => undefined)));
    return ends.filter(one => one !== undefined);
  }

  async *read(runId: string): AsyncGenerator<string> {
    const path = this.pathOf(runId);
    let rest = '';
    try {
      for await (const text of createReadStream(path, { encoding: 'utf8', highWaterMark: readBytes }) as AsyncIterable<string>) {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
      }
    } catch (error) {
      throw journalFault(error, runId);
    }
  }

  async remove(runId: string): Promise<void> {
    const path = this.pathOf(runId);
    await rm(path, { force: true });
    await (await this.locks()).forget(runId);
  }

  /** Loaded with the first question about a run: a start does not pay for it. */
  private locks(): Promise<ProcessLocks> {
    return (this.loading ??= import('./processLock').then(({ ProcessLocks }) => new ProcessLocks(join(this.folder, 'locks'))));
  }

  private async locked(runId: string, action: (lock: HeldLock) => Promise<JournalFile>): Promise<JournalFile> {
    const lock = await (await this.locks()).take(runId);
    if (!lock) throw new Fault('journal', { isBusy: true });
    try {
      return await action(lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  private async endsOf(runId: string, live: boolean): Promise<JournalEnds> {
    const file = await open(this.pathOf(runId), 'r');
    try {
      return { runId, first: await firstLine(file), last: await lastLine(file), live };
    } finally {
      await file.close();
    }
  }

  private pathOf(runId: string): string {
    // an id may come from a call: it must not lead out of the folder
    if (!/^[\w-]+$/.test(runId)) throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'noRun', runId } });
    return join(this.folder, runId + ending);
  }
}

interface Pending {
  readonly text: string;
  readonly done: () => void;
  readonly failed: (error: Fault) => void;
}

/** Texts that come while one is being written go to disk together: many writes at one time share a sync. */
class OpenJournal implements JournalFile {
  private pending: Pending[] = [];
  private writing: Promise<void> | undefined;
  /** A text may have come to disk in part: from this byte on it is taken away before the next one. */
  private tornFrom: number | undefined;

  constructor(
    private readonly file: FileHandle,
    private readonly lock: HeldLock,
  ) {}

  append(text: string): Promise<void> {
    return new Promise((done, failed) => {
      this.pending.push({ text, done, failed });
      this.writing ??= this.writeAll();
    });
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file.close().catch(() => undefined);
    await this.lock.release();
  }

  private async writeAll(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      try {
        await this.write(batch.map(({ text }) => text).join(''));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(journalFault(error));
      }
    }
    // not a moment later: a text that comes in between would wait for ever
    this.writing = undefined;
  }

  /** All of the text, or none of it: what can't be taken away again lets nothing come after it. */
  private async write(text: string): Promise<void> {
    await this.takeAwayTorn();
    const { size } = await this.file.stat();
    try {
      await this.file.appendFile(text);
      await this.file.datasync();
    } catch (error) {
      this.tornFrom = size;
      await this.takeAwayTorn().catch(() => undefined);
      throw error;
    }
  }

  private async takeAwayTorn(): Promise<void> {
    if (this.tornFrom === undefined) return;
    await this.file.truncate(this.tornFrom);
    this.tornFrom = undefined;
  }
}

/** A file is found after a loss of power only once its folder is on disk, too. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and needs not to
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch (error) {
    if (!['EPERM', 'EINVAL', 'EISDIR', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle?.close();
  }
}

/** Where the last whole line ends, in bytes. */
async function endOfLastLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - chunkBytes);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    const found = buffer.subarray(0, bytesRead).lastIndexOf('\n');
    if (found >= 0) return start + found + 1;
    end = start;
  }
  return 0;
}

async function firstLine(file: FileHandle): Promise<string> {
  let text = Buffer.alloc(0);
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, text.length);
    text = Buffer.concat([text, buffer.subarray(0, bytesRead)]);
    const end = text.indexOf('\n');
    if (end >= 0 || bytesRead === 0) return text.subarray(0, Math.max(end, 0)).toString();
  }
}

/** Only a short one, such as an `end`; of a longer one nothing. */
async function lastLine(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const from = Math.max(0, size - chunkBytes);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, from);
  const text = buffer.subarray(0, bytesRead);
  const end = text.lastIndexOf('\n');
  const start = end <= 0 ? -1 : text.lastIndexOf('\n', end - 1);
  return end < 0 || (start < 0 && from > 0) ? '' : text.subarray(start + 1, end).toString();
}

/** @param subject the run whose journal can't be read; none where it can't be written */
async function asJournalFault<Result>(action: () => Promise<Result>, subject?: string): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw journalFault(error, subject);
  }
}

/** Anything that went wrong on disk. @param subject as above */
export function journalFault(error: unknown, subject?: string): Fault {
  if (error instanceof Fault) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  return new Fault('journal', { systemCode: code ?? name, ...(subject !== undefined && { subject }) }, error);
}
