import type { KeptSearches } from '../search/keptSearches';
import { type ConnectionNode, type FoundCount, type SearchNode, updateFound } from './libraryNode';

/** The nodes of searches that are kept. A search has one, until it is kept under another name. */
export class SearchNodes {
  private readonly nodes = new Map<string, SearchNode>();

  constructor(private readonly searches: Pick<KeptSearches, 'of' | 'get'>) {}

  of(parent: ConnectionNode): readonly SearchNode[] {
    const connectionId = parent.connection.id;
    return this.searches.of(connectionId).map(search => {
      const known = this.nodes.get(search.id);
      if (known?.search === search && known.parent === parent) return known;
      const node: SearchNode = { kind: 'search', connectionId, parent, search, found: known?.found };
      this.nodes.set(search.id, node);
      return node;
    });
  }

  /** The node that looks different with this count; undefined where it looks the same. */
  count(node: SearchNode, count: FoundCount | undefined): SearchNode | undefined {
    const shown = this.nodes.get(node.search.id) ?? node;
    if (count?.files === shown.found?.files && count?.more === shown.found?.more) return undefined;
    updateFound(shown, count);
    return shown;
  }

  /** The nodes of searches that were closed; they are none any more. */
  dropClosed(): readonly SearchNode[] {
    const closed = [...this.nodes.values()].filter(({ search }) => this.searches.get(search.id) === undefined);
    for (const { search } of closed) this.nodes.delete(search.id);
    return closed;
  }

  forget(connectionId: string): void {
    for (const [id, node] of this.nodes) if (node.connectionId === connectionId) this.nodes.delete(id);
  }
}
