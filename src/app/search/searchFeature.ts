import type { FoundPage, SearchEngine, SearchEngineDependencies, SearchPosition } from './fileSearch';
import type { IndexStore } from '../tagIndex/libraryIndex';
import type { FileOutcome } from '../../core/model/ledger';

export interface SearchFeatureDependencies extends Omit<SearchEngineDependencies, 'store'> {
  readonly openStore: () => Promise<IndexStore>;
}

/** Searches and indexes as a start sees them: what they consist of is loaded by the first search, run or look at the Tags view. */
export class SearchFeature {
  private loading: Promise<SearchEngine> | undefined;
  private engine: SearchEngine | undefined;

  constructor(private readonly deps: SearchFeatureDependencies) {}

  load(): Promise<SearchEngine> {
    return (this.loading ??= this.make());
  }

  /** One page of a search, by its text. @throws ConnectionFault */
  async find(connectionId: string, text: string, position: SearchPosition, signal: AbortSignal): Promise<FoundPage> {
    const [{ search }, { parseSearch }] = await Promise.all([this.load(), import('./parseSearch')]);
    return search.find(connectionId, parseSearch(text), position, signal);
  }

  /** Each tag of a library whose index is in use, with the number of files that have it, the most frequent first. */
  tagCounts(connectionId: string): ReadonlyMap<string, number> | undefined {
    const index = this.engine?.indexes.of(connectionId).opened;
    return index && new Map(index.vocabulary.matching('').map(({ tag, files }) => [tag, files]));
  }

  /** What a run has left on files. */
  applyOutcomes(connectionId: string, outcomes: readonly FileOutcome[]): void {
    void this.load().then(({ indexes }) => {
      indexes.applyOutcomes(connectionId, outcomes);
    });
  }

  dispose(): void {
    void this.loading?.then(({ indexes }) => indexes.dispose());
  }

  private async make(): Promise<SearchEngine> {
    const [{ makeSearchEngine }, store] = await Promise.all([import('./fileSearch'), this.deps.openStore()]);
    return (this.engine = makeSearchEngine({ ...this.deps, store }));
  }
}
