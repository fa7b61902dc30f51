import type { Fault } from '../../core/model/fault';
import type { Folder, RemoteFile } from '../../core/model/file';
import type { Connection } from '../../core/service/connection';
import type { KeptSearch, KeptSearches } from '../search/keptSearches';

/** What a tree of the library consists of. A folder or file has one node, and keeps it over reloads. */
export type LibraryNode = BranchNode | FileNode | MoreNode | FaultNode;

/** What has files below it. */
export type BranchNode = ConnectionNode | FolderNode | SearchNode | TagNode;

export interface ConnectionNode {
  readonly kind: 'connection';
  readonly connection: Connection;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly connectionId: string;
  readonly parent: BranchNode;
  readonly folder: Folder;
}

/** Files that a search found, like those of a folder. */
export interface SearchNode {
  readonly kind: 'search';
  readonly connectionId: string;
  readonly parent: ConnectionNode;
  readonly search: KeptSearch;
  /** How many it found, as far as it was loaded. */
  readonly found?: FoundCount | undefined;
}

export interface FoundCount {
  readonly files: number;
  /** There are more. */
  readonly more: boolean;
}

/** Files that have a tag, as the index of their library has it. */
export interface TagNode {
  readonly kind: 'tag';
  readonly connectionId: string;
  readonly parent: ConnectionNode;
  /** undefined: the files that have no tag. */
  readonly tag: string | undefined;
  readonly files: number;
  /** Tags that a person would take for the same one, the most frequent first. */
  readonly twins: readonly string[];
  /** Where it is shown among its twins alone. */
  readonly place?: 'twins';
}

export interface FileNode {
  readonly kind: 'file';
  readonly connectionId: string;
  readonly parent: BranchNode;
  readonly file: RemoteFile;
  /** Why its tags could not be read. */
  readonly fault?: Fault | undefined;
}

/** There are more than are shown. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: BranchNode;
  /** How many are shown. */
  readonly shown: number;
}

/** The rest could not be loaded. */
export interface FaultNode {
  readonly kind: 'fault';
  readonly parent: BranchNode;
  readonly error: unknown;
}

/** Whether what a command was given is a node of this kind. */
export function isNode<Kind extends LibraryNode['kind']>(
  value: unknown,
  kind: Kind,
): value is Extract<LibraryNode, { kind: Kind }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

export function connectionIdOf(node: LibraryNode): string {
  switch (node.kind) {
    case 'connection':
      return node.connection.id;
    case 'more':
    case 'fault':
      return connectionIdOf(node.parent);
    default:
      return node.connectionId;
  }
}

/** The same for the same thing, whenever it is loaded: expansion and selection hang on it. */
export function nodeId(node: LibraryNode): string {
  switch (node.kind) {
    case 'connection':
      return node.connection.id;
    case 'folder':
      return itemId(node.connectionId, node.folder);
    case 'search':
      return searchNodeId(node.search);
    case 'tag':
      return node.tag === undefined ? `${node.connectionId} untagged` : `${node.connectionId} ${node.place ?? 'tag'} ${node.tag}`;
    case 'file':
      return fileNodeId(node.parent, node.connectionId, node.file);
    case 'more':
      return `${nodeId(node.parent)} more ${node.shown}`;
    case 'fault':
      return `${nodeId(node.parent)} fault`;
  }
}

/** A file has a place in its folder, and one wherever it was found. */
export function fileNodeId(parent: BranchNode, connectionId: string, { id }: Pick<RemoteFile, 'id'>): string {
  return itemId(parent.kind === 'search' || parent.kind === 'tag' ? nodeId(parent) : connectionId, { kind: 'file', id });
}

export function searchNodeId({ connectionId, id }: KeptSearch): string {
  return `${connectionId} search ${id}`;
}

export function itemId(connectionId: string, { kind, id }: Pick<Folder | RemoteFile, 'kind' | 'id'>): string {
  return `${connectionId} ${kind} ${id}`;
}

/** The folder of a node; undefined for the library's root. */
export function folderOfNode(node: BranchNode): Folder | undefined {
  return node.kind === 'folder' ? node.folder : undefined;
}

export function parentOf(node: LibraryNode): BranchNode | undefined {
  return node.kind === 'connection' ? undefined : node.parent;
}

/** For the tree alone: to all others a node does not change. */
export function update(node: FileNode, values: Partial<Pick<FileNode, 'file' | 'fault' | 'parent'>>): void {
  Object.assign(node, values);
}

/** For the tree alone, as `update`. */
function updateFound(node: SearchNode, found: FoundCount | undefined): void {
  Object.assign(node, { found });
}

/** Whether a node is this one or hangs, at any depth, on it. */
export function isWithin(node: BranchNode, above: BranchNode): boolean {
  const id = nodeId(above);
  for (let one: BranchNode | undefined = node; one; one = parentOf(one)) if (nodeId(one) === id) return true;
  return false;
}

/** The nodes below which all of these are. VS Code loses the selection when it draws several nodes anew that hang together. */
export function topmost(nodes: readonly BranchNode[]): readonly BranchNode[] {
  const all = new Set(nodes);
  return [...all].filter(node => {
    for (let above = parentOf(node); above; above = parentOf(above)) if (all.has(above)) return false;
    return true;
  });
}

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
