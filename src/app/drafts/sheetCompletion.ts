import { parentPathOf, type Position, type Sheet, wantedTags } from './sheet';
import type { FileLine, Span } from './sheetLine';
import { printEntry, printTag } from './sheetPrinter';
import { type DraftFile, labelOf } from './tagDraft';

export interface CompletionContext {
  readonly files: readonly DraftFile[];
  /** Tags that are in use, with how many files have each. */
  readonly knownTags: ReadonlyMap<string, number>;
}

export interface SheetCompletions {
  /** What is being typed, up to the cursor. */
  readonly typed: Span;
  /** Where the word that the cursor is in ends. */
  readonly end: number;
  /** Best first. */
  readonly items: readonly SheetCompletion[];
  /** More would fit: what is typed next decides. */
  readonly isIncomplete: boolean;
}

export type SheetCompletion =
  | { readonly kind: 'tag'; readonly tag: string; readonly text: string; readonly files: number; readonly near: boolean }
  /** A file of the draft whose line was deleted. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string };

/** More would not be read. */
const mostOffered = 200;
/** So far, and no farther, goes the look at neighbours. */
const neighbourLines = 100;

/**
 * What can stand at a place. In a line's tags: those of its neighbours in the same folder first, then by frequency, without those
 * that the line has. At the start of a line: files of the draft that the sheet has no line for.
 * @param text the line's own
 */
export function completeSheet(
  sheet: Sheet,
  text: string,
  at: Position,
  context: CompletionContext,
): SheetCompletions | undefined {
  const line = sheet.lines[at.line];
  if (line?.kind === 'file' && at.character >= line.tagsSpan.start && !line.problems.some(({ kind }) => kind === 'noColon')) {
    return completeTag(sheet, line, text, at, context);
  }
  if (line?.kind === 'comment' || text.includes(':')) return undefined;
  return completeFile(sheet, text, at, context);
}

function completeTag(
  sheet: Sheet,
  line: FileLine,
  text: string,
  { line: number, character }: Position,
  { knownTags }: CompletionContext,
): SheetCompletions | undefined {
  // behind the tags comes the id
  if (text.slice(line.tagsSpan.end, character).trim() !== '') return undefined;
  const token = line.tags.find(({ start, end }) => start <= character && !/[^\s]/.test(text.slice(end, character)));
  const typed = { start: token?.start ?? character, end: character };
  const fragment = text.slice(typed.start, typed.end).replace(/^"/, '').trimStart().toLowerCase();
  const near = neighbourTags(sheet, line, number);
  const present = new Set(line.tags.filter(tag => tag !== token).map(({ value }) => value));
  const items: SheetCompletion[] = [];
  for (const tag of new Set([...near.keys(), ...knownTags.keys()])) {
    if (present.has(tag) || tag === token?.value || !tag.toLowerCase().includes(fragment)) continue;
    items.push({ kind: 'tag', tag, text: printTag(tag), files: knownTags.get(tag) ?? 0, near: near.has(tag) });
  }
  const rank = (item: SheetCompletion) => (item.kind === 'tag' ? (near.get(item.tag) ?? 0) * 1e9 + item.files : 0);
  items.sort((left, right) => rank(right) - rank(left));
  const end = token ? Math.max(token.end, character) : character;
  return { typed, end, items: items.slice(0, mostOffered), isIncomplete: items.length > mostOffered };
}

/** Tags of lines close by and in the same folder, with how many of them have each. */
function neighbourTags({ lines }: Sheet, { path }: FileLine, number: number): ReadonlyMap<string, number> {
  const folder = parentPathOf(path.value);
  const found = new Map<string, number>();
  for (let at = Math.max(0, number - neighbourLines); at <= Math.min(lines.length - 1, number + neighbourLines); at++) {
    const line = lines[at];
    if (at === number || line?.kind !== 'file' || parentPathOf(line.path.value) !== folder) continue;
    for (const { value } of line.tags) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

function completeFile(sheet: Sheet, text: string, { character }: Position, { files }: CompletionContext): SheetCompletions {
  const present = wantedTags(sheet);
  const typed = { start: Math.min(character, text.length - text.trimStart().length), end: character };
  const fragment = text.slice(typed.start, typed.end).toLowerCase();
  const items: SheetCompletion[] = [];
  for (const file of files) {
    const path = labelOf(file);
    if (present.has(file.id) || !path.toLowerCase().includes(fragment)) continue;
    if (items.length === mostOffered) return { typed, end: text.length, items, isIncomplete: true };
    items.push({ kind: 'file', path, text: printEntry({ id: file.id, path, tags: file.tags }) });
  }
  return { typed, end: text.length, items, isIncomplete: false };
}
