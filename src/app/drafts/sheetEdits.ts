import { sameTags } from '../../core/model/tags';
import { fileLines, type NumberedLine, type Position, type Sheet, type SheetEdit } from './sheet';
import type { FileLine, SheetToken, Span } from './sheetLine';
import { columnsFor, printEntry, printId, printPath, printTag, printTags, type SheetEntry } from './sheetPrinter';
import { mergeTags, type PresentTags, type TagDraft } from './tagDraft';

/** Another name for a tag, in the whole sheet. A line that has the other one too keeps it once. */
export function renameTag(sheet: Sheet, from: string, to: string): readonly SheetEdit[] {
  return [...fileLines(sheet)].flatMap(({ number, line }) => {
    const [token, ...more] = from === to ? [] : line.tags.filter(({ value }) => value === from);
    if (!token) return [];
    if (more.length === 0 && !line.tags.some(({ value }) => value === to)) {
      return [replacement(number, token.start, token.end, printTag(to))];
    }
    return [tagsEdit({ number, line }, [...new Set(line.wanted.map(tag => (tag === from ? to : tag)))])];
  });
}

/** Puts lines in columns again, and their tags in the printer's own words. A line with a problem stays as it is. */
export function formatSheet(sheet: Sheet, from = 0, to = sheet.lines.length - 1): readonly SheetEdit[] {
  const sound = [...fileLines(sheet)].flatMap(({ number, line }) => {
    const entry = entryOf(line);
    return entry && number >= from && number <= to ? [{ number, entry }] : [];
  });
  const columns = columnsFor(sound.map(({ entry }) => entry));
  return sound.flatMap(({ number, entry }) => {
    const before = sheet.texts[number] ?? '';
    const after = printEntry(entry, columns);
    return before === after ? [] : [replacement(number, 0, before.length, after)];
  });
}

const { compare } = new Intl.Collator('en', { numeric: true });

/** Tags of these lines in order, as a person sorts: numbers by their size, case and accents last. */
export function sortTags(sheet: Sheet, from = 0, to = sheet.lines.length - 1): readonly SheetEdit[] {
  return [...fileLines(sheet)].flatMap(({ number, line }) => {
    if (number < from || number > to || line.problems.length > 0) return [];
    const tags = line.wanted;
    const sorted = [...tags].sort(compare);
    const isSorted = sorted.length === line.tags.length && sorted.every((tag, index) => tag === line.tags[index]?.value);
    return isSorted ? [] : [tagsEdit({ number, line }, sorted)];
  });
}

/**
 * Brings a sheet to the library's present state: what was edited in it stays edited, on top of what the files have by now. Lines
 * that say so already stay as they are, in all their beauty.
 * @param files as they were when the sheet was last in step with the library
 */
export function rebaseSheet(sheet: Sheet, { files }: Pick<TagDraft, 'files'>, present: PresentTags): readonly SheetEdit[] {
  const opened = new Map(files.map(({ id, tags }) => [id, tags]));
  return [...fileLines(sheet)].flatMap(({ number, line }) => {
    const id = line.id?.value ?? '';
    const [before, theirs] = [opened.get(id), present.get(id)];
    if (!before || !theirs) return [];
    const mine = line.wanted;
    const { tags } = mergeTags(before, mine, theirs);
    return sameTags(tags, mine) ? [] : [tagsEdit({ number, line }, tags)];
  });
}

/** Takes a tag away, with the comma before it, or else the one behind it. */
function removeTagEdit(line: number, { tags, tagsSpan }: FileLine, token: SheetToken): SheetEdit {
  const index = tags.indexOf(token);
  const next = tags[index + 1];
  const previous = tags[index - 1];
  const last = Math.max(token.end, tagsSpan.end);
  if (previous) return replacement(line, previous.end, next ? token.end : last, '');
  return replacement(line, token.start, next ? next.start : last, '');
}

function entryOf({ path, id, problems, ...line }: FileLine): SheetEntry | undefined {
  if (!id || problems.length > 0) return undefined;
  return { id: id.value, path: path.value, tags: line.tags.map(({ value }) => value) };
}

function tagsEdit({ number, line: { tagsSpan, tags } }: NumberedLine, after: readonly string[]): SheetEdit {
  const start = tags[0]?.start ?? tagsSpan.start;
  const text = printTags(after);
  return replacement(number, start, tagsSpan.end, tags.length === 0 && text !== '' ? ` ${text}` : text);
}

function replacement(line: number, start: number, end: number, text: string): SheetEdit {
  return { start: { line, character: start }, end: { line, character: end }, text };
}

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
