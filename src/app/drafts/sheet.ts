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

/** A sheet's text as lines; a part of a line that is there twice is one object, so that what is found out of it can be kept. */
export interface Sheet {
  readonly lines: readonly SheetLine[];
  /** By their texts. */
  readonly parsed: ReadonlyMap<string, SheetLine>;
}

/**
 * Pure, and never throws.
 * @param previous an earlier state of the same sheet: lines that are still there are not parsed again
 */
export function parseSheet(text: string, previous?: Sheet): Sheet {
  const parsed = new Map<string, SheetLine>();
  const lines = linesOf(text).map(line => {
    const known = parsed.get(line) ?? previous?.parsed.get(line) ?? parseSheetLine(line);
    parsed.set(line, known);
    return known;
  });
  return { lines, parsed };
}

/** As VS Code parts a document into lines. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
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

/** The tags that a line wants, each once. */
export function tagsOfLine({ tags }: FileLine): readonly string[] {
  return [...new Set(tags.map(({ value }) => value))];
}

/** The tags that the sheet wants for each file. What a line with a problem wants is anybody's guess: the problems tell. */
export function wantedTags(sheet: Sheet): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  for (const { line } of fileLines(sheet)) if (line.id && !wanted.has(line.id.value)) wanted.set(line.id.value, tagsOfLine(line));
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
