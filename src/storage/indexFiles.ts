import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { IndexStore } from '../app/tagIndex/libraryIndex';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

export interface IndexFilesOptions {
  readonly folder: string;
  /** Whether the connection outlasts the session; the index of one that does not is kept nowhere. */
  readonly isKept: (connectionId: string) => boolean;
  readonly newId: () => string;
}

/** Indexes as files of one folder, `<connection>.index`, packed. A file is written beside and then put in its place. */
export class IndexFiles implements IndexStore {
  constructor(private readonly options: IndexFilesOptions) {}

  async read(connectionId: string): Promise<Uint8Array | undefined> {
    if (!this.options.isKept(connectionId)) return undefined;
    try {
      return await unpack(await readFile(this.pathOf(connectionId)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async write(connectionId: string, bytes: Uint8Array): Promise<void> {
    const { folder, isKept, newId } = this.options;
    if (!isKept(connectionId)) return;
    await mkdir(folder, { recursive: true });
    const path = this.pathOf(connectionId);
    // another window may write at the same time
    const beside = `${path}.${newId()}`;
    try {
      // the fastest: higher levels take several times as long for a tenth of the size
      await writeFile(beside, await pack(bytes, { level: 1 }));
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }

  async remove(connectionId: string): Promise<void> {
    await rm(this.pathOf(connectionId), { force: true });
  }

  private pathOf(connectionId: string): string {
    // an id may hold any characters: none of them must lead out of the folder
    return join(this.options.folder, `${encodeURIComponent(connectionId).replace(/[.*]/g, '_')}.index`);
  }
}
