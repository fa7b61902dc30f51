/** What one line of a sheet says. */
export interface SheetEntry {
  readonly id: string;
  /** How people know the file: its path, or where the service tells none, its name. */
  readonly path: string;
  readonly tags: readonly string[];
}

/** Where the columns of a sheet begin. */
export interface SheetColumns {
  readonly path: number;
  readonly tags: number;
}

/** A longer path or list of tags stands out of its column, and does not push everything else out of sight. */
const widest: SheetColumns = { path: 48, tags: 48 };

/** Pure: comments and then each entry a line, in columns. What is printed is parsed to the same entries, whatever they hold. */
export function printSheet(entries: readonly SheetEntry[], comments: readonly string[] = []): string {
  const parts = entries.map(partsOf);
  const columns = columnsOf(parts);
  return [...comments.map(printComment), ...parts.map(part => printParts(part, columns))].join('\n') + '\n';
}

/** One line without its line break. */
export function printEntry(entry: SheetEntry, columns: SheetColumns = { path: 0, tags: 0 }): string {
  return printParts(partsOf(entry), columns);
}

export function printTags(tags: readonly string[]): string {
  return tags.map(printTag).join(', ');
}

export function printTag(tag: string): string {
  return needsQuotes(tag) || /[,#]/.test(tag) ? quotedForSheet(tag) : tag;
}

export function printPath(path: string): string {
  return needsQuotes(path) || path.includes(':') || path.startsWith('#') ? quotedForSheet(path) : path;
}

export function printId(id: string): string {
  return needsQuotes(id) || /[\s"#,]/.test(id) ? quotedForSheet(id) : id;
}

/** Columns that these entries fit in. */
export function columnsFor(entries: Iterable<SheetEntry>): SheetColumns {
  return columnsOf(Array.from(entries, partsOf));
}

/** A line break within a name would part one line from the other. */
function printComment(text: string): string {
  return `# ${text.replace(hidden, escaped)}`.trimEnd();
}

interface Parts {
  readonly path: string;
  readonly tags: string;
  readonly id: string;
}

function partsOf({ id, path, tags }: SheetEntry): Parts {
  return { path: printPath(path), tags: printTags(tags), id: printId(id) };
}

function columnsOf(parts: readonly Parts[]): SheetColumns {
  let path = 0;
  let tags = 0;
  for (const part of parts) {
    path = Math.max(path, Math.min(widest.path, displayWidth(part.path)));
    tags = Math.max(tags, Math.min(widest.tags, displayWidth(part.tags)));
  }
  return { path, tags };
}

function printParts({ path, tags, id }: Parts, columns: SheetColumns): string {
  return `${padded(path, columns.path)} : ${padded(tags, columns.tags)}  # ${id}`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

const wide =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
let graphemes: Intl.Segmenter | undefined;

/** Cells that a text takes in a font of one width: what East Asian scripts and emoji are made of takes two. */
function displayWidth(text: string): number {
  if (/^[\x20-\x7e\xa1-\xac\xae-\u02ff]*$/.test(text)) return text.length;
  graphemes ??= new Intl.Segmenter('en');
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** What can't be seen, or changes how its neighbours are seen: controls, line separators, marks of direction, halves of pairs. */
const hidden =
  /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

function needsQuotes(text: string): boolean {
  if (/^[\w/][\w/.-]*$/.test(text)) return false;
  return text === '' || text !== text.trim() || text.startsWith('"') || text.search(hidden) >= 0;
}

function quotedForSheet(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(hidden, escaped)}"`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
