import { Emitter } from '../../core/model/emitter';
import type { ConnectionList } from '../connections/ports';

/** A search that stays in the library's tree. */
export interface KeptSearch {
  readonly id: string;
  readonly connectionId: string;
  /** As it was typed. */
  readonly text: string;
  /** What it is called where it was saved; else it ends with the session. */
  readonly name?: string;
}

/** Where saved searches outlast a session. */
export interface SearchStore {
  read(): readonly KeptSearch[];
  write(searches: readonly KeptSearch[]): Promise<void>;
}

export interface KeptSearchesDependencies {
  readonly store: SearchStore;
  readonly connections: ConnectionList;
  readonly newId: () => string;
}

/** The searches in the library's tree, in the order in which they came. */
export class KeptSearches {
  private readonly changed = new Emitter<string>();
  private searches: readonly KeptSearch[];
  private readonly following: { dispose(): void };

  constructor(private readonly deps: KeptSearchesDependencies) {
    this.searches = deps.store.read();
    this.following = deps.connections.onDidChange(ids => {
      const isGone = (connectionId: string) =>
        ids.includes(connectionId) && !deps.connections.all.some(({ id }) => id === connectionId);
      void this.replace(this.searches.filter(({ connectionId }) => !isGone(connectionId)));
    });
  }

  /** Calls with the id of the connection whose searches are others now. The returned function ends it. */
  onDidChange(listener: (connectionId: string) => void): () => void {
    return this.changed.add(listener);
  }

  of(connectionId: string): readonly KeptSearch[] {
    return this.searches.filter(search => search.connectionId === connectionId);
  }

  get(id: string): KeptSearch | undefined {
    return this.searches.find(search => search.id === id);
  }

  /** Keeps a search for this session. The same one is kept once. */
  add(connectionId: string, text: string): KeptSearch {
    const trimmed = text.trim();
    const known = this.of(connectionId).find(search => search.text === trimmed);
    if (known) return known;
    const search = { id: this.deps.newId(), connectionId, text: trimmed };
    this.searches = [...this.searches, search];
    this.changed.tell(connectionId);
    return search;
  }

  /** Keeps it for later sessions, under a name. */
  async save(id: string, name: string): Promise<void> {
    const known = this.get(id);
    if (!known) return;
    await this.replace(this.searches.map(search => (search.id === id ? { ...search, name } : search)));
    this.changed.tell(known.connectionId);
  }

  async close(id: string): Promise<void> {
    const known = this.get(id);
    if (!known) return;
    await this.replace(this.searches.filter(search => search.id !== id));
    this.changed.tell(known.connectionId);
  }

  dispose(): void {
    this.following.dispose();
  }

  private async replace(searches: readonly KeptSearch[]): Promise<void> {
    const saved = this.searches.filter(({ name }) => name !== undefined);
    this.searches = searches;
    const savedNow = searches.filter(({ name }) => name !== undefined);
    if (JSON.stringify(saved) !== JSON.stringify(savedNow)) await this.deps.store.write(savedNow);
  }
}
