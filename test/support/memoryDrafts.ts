import type { DraftStore, SheetHead, SheetRecord } from '../../src/app/drafts/draftStore';

/** Sheets that outlast nothing, and tell what was written. */
export class MemoryDrafts implements DraftStore {
  readonly records = new Map<string, SheetRecord>();
  readonly texts = new Map<string, string>();

  list(): Promise<readonly SheetHead[]> {
    return Promise.resolve([...this.records.values()]);
  }

  read(id: string): ReturnType<DraftStore['read']> {
    const record = this.records.get(id);
    const text = this.texts.get(id);
    return Promise.resolve(record && text !== undefined ? { record, text } : undefined);
  }

  writeRecord(record: SheetRecord): Promise<void> {
    this.records.set(record.id, record);
    return Promise.resolve();
  }

  writeText(id: string, text: string): Promise<void> {
    this.texts.set(id, text);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.records.delete(id);
    this.texts.delete(id);
    return Promise.resolve();
  }
}
