import { Emitter } from '../../core/model/emitter';
import { Fault, faultOn } from '../../core/model/fault';
import type { Folder, Page, RemoteFile } from '../../core/model/file';
import type { FileOutcome } from '../../core/model/ledger';
import type { PageSize } from '../../core/service/service';
import type { Timing } from '../../core/run/retryPolicy';
import type { ConnectionList, SessionSource } from '../connections/ports';
import type { FoundPage, SearchPosition } from '../search/fileSearch';
import type { KeptSearch, KeptSearches } from '../search/keptSearches';
import { listFolder } from './listFolder';
import { LoadedItems } from './loadedItems';
import { PagedBranch } from './pagedBranch';
import {
  type BranchNode,
  connectionIdOf,
  type ConnectionNode,
  type FileNode,
  type FolderNode,
  folderOfNode,
  isWithin,
  itemId,
  type LibraryNode,
  nodeId,
  type SearchNode,
  SearchNodes,
  topmost,
  update,
} from './libraryNode';
import { type FileTags, SeenTags, TagReaders } from './tagReader';

export interface LibraryTreeDependencies {
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly timing: Timing;
  /** Where the library has an index: each tag and how many files have it. */
  readonly tagsIndexed?: (connectionId: string) => ReadonlyMap<string, number> | undefined;
  readonly searches: Pick<KeptSearches, 'of' | 'get' | 'onDidChange'>;
  /** One page of what a search finds, by its text. @throws ConnectionFault */
  readonly find: (connectionId: string, text: string, position: SearchPosition, signal: AbortSignal) => Promise<FoundPage>;
}

/** The folders and files of all connections, as far as they were opened. */
export class LibraryTree {
  private readonly changed = new Emitter<readonly LibraryNode[] | undefined>();
  private readonly roots = new Map<string, ConnectionNode>();
  private readonly items: LoadedItems;
  private readonly branches = new Map<string, PagedBranch>();
  private readonly readers: TagReaders;
  private readonly seen = new SeenTags();
  private readonly searchNodes: SearchNodes;
  private readonly following: readonly { dispose(): void }[];

  constructor(private readonly deps: LibraryTreeDependencies) {
    const connections = deps.connections.onDidChange(ids => {
      for (const id of ids) this.forget(id);
      this.changed.tell(undefined);
    });
    this.items = new LoadedItems(deps.searches);
    this.searchNodes = new SearchNodes(deps.searches);
    this.readers = new TagReaders({
      open: id => deps.sessions.of(id),
      timing: deps.timing,
      onFile: (...read) => {
        this.showRead(...read);
      },
    });
    const dispose = deps.searches.onDidChange(connectionId => {
      this.followSearches(connectionId);
    });
    this.following = [connections, { dispose }];
  }

  /**
   * Calls with the nodes that look different now, themselves or below; with undefined when connections came or went. The returned
   * function ends it.
   */
  onDidChange(listener: (nodes: readonly LibraryNode[] | undefined) => void): () => void {
    return this.changed.add(listener);
  }

  /** What is below a node; all connections where there is none. What can't be loaded has a node that says why. */
  async children(node?: LibraryNode): Promise<readonly LibraryNode[]> {
    if (!node) return this.deps.connections.all.map(connection => this.root(connection.id));
    if (node.kind === 'connection') return [...this.searchNodes.of(node), ...(await this.branch(node).children())];
    return node.kind === 'folder' || node.kind === 'search' ? this.branch(node).children() : [];
  }

  /** The node of a connection. */
  root(connectionId: string): ConnectionNode {
    const known = this.roots.get(connectionId);
    if (known) return known;
    const root: ConnectionNode = { kind: 'connection', connection: this.deps.connections.find(connectionId) };
    this.roots.set(connectionId, root);
    return root;
  }

  /** The node of a search that is kept. */
  searchNode({ id, connectionId }: KeptSearch): SearchNode | undefined {
    return this.searchNodes.of(this.root(connectionId)).find(({ search }) => search.id === id);
  }

  /** The next page, or the one that failed. */
  loadMore(node: BranchNode): void {
    this.branch(node).loadMore();
    this.changed.tell([node]);
  }

  /** Loads all that is left of a folder or search, in the largest pages. Resolves when it has ended, however. */
  async loadAll(node: BranchNode, signal: AbortSignal, onProgress: (shown: number) => void): Promise<void> {
    await this.branch(node).loadAll(signal, onProgress);
    this.changed.tell([node]);
  }

  /** Loads everything below the node again, as far as it was loaded; everything where there is none. */
  refresh(node?: BranchNode): void {
    const connectionId = node && connectionIdOf(node);
    this.readers.stop(connectionId);
    for (const branch of this.branches.values()) if (!node || isWithin(branch.node, node)) branch.reload();
    this.changed.tell(node && [node]);
  }

  /** One page of a folder, as the service has it now; without a folder, of the library's root. @throws ConnectionFault */
  async list(
    connectionId: string,
    folder: Folder | undefined,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize: PageSize = 'screen',
  ): Promise<Page<Folder | RemoteFile>> {
    const page = await listFolder({ connectionId, folder, cursor, pageSize }, this.deps, signal);
    for (const item of page.items) if (item.kind === 'file') this.see(connectionId, item);
    return page;
  }

  /** One page of a search, in the largest pages unless told. @throws ConnectionFault */
  async found(
    { connectionId, search }: SearchNode,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize: PageSize = 'largest',
  ): Promise<FoundPage> {
    const page = await this.deps.find(connectionId, search.text, { cursor, pageSize }, signal);
    for (const file of page.items) this.see(connectionId, file);
    return page;
  }

  /** How many requests the connection carries at one time. @throws ConnectionFault */
  async concurrency(connectionId: string): Promise<number> {
    try {
      return (await this.deps.sessions.of(connectionId)).limiter.concurrency;
    } catch (error) {
      throw faultOn(this.deps.connections.find(connectionId), error);
    }
  }

  /** Shows the tags that a run has left on these files. */
  applyOutcomes(connectionId: string, outcomes: readonly FileOutcome[]): void {
    this.applyTags(
      connectionId,
      outcomes.flatMap(({ id, after }) => (after ? [{ id, tags: after }] : [])),
    );
  }

  /** Shows tags that files, or folders, are known to have now, wherever they are shown. */
  applyTags(connectionId: string, files: Iterable<FileTags>): void {
    const nodes: FileNode[] = [];
    for (const { id, tags } of files) {
      this.seen.see(connectionId, id, tags);
      const folder = this.items.folder(connectionId, id);
      // all that is below inherits a folder's tags
      if (folder) this.changed.tell([folder]);
      for (const node of this.items.filesWithId(connectionId, id)) {
        update(node, { file: { ...node.file, tags }, fault: undefined });
        nodes.push(node);
      }
    }
    if (nodes.length > 0) this.changed.tell(nodes.length === 1 ? nodes : topmost(nodes.map(({ parent }) => parent)));
  }

  /** Each tag, of the whole library where that is known, else of the files seen so far, and how many have it; the most frequent first. */
  tagsSeen(connectionId: string): ReadonlyMap<string, number> {
    return this.deps.tagsIndexed?.(connectionId) ?? this.seen.of(connectionId);
  }

  /** Whether the tags that were seen, and how many files have them, are those of the whole library. */
  areAllTagsSeen(connectionId: string): boolean {
    return this.deps.tagsIndexed?.(connectionId) !== undefined;
  }

  /** The paths of folders that were loaded. */
  foldersSeen(connectionId: string): readonly string[] {
    return this.items.folderPaths(connectionId);
  }

  /** A file's node, if it was loaded; the one in its folder rather than one that was found. */
  fileNode(connectionId: string, id: string): FileNode | undefined {
    return this.items.filesWithId(connectionId, id)[0];
  }

  /** All files that were loaded, each once. */
  filesLoaded(): readonly FileNode[] {
    return [...new Map(this.items.files().map(node => [itemId(node.connectionId, node.file), node])).values()];
  }

  /** Has files drawn anew, wherever they are shown; everything without them, and where there are very many. */
  redraw(files: readonly { readonly connectionId: string; readonly id: string }[] | undefined): void {
    if (!files || files.length > redrawnAtMost) {
      this.changed.tell(undefined);
      return;
    }
    const nodes = files.flatMap(({ connectionId, id }) => this.items.filesWithId(connectionId, id));
    if (nodes.length > 0) this.changed.tell(nodes);
  }

  dispose(): void {
    for (const branch of this.branches.values()) branch.stop();
    this.readers.stop();
    for (const one of this.following) one.dispose();
  }

  private branch(node: BranchNode): PagedBranch {
    const id = nodeId(node);
    const known = this.branches.get(id);
    if (known) return known;
    const connectionId = connectionIdOf(node);
    const branch = new PagedBranch(node, {
      load: (cursor, signal, pageSize) =>
        node.kind === 'search'
          ? this.found(node, cursor, signal, pageSize)
          : this.list(connectionId, folderOfNode(node), cursor, signal, pageSize),
      nodeOf: item => this.nodeOf(connectionId, node, item),
      ...(node.kind === 'search' && {
        onLoaded: () => {
          this.countFound(node);
        },
      }),
    });
    this.branches.set(id, branch);
    return branch;
  }

  private nodeOf(connectionId: string, parent: BranchNode, item: Folder | RemoteFile): FolderNode | FileNode {
    if (item.kind === 'file' && item.tags === undefined) this.readers.add(connectionId, item.id);
    return this.items.put(connectionId, parent, item);
  }

  private showRead(connectionId: string, id: string, found: RemoteFile | Fault): void {
    const nodes = this.items.filesWithId(connectionId, id);
    if (found instanceof Fault) {
      for (const node of nodes) update(node, { fault: found });
      if (nodes.length > 0) this.changed.tell(nodes);
    } else {
      for (const node of nodes) update(node, { file: { ...node.file, derivedTags: found.derivedTags } });
      this.applyTags(connectionId, [{ id, tags: found.tags ?? [] }]);
    }
  }

  private see(connectionId: string, { id, tags }: RemoteFile): void {
    if (tags) this.seen.see(connectionId, id, tags);
  }

  /** A search that was closed takes its files with it. */
  private followSearches(connectionId: string): void {
    for (const node of this.searchNodes.dropClosed()) {
      this.dropBranch(nodeId(node));
      this.items.dropFound(node);
    }
    const root = this.roots.get(connectionId);
    if (root) this.changed.tell([root]);
  }

  private countFound(node: SearchNode): void {
    const shown = this.searchNodes.count(node, this.branch(node).count);
    if (shown) this.changed.tell([shown]);
  }

  private dropBranch(id: string): void {
    this.branches.get(id)?.stop();
    this.branches.delete(id);
  }

  /** A connection that was changed may lead to another library altogether. */
  private forget(connectionId: string): void {
    const isOf = (id: string) => id === connectionId || id.startsWith(`${connectionId} `);
    for (const id of this.branches.keys()) if (isOf(id)) this.dropBranch(id);
    this.items.forget(connectionId);
    this.readers.stop(connectionId);
    this.roots.delete(connectionId);
    this.searchNodes.forget(connectionId);
    this.seen.forget(connectionId);
  }
}

/** Beyond these, VS Code asks sooner for all rows than for each of these. */
const redrawnAtMost = 100;
