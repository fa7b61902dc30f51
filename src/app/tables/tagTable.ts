import type { FileOutcome } from '../../core/model/ledger';
import { fileLines, parseSheet } from '../drafts/sheet';
import { printSheet } from '../drafts/sheetPrinter';

/** A file and its tags, as tables write them down. */
export interface TaggedFile {
  readonly id: string;
  readonly path?: string;
  readonly tags: readonly string[];
}

export type TableFormat = 'csv' | 'jsonl' | 'sheet';

/** What a row says: at least one of id and path is there. */
export interface TableRow {
  /** From 1; of a row over several lines, the first. In a JSON array, the number of the entry. */
  readonly line: number;
  readonly id?: string;
  readonly path?: string;
  readonly tags: readonly string[];
  /** Its text in the table, to be written down again. */
  readonly source: RowSource;
}

export type RowSource = readonly string[] | string;

/** A row that can't be used. */
export interface RejectedRow {
  readonly line: number;
  readonly problem: RowProblem;
  readonly source: RowSource;
}

export type RowProblem =
  /** Neither id nor path. */
  | { readonly kind: 'noKey' }
  | { readonly kind: 'noTags' }
  /** The id is none of this service's, and there is no path to go by. */
  | { readonly kind: 'badId'; readonly id: string }
  | { readonly kind: 'doubled'; readonly firstLine: number }
  | { readonly kind: 'noSuchPath'; readonly path: string }
  | { readonly kind: 'unreadable' }
  /** The run could not carry it out. */
  | { readonly kind: 'failed'; readonly file: FileOutcome };

/** A table as it was read. */
export interface TagTable {
  readonly format: TableFormat;
  readonly rows: readonly TableRow[];
  readonly rejected: readonly RejectedRow[];
  /** CSV: the names of its columns, and what stands between cells. */
  readonly header?: readonly string[];
  readonly delimiter?: string;
}

/** Why a text is no table. */
export type TableProblem = { readonly kind: 'empty' } | { readonly kind: 'noColumns'; readonly found: readonly string[] };

/** The column that tells, in a list of rows that can't be used, what is wrong; an import passes it over. */
export const problemColumn = 'problem';

/** A sheet to be kept or sent around: the text of a draft, without the draft. */
export function printSheetTable(files: readonly TaggedFile[], comments: readonly string[]): string {
  return printSheet(
    files.map(({ id, path, tags }) => ({ id, path: path ?? id, tags })),
    comments,
  );
}

export function readSheetTable(text: string): TagTable | TableProblem {
  if (text.trim() === '') return { kind: 'empty' };
  const sheet = parseSheet(text.replace(/^\ufeff/, ''));
  const rows: TableRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const { number, line } of fileLines(sheet)) {
    const source = sheet.texts[number] ?? '';
    const { path, id, problems } = line;
    if (problems.length > 0) rejected.push({ line: number + 1, problem: { kind: 'unreadable' }, source });
    else if (id) rows.push({ line: number + 1, id: id.value, path: path.value, tags: line.wanted, source });
  }
  return { format: 'sheet', rows, rejected };
}

/** Lines that could not be used, each below a comment that says what is wrong. */
export function printRejectedLines(rejected: readonly RejectedRow[], reason: (row: RejectedRow) => string): string {
  return rejected.map(row => `# ${reason(row).replace(/[\r\n]+/g, ' ')}\n${String(row.source)}\n`).join('');
}
