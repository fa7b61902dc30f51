import { parse } from 'csv-parse/sync';

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
