import type { Memento } from 'vscode';
import type { KeptSearch, SearchStore } from '../app/search/keptSearches';

const key = 'searches';

/** Saved searches in global state. */
export function searchRecords(state: Memento): SearchStore {
  return {
    read: () => state.get<readonly KeptSearch[]>(key, []),
    write: async searches => state.update(key, searches),
  };
}
