import type { Folder, RemoteFile } from '../../core/model/file';
import type { KeptSearches } from '../search/keptSearches';
import { type BranchNode, type FileNode, type FolderNode, nodeId, searchNodeId, update } from './libraryNode';

/**
 * The nodes of all folders and files that were loaded. Each keeps its node, however often it is loaded again. A file has one in its
 * folder, and one in each search that found it.
 */
export class LoadedItems {
  /** By connection or search, and there by the service's own ids: of 100,000 files no key has to be made. */
  private readonly places = new Map<string, Place>();

  constructor(private readonly searches: Pick<KeptSearches, 'of'>) {}

  /** The node of a thing that was loaded now; a file keeps the tags that were known until fresh ones come. */
  put(connectionId: string, parent: BranchNode, item: Folder | RemoteFile): FolderNode | FileNode {
    if (item.kind === 'folder') {
      const { folders } = this.place(connectionId);
      const node = folders.get(item.id) ?? { kind: 'folder', connectionId, parent, folder: item };
      folders.set(item.id, node);
      return node;
    }
    const isFound = parent.kind === 'search' || parent.kind === 'tag';
    const { files } = this.place(isFound ? nodeId(parent) : connectionId);
    const known = files.get(item.id);
    if (known) {
      update(known, { parent, file: { ...item, tags: item.tags ?? known.file.tags } });
      return known;
    }
    const node: FileNode = { kind: 'file', connectionId, parent, file: item };
    files.set(item.id, node);
    return node;
  }

  folder(connectionId: string, id: string): FolderNode | undefined {
    return this.places.get(connectionId)?.folders.get(id);
  }

  /** The nodes of one file: the one in its folder first, then those where it was found. */
  filesWithId(connectionId: string, id: string): readonly FileNode[] {
    const places = [connectionId, ...this.searches.of(connectionId).map(searchNodeId)];
    return places.flatMap(place => this.places.get(place)?.files.get(id) ?? []);
  }

  folderPaths(connectionId: string): readonly string[] {
    return Array.from(this.places.get(connectionId)?.folders.values() ?? [], ({ folder }) => folder.path);
  }

  files(): readonly FileNode[] {
    return [...this.places.values()].flatMap(({ files }) => [...files.values()]);
  }

  /** Takes away what a search had found. */
  dropFound(search: BranchNode): void {
    this.places.delete(nodeId(search));
  }

  forget(connectionId: string): void {
    for (const id of this.places.keys()) if (id === connectionId || id.startsWith(`${connectionId} `)) this.places.delete(id);
  }

  private place(id: string): Place {
    let place = this.places.get(id);
    if (!place) this.places.set(id, (place = { folders: new Map(), files: new Map() }));
    return place;
  }
}

interface Place {
  readonly folders: Map<string, FolderNode>;
  readonly files: Map<string, FileNode>;
}
