import { fileLines, parseSheet } from '../drafts/sheet';
import { printSheet } from '../drafts/sheetPrinter';
import type { RejectedRow, TableProblem, TableRow, TaggedFile, TagTable } from './tagTable';

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
