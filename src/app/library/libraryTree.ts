import { Emitter } from '../../core/model/emitter';
import { Fault } from '../../core/model/fault';
import type { Folder, Page, RemoteFile } from '../../core/model/file';
import type { FileOutcome } from '../../core/model/ledger';
import type { PageSize } from '../../core/model/service';
import { requestWithRetry, type Timing } from '../../core/run/requestWithRetry';
import { faultOn } from '../connections/connectionFault';
import type { ConnectionList, SessionSource } from '../connections/ports';
import { Branch } from './branch';
import {
  type BranchNode,
  type ConnectionNode,
  connectionIdOf,
  type FileNode,
  type FolderNode,
  folderOf,
  itemId,
  type LibraryNode,
  nodeId,
  parentOf,
  update,
} from './libraryNode';
import { SeenTags } from './seenTags';
import { TagReader } from './tagReader';

export interface LibraryTreeDependencies {
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly timing: Timing;
}

/** A file's tags, as they are known to be now. */
export interface FileTags {
  readonly id: string;
  readonly tags: readonly string[];
}

/** The folders and files of all connections, as far as they were opened. */
export class LibraryTree {
  private readonly changed = new Emitter<readonly LibraryNode[] | undefined>();
  private readonly roots = new Map<string, ConnectionNode>();
  private readonly items = new Map<string, FolderNode | FileNode>();
  private readonly branches = new Map<string, Branch>();
  private readonly readers = new Map<string, TagReader>();
  private readonly seen = new SeenTags();
  private readonly following: { dispose(): void };

  constructor(private readonly deps: LibraryTreeDependencies) {
    this.following = deps.connections.onDidChange(ids => {
      for (const id of ids) this.forget(id);
      this.changed.tell(undefined);
    });
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
    return node.kind === 'connection' || node.kind === 'folder' ? this.branch(node).children() : [];
  }

  /** The node of a connection. */
  root(connectionId: string): ConnectionNode {
    const known = this.roots.get(connectionId);
    if (known) return known;
    const root: ConnectionNode = { kind: 'connection', connection: this.deps.connections.find(connectionId) };
    this.roots.set(connectionId, root);
    return root;
  }

  /** The next page, or the one that failed. */
  loadMore(node: BranchNode): void {
    this.branch(node).loadMore();
    this.changed.tell([node]);
  }

  /** Loads everything below the node again, as far as it was loaded; everything where there is none. */
  refresh(node?: BranchNode): void {
    const connectionId = node && connectionIdOf(node);
    for (const [id, reader] of this.readers) if (connectionId === undefined || connectionId === id) this.drop(id, reader);
    for (const [id, branch] of this.branches) if (!node || this.isBelow(id, node)) branch.reload();
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
    const { connections, sessions, timing } = this.deps;
    const connection = connections.find(connectionId);
    try {
      const session = await sessions.of(connectionId);
      const request = (inner: AbortSignal) => session.service.list(folder, cursor, inner, pageSize);
      const page = await requestWithRetry(session, request, timing, signal);
      // what comes late may be of a connection that has been changed
      signal.throwIfAborted();
      for (const item of page.items) if (item.kind === 'file') this.see(connectionId, item);
      return page;
    } catch (error) {
      throw faultOn(connection, error);
    }
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

  /** Shows tags that files are known to have now, wherever these files are shown. */
  applyTags(connectionId: string, files: Iterable<FileTags>): void {
    const nodes: FileNode[] = [];
    for (const { id, tags } of files) {
      this.seen.see(connectionId, id, tags);
      const node = this.items.get(itemId(connectionId, { kind: 'file', id }));
      if (node?.kind !== 'file') continue;
      update(node, { file: { ...node.file, tags }, fault: undefined });
      nodes.push(node);
    }
    if (nodes.length > 0) this.changed.tell(nodes.length === 1 ? nodes : topmost(nodes.map(({ parent }) => parent)));
  }

  /** Each tag of the files seen so far, and how many of them have it, the most frequent first. */
  tagsSeen(connectionId: string): ReadonlyMap<string, number> {
    return this.seen.of(connectionId);
  }

  /** A file's node, if it was loaded. */
  fileNode(connectionId: string, id: string): FileNode | undefined {
    const node = this.items.get(itemId(connectionId, { kind: 'file', id }));
    return node?.kind === 'file' ? node : undefined;
  }

  dispose(): void {
    for (const branch of this.branches.values()) branch.stop();
    for (const reader of this.readers.values()) reader.stop();
    this.following.dispose();
  }

  private branch(node: BranchNode): Branch {
    const id = nodeId(node);
    const known = this.branches.get(id);
    if (known) return known;
    const connectionId = connectionIdOf(node);
    const branch = new Branch(node, {
      load: (cursor, signal) => this.list(connectionId, folderOf(node), cursor, signal),
      nodeOf: item => this.nodeOf(connectionId, node, item),
    });
    this.branches.set(id, branch);
    return branch;
  }

  /** A thing that is loaded again keeps its node, and the tags that were known until fresh ones come. */
  private nodeOf(connectionId: string, parent: BranchNode, item: Folder | RemoteFile): FolderNode | FileNode {
    const id = itemId(connectionId, item);
    const known = this.items.get(id);
    if (item.kind === 'folder') {
      const node = known?.kind === 'folder' ? known : ({ kind: 'folder', connectionId, parent, folder: item } as const);
      this.items.set(id, node);
      return node;
    }
    if (item.tags === undefined) this.reader(connectionId).add(item.id);
    if (known?.kind === 'file') {
      update(known, { parent, file: { ...item, tags: item.tags ?? known.file.tags } });
      return known;
    }
    const node: FileNode = { kind: 'file', connectionId, parent, file: item };
    this.items.set(id, node);
    return node;
  }

  private reader(connectionId: string): TagReader {
    const known = this.readers.get(connectionId);
    if (known) return known;
    const reader = new TagReader({
      open: () => this.deps.sessions.of(connectionId),
      timing: this.deps.timing,
      onFile: (id, found) => {
        const node = this.fileNode(connectionId, id);
        if (found instanceof Fault) {
          if (!node) return;
          update(node, { fault: found });
          this.changed.tell([node]);
        } else {
          if (node) update(node, { file: { ...node.file, derivedTags: found.derivedTags } });
          this.applyTags(connectionId, [{ id, tags: found.tags ?? [] }]);
        }
      },
    });
    this.readers.set(connectionId, reader);
    return reader;
  }

  private see(connectionId: string, { id, tags }: RemoteFile): void {
    if (tags) this.seen.see(connectionId, id, tags);
  }

  private drop(connectionId: string, reader: TagReader): void {
    reader.stop();
    this.readers.delete(connectionId);
  }

  /** Whether a branch hangs, at any depth, on this node. */
  private isBelow(branchId: string, node: BranchNode): boolean {
    const item = this.items.get(branchId);
    if (branchId === nodeId(node)) return true;
    return item !== undefined && this.isBelow(nodeId(item.parent), node);
  }

  /** A connection that was changed may lead to another library altogether. */
  private forget(connectionId: string): void {
    const isOf = (id: string) => id === connectionId || id.startsWith(`${connectionId} `);
    for (const [id, branch] of this.branches) {
      if (!isOf(id)) continue;
      branch.stop();
      this.branches.delete(id);
    }
    for (const id of this.items.keys()) if (isOf(id)) this.items.delete(id);
    const reader = this.readers.get(connectionId);
    if (reader) this.drop(connectionId, reader);
    this.roots.delete(connectionId);
    this.seen.forget(connectionId);
  }
}

/** The nodes below which all of these are. VS Code loses the selection when it draws several nodes anew that hang together. */
function topmost(nodes: readonly BranchNode[]): readonly BranchNode[] {
  const all = new Set(nodes);
  return [...all].filter(node => {
    for (let above = parentOf(node); above; above = parentOf(above)) if (all.has(above)) return false;
    return true;
  });
}
