import { Fault } from '../../core/model/fault';
import type { Folder, Page, RemoteFile } from '../../core/model/file';
import type { PageSize } from '../../core/service/service';
import type { BranchNode, FileNode, FolderNode, FoundCount, LibraryNode } from './libraryNode';

export interface PagedBranchDependencies {
  /** One page of what is below the node. */
  readonly load: (cursor: string | undefined, signal: AbortSignal, pageSize: PageSize) => Promise<Page<Folder | RemoteFile>>;
  /** The node of an item that was loaded. */
  readonly nodeOf: (item: Folder | RemoteFile) => FolderNode | FileNode;
  /** Something was loaded. */
  readonly onLoaded?: () => void;
}

/** What is below one connection or folder, as far as it was loaded. */
export class PagedBranch {
  /** A file that moved between two pages comes twice and counts once. */
  private nodes = new Set<FolderNode | FileNode>();
  private pages = 0;
  /** The largest pages once all was asked for: loading it again takes fewer requests. */
  private pageSize: PageSize = 'screen';
  private next: string | undefined;
  private total: number | undefined;
  private error: unknown;
  private loading: Loading | undefined;

  constructor(
    readonly node: BranchNode,
    private readonly deps: PagedBranchDependencies,
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

  /**
   * Loads all that is left. Resolves when it has ended: at the end, at what can't be loaded, which is a child then, or where it
   * was called off. What came until then stays.
   */
  async loadAll(signal: AbortSignal, onProgress: (shown: number) => void): Promise<void> {
    await this.loading?.end;
    this.pageSize = 'largest';
    while (!signal.aborted && (this.next !== undefined || this.pages === 0)) {
      const loading = this.start(1);
      this.loading = loading;
      const stop = () => {
        loading.controller.abort();
      };
      signal.addEventListener('abort', stop, { once: true });
      await loading.end;
      signal.removeEventListener('abort', stop);
      onProgress(this.nodes.size);
      if (this.error !== undefined || this.loading !== loading) return;
    }
  }

  /** How many there are, as far as it was loaded; undefined before. */
  get count(): FoundCount | undefined {
    if (this.pages === 0) return undefined;
    return { files: this.total ?? this.nodes.size, more: this.total === undefined && this.next !== undefined };
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
    const before = this.pages === 0 ? undefined : this.nodes;
    let { next, pages } = this;
    let total: number | undefined;
    let error: unknown;
    try {
      do {
        const page: Page<Folder | RemoteFile> & { readonly total?: number } = await this.deps.load(next, signal, this.pageSize);
        for (const item of foldersFirst(page.items)) items.push(item);
        total = page.total;
        next = page.next;
        pages++;
      } while (next !== undefined && --count > 0);
    } catch (reason) {
      error = reason;
    }
    if (signal.aborted) return;
    // what is there is added to: of 100,000 nodes no copy is made for each page
    const nodes = before === this.nodes ? this.nodes : new Set<FolderNode | FileNode>();
    const shown = nodes.size;
    for (const item of items) nodes.add(this.deps.nodeOf(item));
    if (next !== undefined && items.length > 0 && nodes.size === shown) error ??= samePage();
    this.nodes = nodes;
    this.next = next;
    this.total = total;
    this.pages = pages;
    this.error = error;
    this.deps.onLoaded?.();
  }
}

/**
 * Takes the items of a page for seen. A service that shows the same ones over and over, and promises more, would never come to an end.
 * @throws Fault `unexpectedAnswer`
 */
export function checkPage({ items, next }: Page<Folder | RemoteFile>, seen: Set<string>): void {
  const before = seen.size;
  for (const { id } of items) seen.add(id);
  if (next !== undefined && items.length > 0 && seen.size === before) throw samePage();
}

/** What is thrown where a page shows nothing but what was shown before, and is not the last. */
export function samePage(): Fault {
  return new Fault('unexpectedAnswer', { subject: 'next page' });
}

/** Within one page, so that nothing moves when another one comes. */
function foldersFirst(items: readonly (Folder | RemoteFile)[]): readonly (Folder | RemoteFile)[] {
  return [...items.filter(({ kind }) => kind === 'folder'), ...items.filter(({ kind }) => kind === 'file')];
}

interface Loading {
  readonly controller: AbortController;
  readonly end: Promise<void>;
}
