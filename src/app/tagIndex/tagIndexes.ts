import { Emitter } from '../../core/model/emitter';
import type { RemoteFile } from '../../core/model/file';
import type { FileOutcome } from '../../core/model/ledger';
import type { ConnectionList, SessionSource } from '../connections/ports';
import { type IndexStatus, type IndexStore, LibraryIndex, type LibraryIndexDependencies } from './libraryIndex';

export interface TagIndexesDependencies extends Pick<LibraryIndexDependencies, 'timing' | 'onStoreError'> {
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly store: IndexStore;
}

/** The indexes of all connections. */
export class TagIndexes {
  private readonly changed = new Emitter<string>();
  private readonly indexes = new Map<string, LibraryIndex>();
  private readonly following: { dispose(): void };

  constructor(private readonly deps: TagIndexesDependencies) {
    this.following = deps.connections.onDidChange(ids => {
      for (const id of ids) void this.forget(id);
    });
  }

  /** Calls with the id of a connection whose index stands otherwise or has changed. The returned function ends it. */
  onDidChange(listener: (connectionId: string) => void): () => void {
    return this.changed.add(listener);
  }

  of(connectionId: string): LibraryIndex {
    const known = this.indexes.get(connectionId);
    if (known) return known;
    const { sessions, store, timing, onStoreError } = this.deps;
    const index = new LibraryIndex({ connectionId, open: () => sessions.of(connectionId), store, timing, onStoreError });
    index.onDidChange(() => {
      this.changed.tell(connectionId);
    });
    this.indexes.set(connectionId, index);
    return index;
  }

  status(connectionId: string): IndexStatus {
    return this.of(connectionId).status;
  }

  /** The files that have a tag, by path; without a tag, those that have none. None where there is no whole index. */
  async files(connectionId: string, tag: string | undefined): Promise<readonly RemoteFile[]> {
    const index = await this.of(connectionId).open();
    if (!index) return [];
    return index.sortedByPath(tag === undefined ? index.untagged() : index.rowsOfTag(tag)).map(row => index.file(row));
  }

  applyOutcomes(connectionId: string, outcomes: readonly FileOutcome[]): void {
    this.of(connectionId).applyOutcomes(outcomes);
  }

  /** Ends what is under way and writes down what is not written yet. */
  async dispose(): Promise<void> {
    this.following.dispose();
    await Promise.all(
      Array.from(this.indexes.values(), async index => {
        await index.stop();
        await index.flush();
      }),
    );
  }

  /** A connection that was changed may lead to another account: its index is read again, and held against it. */
  private async forget(connectionId: string): Promise<void> {
    const index = this.indexes.get(connectionId);
    this.indexes.delete(connectionId);
    if (this.deps.connections.all.some(({ id }) => id === connectionId)) {
      await index?.stop();
      await index?.flush();
    } else {
      await (index ?? this.detached(connectionId)).remove();
    }
    this.changed.tell(connectionId);
  }

  private detached(connectionId: string): LibraryIndex {
    const { sessions, store, timing, onStoreError } = this.deps;
    return new LibraryIndex({ connectionId, open: () => sessions.of(connectionId), store, timing, onStoreError });
  }
}
