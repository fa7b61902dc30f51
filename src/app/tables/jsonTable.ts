import * as z from 'zod/mini';
import type { RejectedRow, TableProblem, TableRow, TaggedFile, TagTable } from './tagTable';
import { problemColumn } from './tagTable';

/** JSON Lines: an object a file, in UTF-8, with a line feed after each. */
export function printJsonLines(files: readonly TaggedFile[]): string {
  return files.map(({ id, path, tags }) => `${JSON.stringify({ id, path, tags })}\n`).join('');
}

/** Rows that could not be used, each with what is wrong. */
export function printRejectedJsonLines(rejected: readonly RejectedRow[], reason: (row: RejectedRow) => string): string {
  return rejected
    .map(row => {
      const entry = typeof row.source === 'string' ? objectIn(row.source) : undefined;
      return `${JSON.stringify({ [problemColumn]: reason(row), ...(entry ?? { text: row.source }) })}\n`;
    })
    .join('');
}

/** Reads JSON Lines, or one array of such objects, as a service's own listing may be: with `fileId` and `filePath` as well. */
export function readJsonTable(text: string): TagTable | TableProblem {
  const plain = text.replace(/^\ufeff/, '');
  if (plain.trim() === '') return { kind: 'empty' };
  const rows: TableRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const { line, source } of entriesOf(plain)) {
    const entry = entrySchema.safeParse(objectIn(source));
    if (!entry.success) {
      rejected.push({ line, problem: { kind: 'unreadable' }, source });
      continue;
    }
    const { id: ownId, fileId, path: ownPath, filePath, tags } = entry.data;
    const id = ownId ?? fileId ?? '';
    const path = ownPath ?? filePath ?? '';
    if (id === '' && path === '') rejected.push({ line, problem: { kind: 'noKey' }, source });
    else if (tags === undefined) rejected.push({ line, problem: { kind: 'noTags' }, source });
    else rows.push({ line, ...(id !== '' && { id }), ...(path !== '' && { path }), tags: [...new Set(tags)], source });
  }
  return { format: 'jsonl', rows, rejected };
}

const entrySchema = z.object({
  id: z.optional(z.string()),
  fileId: z.optional(z.string()),
  path: z.nullish(z.string()),
  filePath: z.nullish(z.string()),
  // a service that says null means none
  tags: z.pipe(
    z.optional(z.nullable(z.array(z.string()))),
    z.transform(tags => (tags === null ? [] : tags)),
  ),
});

interface Entry {
  readonly line: number;
  readonly source: string;
}

function entriesOf(text: string): readonly Entry[] {
  if (text.trimStart().startsWith('[')) {
    const entries = valueOf(text);
    if (Array.isArray(entries))
      return entries.map((entry: unknown, index) => ({ line: index + 1, source: JSON.stringify(entry) }));
  }
  return text.split(/\r\n|\r|\n/).flatMap((source, index) => (source.trim() === '' ? [] : [{ line: index + 1, source }]));
}

function objectIn(source: string): object | undefined {
  const value = valueOf(source);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function valueOf(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
