import type { ConnectionList, SessionSource } from '../connections/ports';
import type { IndexStore } from '../tagIndex/libraryIndex';
import { TagIndexes } from '../tagIndex/tagIndexes';
import type { Timing } from '../../core/run/requestWithRetry';
import { FileSearch } from './fileSearch';

export interface SearchEngineDependencies {
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly timing: Timing;
  readonly store: IndexStore;
  readonly onStoreError: (error: unknown) => void;
}

/** What searches and indexes. */
export interface SearchEngine {
  readonly indexes: TagIndexes;
  readonly search: FileSearch;
}

export function makeSearchEngine(deps: SearchEngineDependencies): SearchEngine {
  const indexes = new TagIndexes(deps);
  return { indexes, search: new FileSearch({ ...deps, indexes }) };
}
