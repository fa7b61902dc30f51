import { assetId, idOfOracleId, oracleIdOf } from './fixtureFile';
import type { GeneratedFiles } from './generatedFiles';
import type { EditableFacts, SampleFile, SampleFolder } from './sampleFile';
import { baseName, parentPath } from './sampleFile';

/** What a library holds that it did not hold at its beginning: facts by file id, `null` where the file was deleted. */
export interface LibraryEdits {
  readonly files: Readonly<Record<string, Partial<EditableFacts> | null>>;
  readonly folders: Readonly<Record<string, readonly string[]>>;
}

export interface MediaLibraryOptions {
  /** In the order of their creation. */
  readonly files: readonly SampleFile[];
  /** Created before all of these. */
  readonly generated: GeneratedFiles;
  /** Oracle Content's, by path. */
  readonly folderTags: Readonly<Record<string, readonly string[]>>;
  readonly now: () => number;
  /** How long listings and searches show a file as it was before an edit. */
  readonly searchLagMs: () => number;
}

/** What an edit made of a file; `null` where it deleted it. */
type Edited = EditableFacts | null;

/**
 * All files and folders, the user's and the colleague's. Files have positions, from 0, in the order of their creation. Whatever looks at many
 * goes by positions, so that files which are made when they are looked at need not be kept.
 *
 * Listings and searches may lag behind, as a search index does that is told of every edit later, in the edits' order: `current` is the
 * truth, `listed` what they show.
 */
export class MediaLibrary {
  private readonly positions = new Map<string, number>();
  private readonly positionsByPath = new Map<string, number>();
  private readonly positionsByOracleId = new Map<string, number>();
  private readonly foldersByPath = new Map<string, SampleFolder>();
  private readonly pathsByOracleId = new Map<string, string>();
  private readonly folderContents = new Map<string, { readonly folders: string[]; readonly positions: number[] }>();
  private readonly generatedByPath: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  private readonly edited = new Map<number, Edited>();
  private readonly stale = new Map<number, { pending: number; shown: Edited | undefined }>();
  private readonly untold: { readonly position: number; readonly made: Edited; readonly visibleAt: number }[] = [];
  private told = 0;
  private readonly originalFolderTags = new Map<string, readonly string[]>();
  private edits = 0;

  constructor(private readonly options: MediaLibraryOptions) {
    const { files, generated, folderTags } = options;
    this.folderContents.set('/', { folders: [], positions: [] });
    this.keepFolder({ ...home, oracleTags: folderTags['/'] ?? [] });
    this.generatedByPath = new Map(generated.folders.map(folder => [folder.path, folder]));
    for (const { path, from } of generated.folders) this.ensureFolder(path, generated.file(from));
    files.forEach((file, index) => {
      this.ensureFolder(file.folder, file);
      const position = generated.count + index;
      this.positions.set(file.id, position);
      this.positionsByPath.set(file.path, position);
      this.positionsByOracleId.set(file.oracleId, position);
      this.folderContents.get(file.folder)?.positions.push(position);
    });
  }

  /** How many positions there are. */
  get size(): number {
    return this.options.generated.count + this.options.files.length;
  }

  /** Grows with every edit. */
  get revision(): number {
    return this.edits;
  }

  /** Grows with every edit that listings show, so that what was worked out from them can be kept until then. */
  get listedRevision(): number {
    this.catchUp();
    return this.edits + this.told;
  }

  current(position: number): SampleFile | undefined {
    return this.withEdit(position, this.edited.get(position));
  }

  listed(position: number): SampleFile | undefined {
    this.catchUp();
    const stale = this.stale.get(position);
    return this.withEdit(position, stale === undefined ? this.edited.get(position) : stale.shown);
  }

  /** Whether the file is the user's and is listed: told without making it. */
  isListed(position: number): boolean {
    const { files, generated } = this.options;
    const stale = this.stale.get(position);
    const made = stale === undefined ? this.edited.get(position) : stale.shown;
    return made !== null && (position < generated.count || files[position - generated.count]?.owner === 'user');
  }

  positionOf(id: string): number | undefined {
    return this.positions.get(id) ?? this.options.generated.numberOf(id);
  }

  file(id: string): SampleFile | undefined {
    return this.fileAt(this.positionOf(id));
  }

  fileByPath(path: string): SampleFile | undefined {
    return this.fileAt(this.positionsByPath.get(path) ?? this.options.generated.numberOfPath(path));
  }

  fileByOracleId(oracleId: string): SampleFile | undefined {
    const file = this.fileAt(this.positionsByOracleId.get(oracleId) ?? this.options.generated.numberOf(idOfOracleId(oracleId)));
    return file?.oracleId === oracleId ? file : undefined;
  }

  folders(): IterableIterator<SampleFolder> {
    return this.foldersByPath.values();
  }

  folder(path: string): SampleFolder | undefined {
    return this.foldersByPath.get(path);
  }

  folderByOracleId(id: string): SampleFolder | undefined {
    return this.foldersByPath.get(this.pathsByOracleId.get(id) ?? '');
  }

  /** What lies directly in a folder, whether it was deleted or not; nothing where there is no such folder. */
  contents(path: string): { readonly folders: readonly SampleFolder[]; readonly positions: readonly number[] } {
    const { folders = [], positions = [] } = this.folderContents.get(path) ?? {};
    const { from = 0, to = 0 } = this.generatedByPath.get(path) ?? {};
    return {
      folders: folders.flatMap(folder => this.foldersByPath.get(folder) ?? []),
      positions: [...Array.from({ length: to - from }, (_, index) => from + index), ...positions],
    };
  }

  /** How many folders and files lie directly in a folder. */
  countIn(path: string): number {
    const { folders, positions } = this.contents(path);
    return folders.length + positions.filter(position => this.edited.get(position) !== null).length;
  }

  /** The folder and those that hold it, the home folder last. */
  ancestry(path: string): readonly SampleFolder[] {
    const folder = this.foldersByPath.get(path);
    if (folder === undefined) return [];
    return path === '/' ? [folder] : [folder, ...this.ancestry(folder.folder)];
  }

  edit(id: string, facts: Partial<EditableFacts>): void {
    const position = this.positionOf(id);
    const file = this.fileAt(position);
    if (position !== undefined && file !== undefined) this.make(position, { ...factsOf(file), ...facts });
  }

  remove(id: string): void {
    const position = this.positionOf(id);
    if (position !== undefined && this.fileAt(position) !== undefined) this.make(position, null);
  }

  tagFolder(path: string, oracleTags: readonly string[]): void {
    const folder = this.foldersByPath.get(path);
    if (folder === undefined) return;
    if (!this.originalFolderTags.has(path)) this.originalFolderTags.set(path, folder.oracleTags);
    this.foldersByPath.set(path, { ...folder, oracleTags });
    this.edits++;
  }

  /** What differs from the beginning. That a file was touched and is as it was is no difference. */
  allEdits(): LibraryEdits {
    const files: Record<string, Partial<EditableFacts> | null> = {};
    for (const [position, made] of this.edited) {
      const original = this.original(position);
      const facts = made === null ? null : difference(original, made);
      if (facts === null || Object.keys(facts).some(fact => fact !== 'updatedAt')) files[original.id] = facts;
    }
    const folders: Record<string, readonly string[]> = {};
    for (const [path, original] of this.originalFolderTags) {
      const { oracleTags = [] } = this.foldersByPath.get(path) ?? {};
      if (!isSame(original, oracleTags)) folders[path] = oracleTags;
    }
    return { files, folders };
  }

  restore({ files, folders }: LibraryEdits): void {
    for (const [id, facts] of Object.entries(files)) {
      if (facts === null) this.remove(id);
      else this.edit(id, facts);
    }
    for (const [path, tags] of Object.entries(folders)) this.tagFolder(path, tags);
  }

  private fileAt(position: number | undefined): SampleFile | undefined {
    return position === undefined ? undefined : this.current(position);
  }

  private original(position: number): SampleFile {
    const { files, generated } = this.options;
    return (position < generated.count ? undefined : files[position - generated.count]) ?? generated.file(position);
  }

  private withEdit(position: number, made: Edited | undefined): SampleFile | undefined {
    if (made === null || position >= this.size) return undefined;
    return made === undefined ? this.original(position) : { ...this.original(position), ...made };
  }

  private make(position: number, made: Edited): void {
    this.catchUp();
    const last = this.untold.at(-1);
    // an index hears of edits in their order: what came later is never seen sooner
    const visibleAt = Math.max(this.options.now() + this.options.searchLagMs(), last?.visibleAt ?? 0);
    if (visibleAt > this.options.now()) {
      const stale = this.stale.get(position) ?? { pending: 0, shown: this.edited.get(position) };
      this.stale.set(position, { ...stale, pending: stale.pending + 1 });
      this.untold.push({ position, made, visibleAt });
    }
    this.edited.set(position, made);
    this.edits++;
  }

  /** Lets listings see what they may see by now. */
  private catchUp(): void {
    const now = this.options.now();
    let seen = 0;
    for (const { position, made, visibleAt } of this.untold) {
      if (visibleAt > now) break;
      seen++;
      const pending = (this.stale.get(position)?.pending ?? 1) - 1;
      if (pending === 0) this.stale.delete(position);
      else this.stale.set(position, { pending, shown: made });
    }
    if (seen === 0) return;
    this.untold.splice(0, seen);
    this.told += seen;
  }

  /** A folder is as old as the first file that came into it. */
  private ensureFolder(path: string, first: Pick<SampleFile, 'owner' | 'createdAt'>): void {
    if (this.foldersByPath.has(path)) return;
    const folder = parentPath(path);
    this.ensureFolder(folder, first);
    const { owner, createdAt } = first;
    const id = assetId(path, createdAt);
    const oracleTags = this.options.folderTags[path] ?? [];
    const facts = { id, oracleId: oracleIdOf('F', id), name: baseName(path), path, folder, owner, createdAt, oracleTags };
    this.keepFolder({ kind: 'folder', ...facts, updatedAt: createdAt });
    this.folderContents.set(path, { folders: [], positions: [] });
    this.folderContents.get(folder)?.folders.push(path);
  }

  private keepFolder(folder: SampleFolder): void {
    this.foldersByPath.set(folder.path, folder);
    this.pathsByOracleId.set(folder.oracleId, folder.path);
  }
}

const home: SampleFolder = {
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

function factsOf(file: SampleFile): EditableFacts {
  const { updatedAt, tags, oracleTags, aiTags, isPublished, description, customCoordinates, customMetadata } = file;
  return { updatedAt, tags, oracleTags, aiTags, isPublished, description, customCoordinates, customMetadata };
}

function difference(original: SampleFile, made: EditableFacts): Partial<EditableFacts> {
  const entries = Object.entries(made).filter(([fact, value]) => !isSame(original[fact as keyof EditableFacts], value));
  return Object.fromEntries(entries);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
