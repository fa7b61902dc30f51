import type { Connection } from '../../core/service/connection';
import type { Selection } from './selection';
import { type BranchNode, type FileNode, isNode } from '../library/libraryNode';

/** What has files: the other nodes of a tree say what could not be loaded. */
export type FilesNode = BranchNode | FileNode;

export function isFilesNode(value: unknown): value is FilesNode {
  return (['file', 'folder', 'search', 'tag', 'connection'] as const).some(kind => isNode(value, kind));
}

/** What a command was used on, as a face saw it. */
export interface CommandContext {
  /** What its menu was opened on: elements of a tree, or an editor. */
  readonly origin: { readonly kind: 'nodes'; readonly nodes: readonly FilesNode[] } | { readonly kind: 'editor' | 'palette' };
  /** The text that is selected in the editor; empty where there is none. */
  readonly editorText: string;
  /** What is selected in the library's tree; nothing while that is not to be seen. */
  readonly selectedNodes: readonly FilesNode[];
  /** The files that are marked; none while marks are not shown. */
  readonly marked: readonly Selection[];
  /** Where the person chose something last. */
  readonly lastChosenIn: 'editor' | 'tree';
}

/** What a command is about, before anything was asked of a service. */
export type Aim =
  | { readonly kind: 'nodes'; readonly nodes: readonly FilesNode[] }
  /** The files that are marked. */
  | { readonly kind: 'marks'; readonly selections: readonly Selection[] }
  /** Ids and addresses in this text. */
  | { readonly kind: 'text'; readonly text: string }
  /** Ids and addresses that a person enters. */
  | { readonly kind: 'ask'; readonly connection?: Connection };

/**
 * The one order in which a command finds out what it is about: what was clicked, and all that is marked where that is; what is
 * selected in the editor that the person is in, where that holds ids or addresses; what is marked; what is selected in the tree,
 * while that is to be seen; else the person is asked. What is selected where the person can't see it is never meant; marks are told
 * of wherever they are.
 */
export function aimOf(
  { origin, selectedNodes, editorText, marked, lastChosenIn }: CommandContext,
  holdsReferences: (text: string) => boolean,
): Aim {
  if (origin.kind === 'editor') return { kind: 'text', text: editorText };
  if (origin.kind === 'nodes') return areMarked(origin.nodes, marked) ? { kind: 'marks', selections: marked } : origin;
  if (lastChosenIn === 'editor' && holdsReferences(editorText)) return { kind: 'text', text: editorText };
  if (marked.length > 0) return { kind: 'marks', selections: marked };
  // a connection is selected as soon as it is shown; its whole library is meant by a click on it alone
  const items = selectedNodes.filter(node => node.kind !== 'connection');
  if (items.length > 0) return { kind: 'nodes', nodes: items };
  const [only, ...others] = selectedNodes;
  return only?.kind === 'connection' && others.length === 0 ? { kind: 'ask', connection: only.connection } : { kind: 'ask' };
}

/** Whether each of these nodes is a marked file. */
function areMarked(nodes: readonly FilesNode[], marked: readonly Selection[]): boolean {
  if (marked.length === 0) return false;
  const ids = new Map(marked.map(({ connectionId, files }) => [connectionId, new Set(files.map(({ id }) => id))]));
  return nodes.every(node => node.kind === 'file' && ids.get(node.connectionId)?.has(node.file.id));
}

/** What a tree's menu is about: the clicked element with the selection that it belongs to, or it alone. */
export function clickedNodes([clicked, selection]: readonly unknown[]): readonly FilesNode[] {
  if (!isFilesNode(clicked)) return [];
  const selected = Array.isArray(selection) ? selection.filter(isFilesNode) : [];
  return selected.includes(clicked) ? selected : [clicked];
}

/** Tags, and the files that they were brought together with. */
export interface DroppedTags {
  readonly nodes: readonly FilesNode[];
  readonly tags: readonly string[];
}

/**
 * What is meant where something was dropped on something else: files on a tag, or tags on files, of which both get the tags.
 * Undefined where nothing is.
 */
export function droppedTags(target: unknown, dragged: readonly unknown[]): DroppedTags | undefined {
  const [nodes, tags]: readonly [readonly unknown[], readonly unknown[]] = isTag(target)
    ? [dragged, [target]]
    : [[target], dragged];
  const files = nodes.filter(isFilesNode).filter(node => node.kind !== 'tag' && node.kind !== 'connection');
  const names = tags.filter(isTag).map(({ tag }) => tag);
  if (files.length === 0 || names.length === 0) return undefined;
  return { nodes: files, tags: [...new Set(names)] };
}

function isTag(value: unknown): value is { readonly tag: string } {
  return isNode(value, 'tag') && value.tag !== undefined;
}
