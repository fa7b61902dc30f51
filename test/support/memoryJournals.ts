import { Fault } from '../../src/core/model/fault';
import type { JournalEnds, JournalFile, JournalStore } from '../../src/core/journal/journal';

/** Journals in memory. */
export class MemoryJournals implements JournalStore {
  readonly texts = new Map<string, string>();
  /** Counts down; the append that finds it at zero fails, and each one after it. */
  appendsLeft = Infinity;

  create(runId: string): Promise<JournalFile> {
    this.texts.set(runId, '');
    return this.reopen(runId);
  }

  reopen(runId: string): Promise<JournalFile> {
    const text = this.texts.get(runId) ?? '';
    this.texts.set(runId, text.slice(0, text.lastIndexOf('\n') + 1));
    return Promise.resolve({
      append: text => {
        if (this.appendsLeft-- <= 0) return Promise.reject(new Fault('journal', { systemCode: 'ENOSPC' }));
        this.texts.set(runId, (this.texts.get(runId) ?? '') + text);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  }

  list(): Promise<readonly JournalEnds[]> {
    const ends = Array.from(this.texts, ([runId, text]) => {
      const lines = text.split('\n').slice(0, -1);
      return { runId, first: lines[0] ?? '', last: lines.at(-1) ?? '', live: false };
    });
    return Promise.resolve(ends);
  }

  async *read(runId: string): AsyncGenerator<string> {
    await Promise.resolve();
    const lines = (this.texts.get(runId) ?? '').split('\n');
    yield* lines.slice(0, -1);
  }

  remove(runId: string): Promise<void> {
    this.texts.delete(runId);
    return Promise.resolve();
  }
}
