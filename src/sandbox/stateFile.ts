import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord, parsedJson } from './http/exchange';
import type { LibraryEdits, MediaLibrary } from './library/mediaLibrary';

/** Keeps a library's edits in a file: reads them at its making, writes them soon after a change and at the end. */
export class StateFile {
  private written: number;
  private timer: NodeJS.Timeout | undefined;

  /** @throws Error in one sentence, where there is a file that isn't a state */
  constructor(
    private readonly path: string,
    private readonly library: MediaLibrary,
  ) {
    const edits = read(path);
    if (edits !== undefined) library.restore(edits);
    this.written = library.revision;
  }

  /** To be called after whatever may have changed the library. */
  touch(): void {
    if (this.timer !== undefined || this.written === this.library.revision) return;
    this.timer = setTimeout(() => {
      this.tryFlush();
    }, delayMs);
    this.timer.unref();
  }

  /** Writes now, and in one step: a reader sees the old file or the new one, never a part. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.written === this.library.revision) return;
    const { revision } = this.library;
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.new`, `${JSON.stringify(this.library.allEdits(), undefined, 1)}\n`);
    renameSync(`${this.path}.new`, this.path);
    this.written = revision;
  }

  /** Where no one is there to hear of a failure: the next change tries again, and the flush at the end tells. */
  private tryFlush(): void {
    try {
      this.flush();
    } catch {
      this.timer = undefined;
    }
  }
}

const delayMs = 250;

function read(path: string): LibraryEdits | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isRecord(error) && error['code'] === 'ENOENT') return undefined;
    throw error;
  }
  const edits = parsedJson(text);
  if (!isRecord(edits) || !isRecord(edits['files']) || !isRecord(edits['folders']))
    throw new Error(`${path} is not a state of the sandbox.`);
  return edits as unknown as LibraryEdits;
}
