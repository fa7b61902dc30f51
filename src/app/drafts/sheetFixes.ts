import type { Position, Sheet, SheetEdit } from './sheet';
import { removeTagEdit } from './sheetEdits';
import type { FileLine, SheetToken, Span } from './sheetLine';
import { printId, printPath, printTag } from './sheetPrinter';

/** One right answer to a problem, where there is one. */
export interface SheetFix {
  readonly kind: 'insertId' | 'restoreId' | 'restorePath' | 'removeLine' | 'removeTag' | 'replaceTag' | 'quoteTag';
  /** What it puts in, or takes away. */
  readonly subject: string;
  readonly edits: readonly SheetEdit[];
}

/** Several at one go, from the first line down. Of two that overlap the later one waits: what it is about may be gone then. */
export function editsOfFixes(fixes: readonly SheetFix[]): readonly SheetEdit[] {
  const edits = fixes.flatMap(fix => fix.edits).sort((left, right) => comparePositions(left.start, right.start));
  let end: Position = { line: 0, character: 0 };
  return edits.filter(edit => {
    if (comparePositions(edit.start, end) < 0) return false;
    ({ end } = edit);
    return true;
  });
}

/** A line without its id gets the one that its path had. */
export function insertId(id: string, line: number, { tagsSpan: { end } }: FileLine): SheetFix {
  return replace('insertId', id, line, { start: end, end }, `  # ${printId(id)}`);
}

export function restoreId(id: string, line: number, token: SheetToken): SheetFix {
  return replace('restoreId', id, line, token, printId(id));
}

export function restorePath(path: string, token: SheetToken): SheetFix {
  return replace('restorePath', path, 0, token, printPath(path));
}

export function replaceTag(tag: string, line: number, token: SheetToken): SheetFix {
  return replace('replaceTag', tag, line, token, printTag(tag));
}

export function removeTag(line: number, of: FileLine, token: SheetToken): SheetFix {
  return { kind: 'removeTag', subject: token.value, edits: [removeTagEdit(line, of, token)] };
}

/** What looks like a remark is taken for a part of the tag, if the line has its id besides. */
export function quoteTag({ tags, id }: FileLine, start: number): readonly SheetFix[] {
  const tag = tags.find(token => token.start === start);
  return tag && id ? [replace('quoteTag', tag.value, 0, tag, printTag(tag.value))] : [];
}

export function removeLine({ lines }: Sheet, line: number): SheetFix {
  const last = lines[line];
  const width = last?.kind === 'file' ? (last.id ?? last.tagsSpan).end : 0;
  const end = line + 1 < lines.length ? { line: line + 1, character: 0 } : { line, character: width };
  return { kind: 'removeLine', subject: String(line + 1), edits: [{ start: { line, character: 0 }, end, text: '' }] };
}

/** Fixes that were found for the first line, for another one. */
export function fixesAt(line: number, fixes: readonly SheetFix[]): readonly SheetFix[] {
  if (line === 0 || fixes.length === 0) return fixes;
  const moved = ({ start, end, text }: SheetEdit) => ({ start: { ...start, line }, end: { ...end, line }, text });
  return fixes.map(fix => ({ ...fix, edits: fix.edits.map(moved) }));
}

function replace(kind: SheetFix['kind'], subject: string, line: number, { start, end }: Span, text: string): SheetFix {
  return { kind, subject, edits: [{ start: { line, character: start }, end: { line, character: end }, text }] };
}

function comparePositions(left: Position, right: Position): number {
  return left.line - right.line || left.character - right.character;
}
