import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DraftStore, SheetHead, SheetRecord } from '../app/drafts/draftStore';

export interface DraftFilesOptions {
  readonly folder: string;
  readonly newId: () => string;
}

/** Sheets as folders, each with its record and its text. A file is written beside and then put in its place. */
export class DraftFiles implements DraftStore {
  constructor(private readonly options: DraftFilesOptions) {}

  async list(): Promise<readonly SheetHead[]> {
    const ids = await readdir(this.options.folder).catch(() => []);
    const records = await Promise.all(ids.map(id => this.read(id)));
    return records.flatMap(kept => (kept ? [headOf(kept.record)] : []));
  }

  async read(id: string): Promise<{ readonly record: SheetRecord; readonly text: string } | undefined> {
    try {
      // a start does not pay for what checks a record
      const [record, text, { parseSheetRecord }] = await Promise.all([
        this.readFile(id, recordName),
        this.readFile(id, textName),
        import('../app/drafts/draftStore'),
      ]);
      return { record: parseSheetRecord(record), text };
    } catch {
      // what is damaged can't be gone on with: the library has the tags
      return undefined;
    }
  }

  async writeRecord(record: SheetRecord): Promise<void> {
    await this.write(record.id, recordName, JSON.stringify(record));
  }

  async writeText(id: string, text: string): Promise<void> {
    await this.write(id, textName, text);
  }

  async remove(id: string): Promise<void> {
    await rm(this.folderOf(id), { recursive: true, force: true });
  }

  private readFile(id: string, name: string): Promise<string> {
    return readFile(join(this.folderOf(id), name), 'utf8');
  }

  private async write(id: string, name: string, content: string): Promise<void> {
    const folder = this.folderOf(id);
    await mkdir(folder, { recursive: true });
    const beside = join(folder, `${name}.${this.options.newId()}`);
    try {
      await writeFile(beside, content, { flush: true });
      await rename(beside, join(folder, name));
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }

  private folderOf(id: string): string {
    // an id may come from an address: it must not lead out of the folder
    return join(this.options.folder, encodeURIComponent(id).replace(/[.*]/g, '_'));
  }
}

const recordName = 'record.json';
const textName = 'text.tagsheet';

function headOf({ id, connectionId, title, source, openedAt }: SheetRecord): SheetHead {
  return { id, connectionId, title, source, openedAt };
}
