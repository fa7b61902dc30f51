import type { FileFacts, SampleFile, SampleFolder } from './file';
import { lastName, parent } from './file';
import { assetId, oracleId } from './identity';

/** What a library holds that it did not hold at its beginning: facts by file id, `null` where the file was deleted. */
export interface LibraryEdits {
  readonly files: Readonly<Record<string, Partial<FileFacts> | null>>;
  readonly folders: Readonly<Record<string, readonly string[]>>;
}

/** All files and folders, whoever they belong to, by id and by folder. */
export class Library {
  readonly #files = new Map<string, SampleFile>();
  readonly #folders = new Map<string, SampleFolder>();
  readonly #contents = new Map<string, { readonly folders: string[]; readonly files: Set<string> }>();
  readonly #idsByOracleId = new Map<string, string>();
  readonly #foldersByOracleId = new Map<string, string>();
  readonly #originals = new Map<string, SampleFile>();
  readonly #originalFolders = new Map<string, SampleFolder>();
  #revision = 0;

  /** The files come in the order of their creation. `folderTags` are Oracle Content's, by path. */
  constructor(files: readonly SampleFile[], folderTags: Readonly<Record<string, readonly string[]>>) {
    this.#contents.set('/', { folders: [], files: new Set() });
    this.#keep({ ...HOME, oracleTags: folderTags['/'] ?? [] });
    for (const file of files) this.#insert(file, folderTags);
  }

  /** Grows with every change, so that what was worked out from the library can be kept until then. */
  get revision(): number {
    return this.#revision;
  }

  files(): IterableIterator<SampleFile> {
    return this.#files.values();
  }

  folders(): IterableIterator<SampleFolder> {
    return this.#folders.values();
  }

  file(id: string): SampleFile | undefined {
    return this.#files.get(id);
  }

  fileByOracleId(id: string): SampleFile | undefined {
    return this.#files.get(this.#idsByOracleId.get(id) ?? '');
  }

  folder(path: string): SampleFolder | undefined {
    return this.#folders.get(path);
  }

  folderByOracleId(id: string): SampleFolder | undefined {
    return this.#folders.get(this.#foldersByOracleId.get(id) ?? '');
  }

  /** What lies directly in a folder; nothing where there is no such folder. */
  contents(path: string): { readonly folders: readonly SampleFolder[]; readonly files: readonly SampleFile[] } {
    const { folders = [], files = new Set<string>() } = this.#contents.get(path) ?? {};
    return {
      folders: folders.flatMap(folder => this.#folders.get(folder) ?? []),
      files: Array.from(files).flatMap(id => this.#files.get(id) ?? []),
    };
  }

  /** The folder and those that hold it, the home folder last. */
  ancestry(path: string): readonly SampleFolder[] {
    const folder = this.#folders.get(path);
    if (folder === undefined) return [];
    return path === '/' ? [folder] : [folder, ...this.ancestry(folder.folder)];
  }

  edit(id: string, facts: Partial<FileFacts>): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    if (!this.#originals.has(id)) this.#originals.set(id, file);
    this.#files.set(id, { ...file, ...facts });
    this.#revision++;
  }

  tagFolder(path: string, oracleTags: readonly string[]): void {
    const folder = this.#folders.get(path);
    if (folder === undefined) return;
    if (!this.#originalFolders.has(path)) this.#originalFolders.set(path, folder);
    this.#folders.set(path, { ...folder, oracleTags });
    this.#revision++;
  }

  remove(id: string): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    if (!this.#originals.has(id)) this.#originals.set(id, file);
    this.#files.delete(id);
    this.#contents.get(file.folder)?.files.delete(id);
    this.#revision++;
  }

  edits(): LibraryEdits {
    const files: Record<string, Partial<FileFacts> | null> = {};
    for (const [id, original] of this.#originals) {
      const file = this.#files.get(id);
      const facts = file === undefined ? null : difference(original, file);
      if (facts === null || Object.keys(facts).some(fact => fact !== 'updatedAt')) files[id] = facts;
    }
    const folders: Record<string, readonly string[]> = {};
    for (const [path, original] of this.#originalFolders) {
      const { oracleTags = [] } = this.#folders.get(path) ?? {};
      if (!same(original.oracleTags, oracleTags)) folders[path] = oracleTags;
    }
    return { files, folders };
  }

  restore(edits: LibraryEdits): void {
    for (const [id, facts] of Object.entries(edits.files)) {
      if (facts === null) this.remove(id);
      else this.edit(id, facts);
    }
    for (const [path, tags] of Object.entries(edits.folders)) this.tagFolder(path, tags);
  }

  #insert(file: SampleFile, folderTags: Readonly<Record<string, readonly string[]>>): void {
    this.#ensureFolder(file.folder, file, folderTags);
    this.#files.set(file.id, file);
    this.#idsByOracleId.set(file.oracleId, file.id);
    this.#contents.get(file.folder)?.files.add(file.id);
  }

  /** A folder is as old as the first file that came into it. */
  #ensureFolder(
    path: string,
    first: Pick<SampleFile, 'owner' | 'createdAt'>,
    folderTags: Readonly<Record<string, readonly string[]>>,
  ): void {
    if (this.#folders.has(path)) return;
    const folder = parent(path);
    this.#ensureFolder(folder, first, folderTags);
    const { owner, createdAt } = first;
    const id = assetId(path, createdAt);
    this.#keep({
      kind: 'folder',
      id,
      oracleId: oracleId('F', id),
      name: lastName(path),
      path,
      folder,
      owner,
      createdAt,
      updatedAt: createdAt,
      oracleTags: folderTags[path] ?? [],
    });
    this.#contents.set(path, { folders: [], files: new Set() });
    this.#contents.get(folder)?.folders.push(path);
  }

  #keep(folder: SampleFolder): void {
    this.#folders.set(folder.path, folder);
    this.#foldersByOracleId.set(folder.oracleId, folder.path);
  }
}

const HOME: SampleFolder = {
  kind: 'folder',
  id: '',
  oracleId: 'self',
  name: '',
  path: '/',
  folder: '/',
  owner: 'user',
  createdAt: 0,
  updatedAt: 0,
  oracleTags: [],
};

function difference(original: SampleFile, file: SampleFile): Partial<FileFacts> {
  const entries = Object.entries(file).filter(([fact, value]) => !same(original[fact as keyof SampleFile], value));
  return Object.fromEntries(entries);
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
