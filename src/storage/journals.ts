import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../core/model/fault';
import type { JournalEnds, JournalFile, JournalStore } from '../core/run/journal';
import { JournalLock } from './journalLock';

const ending = '.jsonl';
const chunkBytes = 64 * 1024;

/** Journals as files of one folder, `<runId>.jsonl`, each with a lock beside it while somebody writes it. */
export class JournalFiles implements JournalStore {
  constructor(private readonly folder: string) {}

  async create(runId: string): Promise<JournalFile> {
    return asJournalFault(async () => {
      await mkdir(this.folder, { recursive: true });
      const lock = await JournalLock.take(this.pathOf(runId, '.lock'));
      try {
        return new OpenJournal(await open(this.pathOf(runId), 'ax'), lock);
      } catch (error) {
        await lock.release();
        throw error;
      }
    });
  }

  async reopen(runId: string): Promise<JournalFile> {
    return asJournalFault(async () => {
      const path = this.pathOf(runId);
      const lock = await JournalLock.take(this.pathOf(runId, '.lock'));
      try {
        const file = await open(path, 'r+');
        await file.truncate(Buffer.from(await readFile(path)).lastIndexOf('\n') + 1);
        await file.close();
        return new OpenJournal(await open(path, 'a'), lock);
      } catch (error) {
        await lock.release();
        throw error;
      }
    });
  }

  async list(): Promise<readonly JournalEnds[]> {
    const names = await readdir(this.folder).catch(() => []);
    const runIds = names.filter(name => name.endsWith(ending)).map(name => name.slice(0, -ending.length));
    const ends = await Promise.all(runIds.map(runId => this.endsOf(runId).catch(() => undefined)));
    return ends.filter(one => one !== undefined);
  }

  async read(runId: string): Promise<string> {
    return asJournalFault(() => readFile(this.pathOf(runId), 'utf8'), runId);
  }

  async remove(runId: string): Promise<void> {
    await rm(this.pathOf(runId), { force: true });
  }

  private async endsOf(runId: string): Promise<JournalEnds> {
    const file = await open(this.pathOf(runId), 'r');
    try {
      const live = await JournalLock.isHeld(this.pathOf(runId, '.lock'));
      return { runId, first: await firstLine(file), last: await lastLine(file), live };
    } finally {
      await file.close();
    }
  }

  private pathOf(runId: string, suffix = ending): string {
    // an id may come from a call: it must not lead out of the folder
    if (!/^[\w-]+$/.test(runId)) throw new Fault('invalidInput', { subject: runId });
    return join(this.folder, runId + suffix);
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
  /** A text may have come to disk in part: the next one begins a line of its own. */
  private isTorn = false;

  constructor(
    private readonly file: FileHandle,
    private readonly lock: JournalLock,
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
        await this.file.appendFile((this.isTorn ? '\n' : '') + batch.map(({ text }) => text).join(''));
        await this.file.datasync();
        this.isTorn = false;
        for (const { done } of batch) done();
      } catch (error) {
        this.isTorn = true;
        for (const { failed } of batch) failed(journalFault(error));
      }
    }
    // not a moment later: a text that comes in between would wait for ever
    this.writing = undefined;
  }
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

/** Only an `end` is looked for here, and that is short: of a longer last line a part comes back, which is no entry. */
async function lastLine(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const from = Math.max(0, size - chunkBytes);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, from);
  const text = buffer.subarray(0, bytesRead);
  const end = text.lastIndexOf('\n');
  return end < 0 ? '' : text.subarray(text.lastIndexOf('\n', end - 1) + 1, end).toString();
}

/** @param subject the run whose journal can't be read; none where it can't be written */
async function asJournalFault<Result>(action: () => Promise<Result>, subject?: string): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw journalFault(error, subject);
  }
}

function journalFault(error: unknown, subject?: string): Fault {
  if (error instanceof Fault) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  return new Fault('journal', { systemCode: code ?? name, ...(subject !== undefined && { subject }) }, error);
}
