import { type MediaType, mediaTypeOf, mediaTypes, type RemoteFile } from '../../core/model/file';
import { foldName } from '../search/searchMatcher';
import { FoldedTexts } from './foldedTexts';
import { emptyColumns, type TagIndexColumns, type TagIndexContent } from './indexColumns';
import { TagVocabulary } from './tagVocabulary';

/** A file's place in an index. */
export type Row = number;

/**
 * The tags of a whole library in columns: what is the same for many files is kept once. A file takes some 150 bytes, where the
 * object that a service's answer makes of it takes a thousand.
 */
export class TagIndex {
  readonly vocabulary = new TagVocabulary();
  private readonly ids: string[] = [];
  private readonly names: string[] = [];
  private readonly folders: string[] = [];
  private readonly folderNumbers = new Map<string, number>();
  private readonly columns: TagIndexColumns;
  private readonly rows = new Map<string, Row>();
  private readonly freed: Row[] = [];
  private folded: FoldedTexts | undefined;
  private version = 0;

  /** Empty, or with what a store kept. */
  constructor(kept?: TagIndexContent) {
    this.columns = kept?.columns ?? emptyColumns();
    if (kept === undefined) return;
    for (const tag of kept.tags) this.vocabulary.intern(tag);
    for (const folder of kept.folders) this.folderNumber(folder);
    for (const [row, id] of kept.ids.entries()) {
      this.ids.push(id);
      this.names.push(kept.names[row] ?? '');
      this.rows.set(id, row);
    }
    for (const number of this.columns.tags.all) this.vocabulary.count(number, 1);
  }

  /** How many files there are. */
  get size(): number {
    return this.rows.size;
  }

  /** Grows with every change. */
  get revision(): number {
    return this.version;
  }

  /** The newest time at which the service says that a file was changed, ms since 1970; 0 where it never says. */
  get newestChange(): number {
    return this.columns.changedAt.all.reduce((newest, seconds) => Math.max(newest, seconds), 0) * 1_000;
  }

  /** Adds a file, or what is new about it. A file whose tags are not known keeps those that were. */
  put(file: RemoteFile): void {
    const { name } = file;
    let row = this.rows.get(file.id);
    if (row === undefined) {
      row = this.freed.pop() ?? this.ids.length;
      this.ids[row] = file.id;
      this.names[row] = name;
      this.rows.set(file.id, row);
      if (this.folded?.length === row) this.folded.add(foldName(name));
      else this.folded = undefined;
    } else if (this.names[row] !== name) {
      this.names[row] = name;
      this.folded = undefined;
    }
    const { folder, type, changedAt } = this.columns;
    // a service that does not tell where a file lies has told it before, or never does
    if (file.path !== '' || row >= folder.length) folder.set(row, this.folderNumber(folderOfPath(file.path)));
    type.set(row, mediaTypes.indexOf(mediaTypeOf(file)));
    changedAt.set(row, secondsOf(file.facts.updatedAt));
    if (file.tags) this.setRowTags(row, file.tags);
    this.version++;
  }

  /** The file's tags are these now; nothing happens where the file is not here. */
  setTags(id: string, tags: readonly string[]): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.setRowTags(row, tags);
    this.version++;
  }

  remove(id: string): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.setRowTags(row, []);
    this.rows.delete(id);
    this.ids[row] = '';
    this.names[row] = '';
    this.freed.push(row);
    this.folded = undefined;
    this.version++;
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  file(row: Row): RemoteFile {
    const name = this.names[row] ?? '';
    const seconds = this.columns.changedAt.at(row);
    return {
      kind: 'file',
      id: this.ids[row] ?? '',
      name,
      path: pathOf(this.folderPath(row), name),
      tags: this.tagsOf(row),
      derivedTags: [],
      facts: seconds === 0 ? {} : { updatedAt: new Date(seconds * 1_000).toISOString() },
    };
  }

  tagsOf(row: Row): readonly string[] {
    return Array.from(this.tagNumbers(row), number => this.vocabulary.tag(number));
  }

  /** All files, in no order that means anything. */
  *liveRows(): Generator<Row, void> {
    for (let row = 0; row < this.ids.length; row++) if (this.ids[row] !== '') yield row;
  }

  /** The files that have a tag. */
  rowsOfTag(tag: string): readonly Row[] {
    const number = this.vocabulary.numberOf(tag);
    return number === undefined ? [] : this.filter(row => this.hasTagNumber(row, number));
  }

  untagged(): readonly Row[] {
    const { tagCount } = this.columns;
    return this.filter(row => tagCount.at(row) === 0);
  }

  filter(holds: (row: Row) => boolean): readonly Row[] {
    const found: Row[] = [];
    for (let row = 0; row < this.ids.length; row++) if (this.ids[row] !== '' && holds(row)) found.push(row);
    return found;
  }

  /** By folder, then by name, as a tree shows them. */
  sortedByPath(rows: readonly Row[]): readonly Row[] {
    const order = new Map(
      [...new Set(rows.map(row => this.columns.folder.at(row)))]
        .sort((left, right) => compareTexts(this.folders[left] ?? '', this.folders[right] ?? ''))
        .map((folder, index) => [folder, index]),
    );
    const rank = (row: Row) => order.get(this.columns.folder.at(row)) ?? 0;
    return [...rows].sort(
      (left, right) => rank(left) - rank(right) || compareTexts(this.names[left] ?? '', this.names[right] ?? ''),
    );
  }

  hasTagNumber(row: Row, number: number): boolean {
    const start = this.columns.tagStart.at(row);
    const end = start + this.columns.tagCount.at(row);
    for (let at = start; at < end; at++) if (this.columns.tags.at(at) === number) return true;
    return false;
  }

  tagTotal(row: Row): number {
    return this.columns.tagCount.at(row);
  }

  mediaType(row: Row): MediaType {
    return mediaTypes[this.columns.type.at(row)] ?? 'other';
  }

  /** ms since 1970; undefined where the service does not say. */
  changedAt(row: Row): number | undefined {
    const seconds = this.columns.changedAt.at(row);
    return seconds === 0 ? undefined : seconds * 1_000;
  }

  folderPath(row: Row): string {
    return this.folders[this.columns.folder.at(row)] ?? '';
  }

  /** Every folder that a file lies in, and those above it. */
  folderPaths(): readonly string[] {
    const paths = new Set<string>();
    for (const folder of this.folders)
      for (let path = folder; path !== '' && !paths.has(path); path = folderOfPath(path)) paths.add(path);
    return [...paths].sort(compareTexts);
  }

  /** Names of files, folded, in the order of rows; a row without a file has an empty one. */
  foldedNames(): FoldedTexts {
    if (this.folded) return this.folded;
    const folded = new FoldedTexts();
    for (const name of this.names) folded.add(foldName(name));
    return (this.folded = folded);
  }

  /** What a store keeps: without gaps. */
  content(): TagIndexContent {
    const rows = [...this.liveRows()];
    const columns = emptyColumns();
    const tags: string[] = [];
    const renumbered = new Map<number, number>();
    for (const [index, row] of rows.entries()) {
      columns.folder.push(this.columns.folder.at(row));
      columns.type.push(this.columns.type.at(row));
      columns.changedAt.push(this.columns.changedAt.at(row));
      columns.tagStart.push(columns.tags.length);
      columns.tagCount.set(index, this.columns.tagCount.at(row));
      for (const number of this.tagNumbers(row)) {
        let kept = renumbered.get(number);
        if (kept === undefined) {
          renumbered.set(number, (kept = tags.length));
          tags.push(this.vocabulary.tag(number));
        }
        columns.tags.push(kept);
      }
    }
    return {
      ids: rows.map(row => this.ids[row] ?? ''),
      names: rows.map(row => this.names[row] ?? ''),
      folders: this.folders,
      tags,
      columns,
    };
  }

  private tagNumbers(row: Row): Uint32Array {
    const start = this.columns.tagStart.at(row);
    return this.columns.tags.all.subarray(start, start + this.columns.tagCount.at(row));
  }

  private setRowTags(row: Row, tags: readonly string[]): void {
    const { tagStart, tagCount } = this.columns;
    const before = tagCount.at(row);
    for (const number of this.tagNumbers(row)) this.vocabulary.count(number, -1);
    const numbers = new Set(tags.map(tag => this.vocabulary.intern(tag)));
    // more of them go to the end, and leave a gap that is closed when the index is kept
    const start = numbers.size > before ? this.columns.tags.length : tagStart.at(row);
    let at = start;
    for (const number of numbers) {
      this.columns.tags.set(at++, number);
      this.vocabulary.count(number, 1);
    }
    tagStart.set(row, start);
    tagCount.set(row, numbers.size);
  }

  private folderNumber(path: string): number {
    const known = this.folderNumbers.get(path);
    if (known !== undefined) return known;
    this.folderNumbers.set(path, this.folders.length);
    return this.folders.push(path) - 1;
  }
}

/** Of a file or a folder; empty for the root, and where the service does not tell. */
function folderOfPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function pathOf(folder: string, name: string): string {
  return `${folder}/${name}`;
}

function secondsOf(iso: string | undefined): number {
  const ms = iso === undefined ? NaN : Date.parse(iso);
  return ms > 0 ? Math.floor(ms / 1_000) : 0;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
