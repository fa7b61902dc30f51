import { applyEdit, type Edit, type Target } from '../../core/model/edit';
import { faultOn } from '../../core/model/fault';
import { type FileOutcome, needsAttention } from '../../core/model/ledger';
import type { ShownTags } from '../../core/plan/knowledge';
import type { Job, PrepareOptions } from '../../core/plan/plan';
import type { Finding } from '../../core/plan/readImages';
import type { Runs } from '../../core/run/runs';
import type { Limits, Session } from '../../core/service/service';
import type { ConnectionList } from '../connections/ports';
import { type DraftFile, targetsOfDraft } from '../drafts/tagDraft';
import { walkFolders } from '../library/folderWalk';
import type { LibraryTree } from '../library/libraryTree';
import { readCsv } from './csvTable';
import { readJsonTable } from './jsonTable';
import {
  readSheetTable,
  type RejectedRow,
  type RowProblem,
  type TableFormat,
  type TableProblem,
  type TableRow,
  type TagTable,
} from './tagTable';

export type ImportMode = 'add' | 'replace';

/** What an import asks for; every row is in one of the two, unless it asks for nothing. */
export interface TagImport {
  readonly targets: readonly Target[];
  /** The row of each file. */
  readonly rows: ReadonlyMap<string, TableRow>;
  readonly rejected: readonly RejectedRow[];
}

/** A row with its key, which decides which file is meant. */
export type KeyedRow = TableRow & ({ readonly key: 'id'; readonly id: string } | { readonly key: 'path'; readonly path: string });

/** What a text is, by how it begins: an object, a line of a sheet, or else CSV. @param name of the file that it comes from */
export function tableFormatOf(text: string, name = ''): TableFormat {
  const extension = /\.(csv|tsv|jsonl|ndjson|json|tagsheet)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension !== undefined)
    return extension.startsWith('j') || extension.startsWith('n') ? 'jsonl' : extension === 'tagsheet' ? 'sheet' : 'csv';
  const first = text.replace(/^\ufeff/, '').trimStart();
  if (/^[[{]/.test(first)) return 'jsonl';
  return first.startsWith('#') ||
    first
      .slice(0, 4_000)
      .split(/[\r\n]+/)
      .some(isSheetLine)
    ? 'sheet'
    : 'csv';
}

/** `/path : tags  # id` */
function isSheetLine(line: string): boolean {
  const parts = line.search(/\s:\s/);
  const hash = line.lastIndexOf('#');
  return parts >= 0 && hash > parts && /^\S+$/.test(line.slice(hash + 1).trim());
}

export function readTable(text: string, format: TableFormat): TagTable | TableProblem {
  const readers = { csv: readCsv, jsonl: readJsonTable, sheet: readSheetTable };
  return readers[format](text);
}

/** Pure: which rows go by their id and which by their path; a spreadsheet may have spoilt an id whose path still tells the file. */
export function keyedRows(
  table: TagTable,
  { fileId }: Pick<Limits, 'fileId'>,
): { readonly rows: readonly KeyedRow[]; readonly rejected: readonly RejectedRow[] } {
  const rows: KeyedRow[] = [];
  const rejected = [...table.rejected];
  for (const row of table.rows) {
    const { id, path } = row;
    if (id !== undefined && fileId.test(id)) rows.push({ ...row, key: 'id', id });
    else if (path !== undefined) rows.push({ ...row, key: 'path', path });
    else rejected.push(rejection(row, { kind: 'badId', id: id ?? '' }));
  }
  return { rows, rejected };
}

/**
 * Pure: one target a file. A file that has two rows is rejected the second time, unless both say the same. Whether the service
 * takes the tags is the plan's affair, which knows what each file has already.
 * @param idsByPath the files of the rows that go by a path
 */
export function importRows(
  { rows, rejected }: ReturnType<typeof keyedRows>,
  mode: ImportMode,
  idsByPath: ReadonlyMap<string, string>,
): TagImport {
  const targets = new Map<string, Target>();
  const rowOf = new Map<string, TableRow>();
  const edits = new Map<string, Edit>();
  const refused: RejectedRow[] = [...rejected];
  for (const row of rows) {
    const id = row.key === 'id' ? row.id : idsByPath.get(row.path);
    if (id === undefined) {
      refused.push(rejection(row, { kind: 'noSuchPath', path: row.path ?? '' }));
      continue;
    }
    const key = JSON.stringify(row.tags);
    const edit = edits.get(key) ?? editOf(row.tags, mode);
    edits.set(key, edit);
    const other = rowOf.get(id);
    if (other === undefined) {
      rowOf.set(id, row);
      targets.set(id, { id, ...(row.path !== undefined && { path: row.path }), edit });
    } else if (targets.get(id)?.edit !== edit) refused.push(rejection(row, { kind: 'doubled', firstLine: other.line }));
  }
  const wanting = [...targets.values()].filter(({ edit }) => edit.kind !== 'add' || edit.tags.length > 0);
  return { targets: wanting, rows: rowOf, rejected: refused.sort(byLine) };
}

/**
 * The job of an import, held against what its files have by now; no targets where all are as their rows say.
 * @throws ConnectionFault where nothing can be read; the signal's reason when aborted
 */
export async function jobOfImport(
  { targets }: TagImport,
  session: Session,
  runs: Pick<Runs, 'read'>,
  options: PrepareOptions,
): Promise<Job> {
  const ids = targets.map(({ id }) => id);
  try {
    const findings = await runs.read(session, ids, options);
    const shown = Array.from(findings).flatMap(([id, finding]): (readonly [string, ShownTags])[] =>
      finding.kind === 'present' ? [[id, finding.image]] : [],
    );
    return { session, targets: differing(targets, findings), origin: { kind: 'edit' }, shown: new Map(shown) };
  } catch (error) {
    throw faultOn(session.connection, error);
  }
}

/**
 * Pure: the import as a draft: just the tags that its rows add to what files have, and take from it. A table tells of most files what
 * they have already; these are left out, and nothing is said of them. What can't be read stays as it is: the plan says why.
 */
export function differing(targets: readonly Target[], findings: ReadonlyMap<string, Finding>): readonly Target[] {
  const files: DraftFile[] = [];
  const wanted = new Map<string, readonly string[]>();
  const unread: Target[] = [];
  for (const target of targets) {
    const { id, path, edit } = target;
    const finding = findings.get(id);
    if (finding?.kind !== 'present') {
      unread.push(target);
      continue;
    }
    const { tags } = finding.image;
    files.push({ id, ...(path !== undefined && { path }), tags });
    wanted.set(id, applyEdit(edit, tags));
  }
  return [...targetsOfDraft({ files, wanted }), ...unread];
}

/** The rows that could not be used, with those that the run could not carry out. */
export function rejectedAfter({ rows, rejected }: TagImport, files: readonly FileOutcome[]): readonly RejectedRow[] {
  const failed = files.filter(needsAttention).flatMap(file => {
    const row = rows.get(file.id);
    return row ? [rejection(row, { kind: 'failed', file })] : [];
  });
  return [...rejected, ...failed].sort(byLine);
}

function byLine(left: RejectedRow, right: RejectedRow): number {
  return left.line - right.line;
}

function editOf(tags: readonly string[], mode: ImportMode): Edit {
  if (mode === 'add') return { kind: 'add', tags };
  return tags.length === 0 ? { kind: 'clear' } : { kind: 'replace', tags };
}

function rejection({ line, source }: TableRow, problem: RowProblem): RejectedRow {
  return { line, problem, source };
}

export interface PathSearchOptions {
  readonly connections: Pick<ConnectionList, 'find'>;
  readonly tree: Pick<LibraryTree, 'list' | 'concurrency'>;
  readonly signal: AbortSignal;
  /** Gets the number of files seen so far. */
  readonly onProgress?: (files: number) => void;
}

/**
 * The ids of the files at these paths: of the library's folders, those that lead to them are listed, and no others. A path that no
 * file has, or several have, is absent.
 * @throws ConnectionFault where a listing fails; the signal's reason when aborted
 */
export async function resolvePaths(
  connectionId: string,
  paths: readonly string[],
  { connections, tree, signal, onProgress }: PathSearchOptions,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(paths);
  if (wanted.size === 0) return new Map();
  const folders = foldersAbove(wanted);
  try {
    const [files = []] = await walkFolders([{ folder: undefined, reach: 'below' }], {
      list: (folder, cursor, inner) => tree.list(connectionId, folder, cursor, inner, 'largest'),
      width: await tree.concurrency(connectionId),
      enters: ({ path }) => folders.has(path),
      signal,
      ...(onProgress && { onProgress }),
    });
    const found = new Map<string, string | undefined>();
    for (const { id, path } of files) if (wanted.has(path)) found.set(path, found.has(path) ? undefined : id);
    return new Map([...found].flatMap(([path, id]) => (id === undefined ? [] : [[path, id] as const])));
  } catch (error) {
    throw faultOn(connections.find(connectionId), error);
  }
}

function foldersAbove(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
