import { Emitter } from '../../core/model/emitter';
import { foldName } from '../search/searchMatcher';
import type { Clock } from '../../core/model/clock';
import type { ConnectionList } from '../connections/ports';
import { type ConnectionNode, type FileNode, nodeId, type TagNode } from '../library/libraryNode';
import type { IndexStatus } from './libraryIndex';
import type { TagIndex } from './tagIndex';
import type { TagIndexes } from './tagIndexes';
import type { TagCount } from '../../core/model/tags';

/** What the tree of tags consists of. */
export type TagsNode = ConnectionNode | TwinsNode | TagNode | FileNode | MoreTagsNode;

/** Tags that are probably meant to be the same, among themselves. */
export interface TwinsNode {
  readonly kind: 'twins';
  readonly connectionId: string;
  readonly parent: ConnectionNode;
  /** How many groups of them there are. */
  readonly groups: number;
}

/** There are more tags, or files, than are shown. */
export interface MoreTagsNode {
  readonly kind: 'moreTags';
  readonly parent: ConnectionNode | TagNode;
  readonly shown: number;
}

export type TagOrder = 'name' | 'files';

export interface TagsTreePorts {
  readonly connections: ConnectionList;
  readonly indexes: Pick<TagIndexes, 'of' | 'onDidChange'>;
  readonly clock: Clock;
}

/** Connections with the tags of their indexes, and the files that have them. */
export class TagsTree {
  private readonly changed = new Emitter<readonly TagsNode[] | undefined>();
  private readonly roots = new Map<string, ConnectionNode>();
  private readonly tagNodes = new Map<string, TagNode>();
  /** How many children of a node are shown, where that is more than at first. */
  private readonly shown = new Map<string, number>();
  private readonly twinsOf = new WeakMap<
    TagIndex,
    { readonly revision: number; readonly groups: readonly (readonly TagCount[])[] }
  >();
  private readonly waiting = new Set<string>();
  private filterText = '';
  private tagOrder: TagOrder = 'name';
  private readonly following: readonly (() => void)[];

  constructor(private readonly ports: TagsTreePorts) {
    const connections = ports.connections.onDidChange(ids => {
      for (const id of ids) this.roots.delete(id);
      this.changed.tell(undefined);
    });
    this.following = [
      () => {
        connections.dispose();
      },
      ports.indexes.onDidChange(id => {
        this.followIndex(id);
      }),
    ];
  }

  /** Calls with the nodes that look different now, themselves or below; with undefined where all do. The returned function ends it. */
  onDidChange(listener: (nodes: readonly TagsNode[] | undefined) => void): () => void {
    return this.changed.add(listener);
  }

  get filter(): string {
    return this.filterText;
  }

  get order(): TagOrder {
    return this.tagOrder;
  }

  /** Shows the tags alone that have this text in them; all of them again where it is empty. */
  setFilter(text: string): void {
    this.filterText = text;
    this.shown.clear();
    this.changed.tell(undefined);
  }

  setOrder(order: TagOrder): void {
    this.tagOrder = order;
    this.changed.tell(undefined);
  }

  /** What is below a node. The connections, where there is none; no connection as long as none has an index. */
  async children(node?: TagsNode): Promise<readonly TagsNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.connections();
      case 'connection':
        return this.tags(node);
      case 'twins':
        return this.twins(node);
      case 'tag':
        return this.files(node);
      default:
        return [];
    }
  }

  parentOf(node: TagsNode): TagsNode | undefined {
    if (node.kind === 'connection') return undefined;
    // below a file there is no other parent in this tree
    return node.parent as TagsNode;
  }

  status(connectionId: string): IndexStatus {
    return this.ports.indexes.of(connectionId).status;
  }

  loadMore({ parent, shown }: MoreTagsNode): void {
    this.shown.set(nodeId(parent), shown + pageNodes);
    this.changed.tell([parent]);
  }

  dispose(): void {
    for (const end of this.following) end();
  }

  private async connections(): Promise<readonly ConnectionNode[]> {
    const { connections, indexes } = this.ports;
    const all = await Promise.all(
      connections.all.map(async connection => {
        const index = indexes.of(connection.id);
        await index.open();
        this.continueWork(connection.id);
        return { connection, state: index.status.state };
      }),
    );
    if (all.every(({ state }) => state === 'absent')) return [];
    return all.map(({ connection }) => {
      const known = this.roots.get(connection.id);
      if (known) return known;
      const root: ConnectionNode = { kind: 'connection', connection };
      this.roots.set(connection.id, root);
      return root;
    });
  }

  /** A walk that was cut off goes on once its tags are looked at, and what is old is brought up to date. */
  private continueWork(connectionId: string): void {
    const index = this.ports.indexes.of(connectionId);
    const { state, refreshedAt, fault } = index.status;
    if (fault) return;
    if (state === 'partial') void index.build();
    else if (state === 'ready' && refreshedAt !== undefined && this.ports.clock.now() - refreshedAt > oldMs) void index.refresh();
  }

  private tags(parent: ConnectionNode): readonly TagsNode[] {
    const connectionId = parent.connection.id;
    const index = this.ports.indexes.of(connectionId).opened;
    if (!index) return [];
    const groups = this.twinGroups(index);
    const twins = new Map(groups.flatMap(group => group.map(({ tag }) => [tag, group] as const)));
    const ordered = this.ordered(index.vocabulary.matching(this.filterText));
    const most = this.shown.get(nodeId(parent)) ?? pageNodes;
    const shown = ordered.slice(0, most).map(count => this.tagNode(parent, count, twins.get(count.tag)));
    const more: readonly TagsNode[] = ordered.length > most ? [{ kind: 'moreTags', parent, shown: most }] : [];
    if (this.filterText !== '') return [...shown, ...more];
    const untagged = index.untagged().length;
    return [
      ...(groups.length > 0 ? [{ kind: 'twins', connectionId, parent, groups: groups.length } as const] : []),
      ...(untagged > 0 ? [this.keptNode({ kind: 'tag', connectionId, parent, tag: undefined, files: untagged, twins: [] })] : []),
      ...shown,
      ...more,
    ];
  }

  private ordered(counts: readonly TagCount[]): readonly TagCount[] {
    const named = counts.map(count => ({ count, name: foldName(count.tag) }));
    const byName = (left: (typeof named)[number], right: (typeof named)[number]) =>
      compareTexts(left.name, right.name) || compareTexts(left.count.tag, right.count.tag);
    const byFiles = (left: (typeof named)[number], right: (typeof named)[number]) =>
      right.count.files - left.count.files || byName(left, right);
    return named.sort(this.tagOrder === 'name' ? byName : byFiles).map(({ count }) => count);
  }

  private twins({ connectionId, parent }: TwinsNode): readonly TagsNode[] {
    const index = this.ports.indexes.of(connectionId).opened;
    if (!index) return [];
    return this.twinGroups(index).flatMap(group => group.map(count => this.tagNode(parent, count, group, 'twins')));
  }

  private files(parent: TagNode): readonly TagsNode[] {
    const { connectionId, tag } = parent;
    const index = this.ports.indexes.of(connectionId).opened;
    if (!index) return [];
    const rows = index.sortedByPath(tag === undefined ? index.untagged() : index.rowsOfTag(tag));
    const most = this.shown.get(nodeId(parent)) ?? pageNodes;
    const shown = rows.slice(0, most).map((row): FileNode => ({ kind: 'file', connectionId, parent, file: index.file(row) }));
    return rows.length > most ? [...shown, { kind: 'moreTags', parent, shown: most }] : shown;
  }

  private tagNode(parent: ConnectionNode, { tag, files }: TagCount, group: readonly TagCount[] = [], place?: 'twins'): TagNode {
    const twins = group.filter(one => one.tag !== tag).map(one => one.tag);
    const connectionId = parent.connection.id;
    return this.keptNode({ kind: 'tag', connectionId, parent, tag, files, twins, ...(place && { place }) });
  }

  /** A tag keeps its node: what is selected and open hangs on it. */
  private keptNode(node: TagNode): TagNode {
    const id = nodeId(node);
    const known = this.tagNodes.get(id);
    if (known) return Object.assign(known, node);
    this.tagNodes.set(id, node);
    return node;
  }

  private twinGroups(index: TagIndex): readonly (readonly TagCount[])[] {
    const known = this.twinsOf.get(index);
    if (known?.revision === index.revision) return known.groups;
    const groups = [...index.vocabulary.twins()].sort((left, right) => total(right) - total(left));
    this.twinsOf.set(index, { revision: index.revision, groups });
    return groups;
  }

  /** A run tells of a few files at a time: they are shown together. */
  private followIndex(connectionId: string): void {
    if (this.waiting.has(connectionId)) return;
    this.waiting.add(connectionId);
    void this.ports.clock.sleep(pauseMs).then(() => {
      this.waiting.delete(connectionId);
      const root = this.roots.get(connectionId);
      this.changed.tell(root && [root]);
    });
  }
}

function total(group: readonly TagCount[]): number {
  return group.reduce((sum, { files }) => sum + files, 0);
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const pageNodes = 1_000;
const pauseMs = 300;
/** Older than that, an index is brought up to date when it is looked at. */
const oldMs = 10 * 60_000;
