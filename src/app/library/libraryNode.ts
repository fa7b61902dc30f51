import type { Connection } from '../../core/model/connection';
import type { Fault } from '../../core/model/fault';
import type { Folder, RemoteFile } from '../../core/model/file';

/** What a tree of the library consists of. A folder or file has one node, and keeps it over reloads. */
export type LibraryNode = BranchNode | FileNode | MoreNode | FaultNode;

/** What has files below it. */
export type BranchNode = ConnectionNode | FolderNode;

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
    case 'file':
      return itemId(node.connectionId, node.file);
    case 'more':
      return `${nodeId(node.parent)} more ${node.shown}`;
    case 'fault':
      return `${nodeId(node.parent)} fault`;
  }
}

export function itemId(connectionId: string, { kind, id }: Pick<Folder | RemoteFile, 'kind' | 'id'>): string {
  return `${connectionId} ${kind} ${id}`;
}

/** The folder of a node; undefined for the library's root. */
export function folderOf(node: BranchNode): Folder | undefined {
  return node.kind === 'folder' ? node.folder : undefined;
}

export function parentOf(node: LibraryNode): BranchNode | undefined {
  return node.kind === 'connection' ? undefined : node.parent;
}

/** For the tree alone: to all others a node does not change. */
export function update(node: FileNode, values: Partial<Pick<FileNode, 'file' | 'fault' | 'parent'>>): void {
  Object.assign(node, values);
}
