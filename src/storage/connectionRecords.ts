import type { Memento, SecretStorage } from 'vscode';
import type { RecordStore, Subscription } from '../app/connections/ports';
import type { KeptSearch, SearchStore } from '../app/search/keptSearches';
import { Emitter } from '../core/model/emitter';
import type { Connection } from '../core/service/connection';

export interface RecordStorage {
  readonly state: Pick<Memento, 'get' | 'update'>;
  readonly secrets: Pick<SecretStorage, 'get' | 'store'> & SecretEvents;
  /** Another one in each window. */
  readonly windowId: string;
}

/**
 * The list of connections in global state. That tells other windows nothing when it changes, secrets do: so one with nothing
 * secret in it carries the list to them.
 */
export class ConnectionRecords implements RecordStore {
  records: readonly Connection[];
  private readonly changed = new Emitter<readonly Connection[]>();
  private readonly following: Subscription;

  constructor(private readonly storage: RecordStorage) {
    this.records = storage.state.get<readonly Connection[]>(recordsKey, []);
    this.following = storage.secrets.onDidChange(({ key }) => {
      if (key === announcementKey) void this.follow();
    });
  }

  readonly onDidChange = (listener: (before: readonly Connection[]) => void): Subscription => ({
    dispose: this.changed.add(listener),
  });

  async update(change: (records: readonly Connection[]) => readonly Connection[]): Promise<void> {
    // another window's list may have come and not been heard of yet
    await this.follow();
    this.records = change(this.records);
    const announcement: Announcement = { window: this.storage.windowId, connections: this.records };
    // what is announced is never behind what is kept: an older list would be taken for a later one
    await this.storage.secrets.store(announcementKey, JSON.stringify(announcement));
    await this.storage.state.update(recordsKey, this.records);
  }

  dispose(): void {
    this.following.dispose();
  }

  private async follow(): Promise<void> {
    const announcement = parsed(await this.storage.secrets.get(announcementKey));
    if (!announcement || announcement.window === this.storage.windowId) return;
    const before = this.records;
    this.records = announcement.connections;
    this.changed.tell(before);
  }
}

/** The part of SecretStorage that tells of changes, in whichever window. */
export interface SecretEvents {
  readonly onDidChange: (listener: (event: { readonly key: string }) => void) => Subscription;
}

interface Announcement {
  readonly window: string;
  readonly connections: readonly Connection[];
}

/** Undefined where there is none, or a damaged one: the list in global state holds then. */
function parsed(text: string | undefined): Announcement | undefined {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<Announcement> | null;
    return typeof value?.window === 'string' && Array.isArray(value.connections) ? (value as Announcement) : undefined;
  } catch {
    return undefined;
  }
}

const recordsKey = 'connections';
const announcementKey = 'connections.announcement';

const key = 'searches';

/** Saved searches in global state. */
export function searchRecords(state: Memento): SearchStore {
  return {
    read: () => state.get<readonly KeptSearch[]>(key, []),
    write: async searches => state.update(key, searches),
  };
}
