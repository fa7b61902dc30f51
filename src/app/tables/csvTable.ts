import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { problemColumn, type RejectedRow, type TableProblem, type TableRow, type TaggedFile, type TagTable } from './tagTable';

// the byte order mark tells Excel that this is UTF-8; a lone line feed counts as a line break, too
const printing = { bom: true, quoted_match: /[\r\n]/, record_delimiter: '\r\n' };

/** CSV (RFC 4180) with the columns id, path and tags. What a spreadsheet opens and saves reads as the same files and tags. */
export function printCsv(files: readonly TaggedFile[]): string {
  const rows = files.map(({ id, path = '', tags }) => [guardedCell(id), guardedCell(path), tagsToCell(tags)]);
  return stringify([['id', 'path', 'tags'], ...rows], printing);
}

/** Rows that could not be used, each with what is wrong, in the columns that they came in. */
export function printRejectedCsv(
  { header = [], delimiter = ',' }: TagTable,
  rejected: readonly RejectedRow[],
  reason: (row: RejectedRow) => string,
): string {
  const kept = header.map((name, index) => ({ name, index })).filter(({ name }) => nameOf(name) !== problemColumn);
  const rows = rejected.map(row => {
    const cells = typeof row.source === 'string' ? [row.source] : row.source;
    const own = kept.map(({ index }) => cells[index] ?? '');
    return [guardedCell(reason(row)), ...own, ...cells.slice(header.length)];
  });
  return stringify([[problemColumn, ...kept.map(({ name }) => name)], ...rows], { ...printing, delimiter });
}

/**
 * Reads CSV as people and spreadsheets write it: with or without a byte order mark; commas, semicolons or tabs between cells; any
 * line ends; columns in any order, told by their names. Cells beyond the last column of tags are tags too: so they stand where a
 * spreadsheet took the semicolons for its own.
 */
export function readCsv(text: string): TagTable | TableProblem {
  const { body, linesBefore, delimiter: named } = withoutPreamble(text);
  if (body.trim() === '') return { kind: 'empty' };
  const delimiter = named ?? delimiterOf(body);
  const records = recordsOf(body, delimiter);
  const [first, ...rest] = records;
  const header = first?.cells ?? [];
  const columns = columnsIn(header);
  if (!columns) return { kind: 'noColumns', found: header };

  const readable = rest.flatMap(({ cells }) => (cells ? [cells.slice(columns.tags).join(';')] : []));
  const separator = tagSeparatorOf(readable);
  const rows: TableRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const { line: at, cells, raw } of rest) {
    const line = at + linesBefore;
    if (!cells) {
      rejected.push({ line, problem: { kind: 'unreadable' }, source: raw });
      continue;
    }
    if (cells.every(cell => cell.trim() === '')) continue;
    const id = unguardedCell(cells[columns.id]?.trim() ?? '');
    const path = unguardedCell(cells[columns.path] ?? '');
    const isLast = header.slice(columns.tags + 1).every(name => name.trim() === '');
    const tagCells = isLast ? cells.slice(columns.tags) : cells.slice(columns.tags, columns.tags + 1);
    if (id === '' && path === '') rejected.push({ line, problem: { kind: 'noKey' }, source: cells });
    else if (tagCells.length === 0) rejected.push({ line, problem: { kind: 'noTags' }, source: cells });
    else {
      const tags = [...new Set(tagCells.flatMap(cell => tagsOfCell(cell, separator)))];
      rows.push({ line, ...(id !== '' && { id }), ...(path !== '' && { path }), tags, source: cells });
    }
  }
  return { format: 'csv', rows, rejected, header, delimiter };
}

interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Undefined where a quote is not closed. */
  readonly cells: readonly string[] | undefined;
  readonly raw: string;
}

function recordsOf(body: string, delimiter: string): readonly CsvRecord[] {
  const bytes = Buffer.from(body);
  const records: CsvRecord[] = [];
  let taken = 0;
  let line = 1;
  const take = (end: number, cells: readonly string[] | undefined) => {
    const text = bytes.toString('utf8', taken, end);
    // empty lines are skipped along with the record behind them
    const blank = /^[ \t\r\n]*[\r\n]/.exec(text)?.[0] ?? '';
    records.push({ line: line + breaksIn(blank), cells, raw: text.slice(blank.length).trimEnd() });
    line += breaksIn(text);
    taken = end;
  };
  parse(bytes, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells, { bytes: end }) => {
      take(end, cells);
      return null;
    },
    on_skip: () => {
      take(bytes.length, undefined);
      return undefined;
    },
  });
  return records;
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** What stands before the table: a byte order mark, and the line in which Excel is told what stands between cells. */
function withoutPreamble(text: string): { readonly body: string; readonly linesBefore: number; readonly delimiter?: string } {
  const plain = text.replace(/^\ufeff/, '');
  const told = /^sep=(.)(?:\r\n|\r|\n)/i.exec(plain);
  return told?.[1] === undefined
    ? { body: plain, linesBefore: 0 }
    : { body: plain.slice(told[0].length), linesBefore: 1, delimiter: told[1] };
}

const delimiters = [',', ';', '\t'] as const;

/** What makes columns of the first line that tell something; the comma where nothing does. */
function delimiterOf(body: string): string {
  const first = body.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return delimiters.find(delimiter => columnsIn(recordsOf(first, delimiter)[0]?.cells ?? [])) ?? ',';
}

interface Columns {
  /** -1 where there is none. */
  readonly id: number;
  readonly path: number;
  readonly tags: number;
}

const names: Readonly<Record<keyof Columns, readonly string[]>> = {
  id: ['id', 'fileid', 'assetid', 'itemid'],
  path: ['path', 'filepath'],
  tags: ['tags', 'tag', 'keywords'],
};

function columnsIn(header: readonly string[]): Columns | undefined {
  const found = header.map(nameOf);
  const place = (column: keyof Columns) => found.findIndex(name => names[column].includes(name));
  const columns = { id: place('id'), path: place('path'), tags: place('tags') };
  return columns.tags >= 0 && (columns.id >= 0 || columns.path >= 0) ? columns : undefined;
}

function nameOf(cell: string): string {
  return cell.toLowerCase().replace(/[\s_-]/g, '');
}

/** What a spreadsheet would calculate instead of show. */
const formula = /^[=+\-@\t\r]/;
/** What it would turn into a number, a date or a truth value, and write back as another text. */
const number = /^[\s\d.,:/%()\p{Sc}+\-eE]+$/u;
const dateOrTruth = /^\d+[\s.-]+\p{L}{3,9}\.?(?:[\s-]+\d+)?$|^\p{L}{3,9}\.?[\s.-]+\d+$|^(?:true|false)$/iu;

/** Text for a cell that a spreadsheet keeps as it is: an apostrophe stands before what it would calculate or convert. */
export function guardedCell(text: string): string {
  return isRisky(text) ? `'${text}` : text;
}

/** The text that a guarded cell stands for. */
export function unguardedCell(cell: string): string {
  return cell.startsWith("'") && isRisky(cell) ? cell.slice(1) : cell;
}

/**
 * Tags in one cell, with `;` between. One that holds a separator, a quote or blanks at its ends is in quotes, as in CSV; an
 * apostrophe stands before one that a spreadsheet would calculate, as it may be taken for a cell of its own.
 */
export function tagsToCell(tags: readonly string[]): string {
  const cell = tags.map(tag => quotedInList(guardedTag(tag))).join(';');
  // a number with a semicolon is no number
  return tags.length === 1 && isConvertible(cell) ? `${cell};` : cell;
}

/** The tags of a cell, each once; empty ones don't count. @param separator what stands between them, beside line breaks */
export function tagsOfCell(cell: string, separator: ';' | ',' = ';'): readonly string[] {
  const parts = cell.includes('"') ? quotedParts(cell, separator) : cell.split(/[\r\n]/).flatMap(line => line.split(separator));
  const tags = parts.map(part => unguardedTag(cell.includes('"') ? part : part.trim()));
  return [...new Set(tags.filter(tag => tag !== ''))];
}

/** What stands between the tags of a column. Our own cells have no bare comma. */
export function tagSeparatorOf(cells: Iterable<string>): ';' | ',' {
  let hasComma = false;
  for (const cell of cells) {
    const bare = cell.includes('"') ? cell.replace(/"(?:[^"]|"")*"/g, '') : cell;
    if (bare.includes(';')) return ';';
    hasComma ||= bare.includes(',');
  }
  return hasComma ? ',' : ';';
}

function isRisky(text: string): boolean {
  const bare = withoutApostrophes(text);
  return formula.test(bare) || isConvertible(bare);
}

function isConvertible(text: string): boolean {
  return (number.test(text) && /\d/.test(text)) || dateOrTruth.test(text);
}

function guardedTag(tag: string): string {
  return formula.test(withoutApostrophes(tag)) ? `'${tag}` : tag;
}

function unguardedTag(text: string): string {
  return text.startsWith("'") && formula.test(withoutApostrophes(text)) ? text.slice(1) : text;
}

function withoutApostrophes(text: string): string {
  return text.replace(/^'+/, '');
}

function quotedInList(tag: string): string {
  return tag === tag.trim() && !/[";,\r\n]/.test(tag) ? tag : `"${tag.replaceAll('"', '""')}"`;
}

function quotedParts(cell: string, delimiter: string): readonly string[] {
  try {
    const options = {
      delimiter,
      trim: true,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    };
    return parse(cell, options).flat();
  } catch {
    // a quote that is not closed is a character like any other
    return cell.split(delimiter).map(part => part.trim());
  }
}
