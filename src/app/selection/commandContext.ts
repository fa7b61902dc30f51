import type { Connection } from '../../core/model/connection';
import { type BranchNode, type FileNode, isNode } from '../library/libraryNode';

/** What has files: the other nodes of a tree say what could not be loaded. */
export type FilesNode = BranchNode | FileNode;

export function isFilesNode(value: unknown): value is FilesNode {
  return isNode(value, 'file') || isNode(value, 'folder') || isNode(value, 'connection');
}

/** What a command was used on, as a face saw it. */
export interface CommandContext {
  /** What its menu was opened on: elements of a tree, or an editor. */
  readonly origin: { readonly kind: 'nodes'; readonly nodes: readonly FilesNode[] } | { readonly kind: 'editor' | 'palette' };
  /** The text that is selected in the editor; empty where there is none. */
  readonly editorText: string;
  /** What is selected in the library's tree. */
  readonly selectedNodes: readonly FilesNode[];
}

/** What a command is about, before anything was asked of a service. */
export type Aim =
  | { readonly kind: 'nodes'; readonly nodes: readonly FilesNode[] }
  /** Ids and addresses in this text. */
  | { readonly kind: 'text'; readonly text: string }
  /** Ids and addresses that a person enters. */
  | { readonly kind: 'ask'; readonly connection?: Connection };

/** The one order in which a command finds out what it is about. */
export function aimOf({ origin, selectedNodes, editorText }: CommandContext): Aim {
  if (origin.kind === 'editor') return { kind: 'text', text: editorText };
  if (origin.kind === 'nodes') return origin;
  // a connection is selected as soon as it is shown; its whole library is meant by a click on it alone
  const items = selectedNodes.filter(node => node.kind !== 'connection');
  if (items.length > 0) return { kind: 'nodes', nodes: items };
  const [only, ...others] = selectedNodes;
  return only?.kind === 'connection' && others.length === 0 ? { kind: 'ask', connection: only.connection } : { kind: 'ask' };
}

/** What a tree's menu is about: the clicked element with the selection that it belongs to, or it alone. */
export function clickedNodes([clicked, selection]: readonly unknown[]): readonly FilesNode[] {
  if (!isFilesNode(clicked)) return [];
  const selected = Array.isArray(selection) ? selection.filter(isFilesNode) : [];
  return selected.includes(clicked) ? selected : [clicked];
}
