import { type FileLine, parseSheetLine, type SheetLine, type SheetToken } from './sheetLine';

/** A place in a sheet; both count from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What stands from `start` to `end` gives way to `text`. */
export interface SheetEdit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** A sheet's text, line by line. */
export interface Sheet {
  readonly texts: readonly string[];
  /** What each of them says. */
  readonly lines: readonly SheetLine[];
}

/** Pure, and never throws. */
export function parseSheet(text: string): Sheet {
  return makeSheetParser()(text);
}

/** For the states of one sheet, one after the other: a line that stays is one object, and is not parsed again. */
export function makeSheetParser(): (text: string) => Sheet {
  const parseLines = keptByPlace((text: string) => parseSheetLine(detached(text)));
  return text => {
    const texts = linesOf(text);
    return { texts, lines: parseLines(texts) };
  };
}

/**
 * Finds something out of each item of a list, and of later states of the list: of an item that stands where it stood before,
 * counted from either end, it is known.
 */
export function keptByPlace<Item, Found>(find: (item: Item) => Found): (items: readonly Item[]) => readonly Found[] {
  let before: readonly Item[] = [];
  let found: readonly Found[] = [];
  return items => {
    const moved = before.length - items.length;
    const next = items.map((item, at) => {
      const former = before[at] === item ? at : at + moved;
      const kept = before[former] === item ? found[former] : undefined;
      return kept ?? find(item);
    });
    [before, found] = [items, next];
    return next;
  };
}

/** As VS Code parts a document into lines. */
function linesOf(text: string): readonly string[] {
  return text.includes('\r') ? text.split(/\r\n|\r|\n/) : text.split('\n');
}

/** A part of a text keeps the whole text in memory; what is kept of a line must not keep the sheet of that moment. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

export interface NumberedLine {
  readonly number: number;
  readonly line: FileLine;
}

/** The lines of files, with their numbers. */
export function* fileLines({ lines }: Sheet): Generator<NumberedLine> {
  for (let number = 0; number < lines.length; number++) {
    const line = lines[number];
    if (line?.kind === 'file') yield { number, line };
  }
}

/** The tags that the sheet wants for each file. What a line with a problem wants is not known: the problems tell. */
export function wantedTags(sheet: Sheet): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  for (const { line } of fileLines(sheet)) if (line.id && !wanted.has(line.id.value)) wanted.set(line.id.value, line.wanted);
  return wanted;
}

/** The tag that the place is in, or at the end of. */
export function tagAt({ lines }: Sheet, { line: number, character }: Position): SheetToken | undefined {
  const line = lines[number];
  return line?.kind === 'file' ? line.tags.find(({ start, end }) => start <= character && character <= end) : undefined;
}

/** Every place of a tag, as it stands in lines. */
export function placesOfTag(sheet: Sheet, tag: string): readonly { readonly line: number; readonly token: SheetToken }[] {
  const places: { line: number; token: SheetToken }[] = [];
  for (const { number, line } of fileLines(sheet)) {
    for (const token of line.tags) if (token.value === tag) places.push({ line: number, token });
  }
  return places;
}

/** The text after edits that don't overlap, in any order. */
export function applySheetEdits(text: string, edits: readonly SheetEdit[]): string {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  const offsetOf = ({ line, character }: Position) => Math.min(text.length, (starts[line] ?? text.length) + character);
  const parts: string[] = [];
  let at = 0;
  const sorted = edits
    .map(edit => ({ from: offsetOf(edit.start), to: offsetOf(edit.end), text: edit.text }))
    .sort((left, right) => left.from - right.from);
  for (const { from, to, text: replacement } of sorted) {
    parts.push(text.slice(at, from), replacement);
    at = to;
  }
  return parts.join('') + text.slice(at);
}

/** Files of one folder in lines that follow each other. */
export interface FolderGroup {
  /** Ends with a slash; empty where the files' paths have none. */
  readonly folder: string;
  readonly files: readonly {
    readonly line: number;
    readonly path: string;
    readonly tags: readonly string[];
    readonly end: number;
  }[];
}

/** The files of a sheet by folder, as they stand. Comments and blank lines between files of one folder part nothing. */
export function folderGroups(sheet: Sheet): readonly FolderGroup[] {
  const groups: { readonly folder: string; readonly files: FolderGroup['files'][number][] }[] = [];
  for (const { number, line } of fileLines(sheet)) {
    const path = line.path.value;
    const folder = parentPathOf(path);
    const file = { line: number, path, tags: line.tags.map(({ value }) => value), end: (line.id ?? line.tagsSpan).end };
    const last = groups.at(-1);
    if (last?.folder === folder) last.files.push(file);
    else groups.push({ folder, files: [file] });
  }
  return groups;
}

/** From line to line. */
export interface FoldingRegion {
  readonly kind: 'folder' | 'comment';
  readonly start: number;
  readonly end: number;
}

/** What can be folded: each group of files, and comments that follow each other. */
export function foldingRegions(sheet: Sheet): readonly FoldingRegion[] {
  const regions: FoldingRegion[] = folderGroups(sheet).map(({ files }) => ({
    kind: 'folder',
    start: files[0]?.line ?? 0,
    end: files.at(-1)?.line ?? 0,
  }));
  let start: number | undefined;
  for (let line = 0; line <= sheet.lines.length; line++) {
    if (sheet.lines[line]?.kind === 'comment') start ??= line;
    else if (start !== undefined) {
      regions.push({ kind: 'comment', start, end: line - 1 });
      start = undefined;
    }
  }
  return regions.filter(region => region.end > region.start).sort((left, right) => left.start - right.start);
}

export function parentPathOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
