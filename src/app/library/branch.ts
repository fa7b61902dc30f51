import type { Folder, Page, RemoteFile } from '../../core/model/file';
import type { BranchNode, FileNode, FolderNode, LibraryNode } from './libraryNode';

export interface BranchDependencies {
  /** One page of what is below the node. */
  readonly load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Folder | RemoteFile>>;
  /** The node of an item that was loaded. */
  readonly nodeOf: (item: Folder | RemoteFile) => FolderNode | FileNode;
}

/** What is below one connection or folder, as far as it was loaded. */
export class Branch {
  /** A file that moved between two pages comes twice and counts once. */
  private nodes = new Set<FolderNode | FileNode>();
  private pages = 0;
  private next: string | undefined;
  private error: unknown;
  private loading: Loading | undefined;

  constructor(
    private readonly node: BranchNode,
    private readonly deps: BranchDependencies,
  ) {}

  /** Loads the first page if nothing was loaded so far. An error is the last child. */
  async children(): Promise<readonly LibraryNode[]> {
    this.loading ??= this.start(1);
    const { loading } = this;
    await loading.end;
    // a reload came in between, and its answer is the one that counts
    if (this.loading !== loading) return this.children();
    const { node: parent, nodes, next, error } = this;
    if (error !== undefined) return [...nodes, { kind: 'fault', parent, error }];
    return next === undefined ? [...nodes] : [...nodes, { kind: 'more', parent, shown: nodes.size }];
  }

  /** Loads one page more, or the one that failed. */
  loadMore(): void {
    this.loading?.controller.abort();
    this.loading = this.start(1);
  }

  /** Loads again as many pages as there were. Until they have come, the old nodes stay. */
  reload(): void {
    this.stop();
    const pages = Math.max(1, this.pages);
    this.pages = 0;
    this.next = undefined;
    this.loading = this.start(pages);
  }

  /** Ends what is under way; what was loaded stays. */
  stop(): void {
    this.loading?.controller.abort();
  }

  private start(pages: number): Loading {
    const controller = new AbortController();
    return { controller, end: this.load(pages, controller.signal) };
  }

  /** Never rejects. An aborted load leaves everything as it was. */
  private async load(count: number, signal: AbortSignal): Promise<void> {
    const items: (Folder | RemoteFile)[] = [];
    const before = this.pages === 0 ? [] : this.nodes;
    let { next, pages } = this;
    let error: unknown;
    try {
      do {
        const page = await this.deps.load(next, signal);
        items.push(...foldersFirst(page.items));
        next = page.next;
        pages++;
      } while (next !== undefined && --count > 0);
    } catch (reason) {
      error = reason;
    }
    if (signal.aborted) return;
    this.nodes = new Set([...before, ...items.map(this.deps.nodeOf)]);
    this.next = next;
    this.pages = pages;
    this.error = error;
  }
}

/** Within one page, so that nothing moves when another one comes. */
function foldersFirst(items: readonly (Folder | RemoteFile)[]): readonly (Folder | RemoteFile)[] {
  return [...items.filter(({ kind }) => kind === 'folder'), ...items.filter(({ kind }) => kind === 'file')];
}

interface Loading {
  readonly controller: AbortController;
  readonly end: Promise<void>;
}
