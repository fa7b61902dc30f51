/**
 * Tags as text in one line, and back: separated by commas or line breaks, and understood as CSV is. A tag that holds one of
 * these, or a quote, or blanks at an end, is written in quotes, with each quote in it doubled. So every tag can be written, and
 * what is written for a tag is read as that tag.
 */
export interface TypedTags {
  /** Each once, in order; the unfinished one at the end too. */
  readonly tags: readonly string[];
  /** What is being typed: the text after the last comma, without its quotes. */
  readonly fragment: string;
  /** The text before the fragment. */
  readonly before: string;
  /** A quote that does not belong where it is: with it, it can't be told what is meant. */
  readonly strayQuote?: StrayQuote;
}

export interface StrayQuote {
  /** Never closed · in the middle of a tag without quotes · closed, and more text comes before the next comma. */
  readonly kind: 'unclosed' | 'inside' | 'afterwards';
  /** Its place in the text. */
  readonly at: number;
  /** The text of the tag that it is in, as it was typed. */
  readonly tag: string;
}

export function parseTypedTags(text: string): TypedTags {
  const tags = new Set<string>();
  let strayQuote: StrayQuote | undefined;
  let start = 0;
  for (;;) {
    const field = readField(text, start);
    strayQuote ??= field.strayQuote;
    if (field.tag !== '' || field.isQuoted) tags.add(field.tag);
    if (field.end === text.length) {
      const rest = { tags: [...tags], fragment: field.tag, before: text.slice(0, start) };
      return strayQuote ? { ...rest, strayQuote } : rest;
    }
    start = field.end + 1;
  }
}

/** The tag as it has to be typed. */
export function writeTypedTag(tag: string): string {
  const isPlain = tag !== '' && tag.trim() === tag && !/[",\r\n]/.test(tag);
  return isPlain ? tag : `"${tag.replaceAll('"', '""')}"`;
}

/** The tags as text that can be continued. */
export function writeTypedTags(tags: readonly string[]): string {
  return tags.map(tag => `${writeTypedTag(tag)}, `).join('');
}

/** The text with its last, unfinished tag completed; further tags can follow. */
export function completeTag(text: string, tag: string): string {
  const before = parseTypedTags(text).before.trimEnd();
  return `${before === '' ? '' : `${before} `}${writeTypedTag(tag)}, `;
}

/** The text with one tag in another's place. */
export function exchangeTag(text: string, typed: string, tag: string): string {
  const tags = parseTypedTags(text).tags.map(one => (one === typed ? tag : one));
  return writeTypedTags([...new Set(tags)]);
}

interface Field {
  readonly tag: string;
  readonly isQuoted: boolean;
  /** Where its separator is, or the text ends. */
  readonly end: number;
  readonly strayQuote?: StrayQuote;
}

function readField(text: string, start: number): Field {
  let at = start;
  while (at < text.length && isBlank(text[at])) at++;
  return text[at] === '"' ? readQuoted(text, start, at) : readPlain(text, start);
}

function readPlain(text: string, start: number): Field {
  let end = start;
  while (end < text.length && !isSeparator(text[end])) end++;
  const tag = text.slice(start, end).trim();
  const quote = text.slice(start, end).indexOf('"');
  const field = { tag, isQuoted: false, end };
  return quote < 0 ? field : { ...field, strayQuote: { kind: 'inside', at: start + quote, tag } };
}

function readQuoted(text: string, start: number, opening: number): Field {
  let tag = '';
  let at = opening + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      tag += text.slice(at);
      const typed = text.slice(start).trim();
      return { tag, isQuoted: true, end: text.length, strayQuote: { kind: 'unclosed', at: opening, tag: typed } };
    }
    tag += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    tag += '"';
    at++;
  }
  const closing = at - 1;
  let end = at;
  while (end < text.length && !isSeparator(text[end])) end++;
  const field = { tag, isQuoted: true, end };
  if (text.slice(at, end).trim() === '') return field;
  return { ...field, strayQuote: { kind: 'afterwards', at: closing, tag: text.slice(start, end).trim() } };
}

function isSeparator(character: string | undefined): boolean {
  return character === ',' || character === '\n' || character === '\r';
}

/** What may stand between a separator and an opening quote. */
function isBlank(character: string | undefined): boolean {
  return character !== undefined && !isSeparator(character) && character.trim() === '';
}
