import { mergeTags, type PresentTags, type TagDraft } from './tagDraft';
import { sameTags } from '../../core/model/tags';
import { fileLines, type NumberedLine, type Sheet, type SheetEdit } from './sheet';
import type { FileLine, SheetToken } from './sheetLine';
import { columnsFor, printEntry, printTag, printTags, type SheetEntry } from './sheetPrinter';

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
export function removeTagEdit(line: number, { tags, tagsSpan }: FileLine, token: SheetToken): SheetEdit {
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
