/** A stretch of one line, in UTF-16 units from the line's start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a stretch of a line says, its quotes and escapes undone. */
export interface SheetToken extends Span {
  readonly value: string;
}

/** What makes a line unreadable. */
export type SyntaxProblemKind = 'noColon' | 'noId' | 'openQuote' | 'badEscape' | 'afterQuote' | 'strayHash';

export interface SyntaxProblem extends Span {
  readonly kind: SyntaxProblemKind;
}

/** `path : tag, tag  # id` */
export interface FileLine {
  readonly kind: 'file';
  readonly path: SheetToken;
  readonly tags: readonly SheetToken[];
  /** What they say, each once. */
  readonly wanted: readonly string[];
  /** From behind the colon up to the blanks before the id. */
  readonly tagsSpan: Span;
  readonly id: SheetToken | undefined;
  readonly problems: readonly SyntaxProblem[];
}

export type SheetLine = { readonly kind: 'blank' } | { readonly kind: 'comment' } | FileLine;

const blank = { kind: 'blank' } as const;
const comment = { kind: 'comment' } as const;

/**
 * Pure and tolerant: any text without a line break is a line. The first colon outside quotes ends the path; the last `#` behind a
 * blank, with one word after it, begins the id; commas part the tags. A path, a tag or an id in quotes holds what it likes, with
 * JSON's escapes; a doubled quote is a quote there, as in CSV.
 */
export function parseSheetLine(text: string): SheetLine {
  const start = afterBlanks(text, 0);
  if (start === text.length) return blank;
  if (text[start] === '#') return comment;
  return fileLine(text, start);
}

function fileLine(text: string, start: number): FileLine {
  const problems: SyntaxProblem[] = [];
  const path = text[start] === '"' ? quotedToken(text, start, problems) : barePath(text, start);
  const colon = afterBlanks(text, path.end);
  if (text[colon] !== ':') {
    const end = text.trimEnd().length;
    const hasOpened = problems.some(({ kind }) => kind === 'openQuote');
    if (!hasOpened) problems.push({ kind: 'noColon', start: Math.min(path.end, end - 1), end });
    return { kind: 'file', path, tags: [], wanted: [], tagsSpan: { start: end, end }, id: undefined, problems };
  }
  const tags: SheetToken[] = [];
  let id: SheetToken | undefined;
  let at = colon + 1;
  while (id === undefined) {
    at = afterBlanks(text, at);
    if (at === text.length) break;
    if (text[at] === ',') at++;
    else if ((id = idToken(text, at, problems)) === undefined) {
      const tag = text[at] === '"' ? quotedTag(text, at, problems) : bareTag(text, at, problems);
      if (tag.end > tag.start) tags.push(tag);
      at = tag.next;
    }
  }
  const tagsEnd = text.slice(0, id === undefined ? text.length : text.lastIndexOf('#', id.start)).trimEnd().length;
  if (id === undefined) {
    const end = Math.max(colon + 1, tagsEnd);
    if (problems.length === 0) problems.push({ kind: 'noId', start: tags.at(-1)?.start ?? start, end });
  }
  const wanted = [...new Set(tags.map(({ value }) => value))];
  return { kind: 'file', path, tags, wanted, tagsSpan: { start: colon + 1, end: Math.max(colon + 1, tagsEnd) }, id, problems };
}

function barePath(text: string, start: number): SheetToken {
  const colon = text.indexOf(':', start);
  const value = text.slice(start, colon < 0 ? text.length : colon).trimEnd();
  return { value, start, end: start + value.length };
}

interface TagToken extends SheetToken {
  /** Where to go on. */
  readonly next: number;
}

function bareTag(text: string, start: number, problems: SyntaxProblem[]): TagToken {
  const next = endOfTag(text, start);
  const value = text.slice(start, next).trimEnd();
  const end = start + value.length;
  const hash = /\s#|^#\s|^#$/.exec(value);
  if (hash) problems.push({ kind: 'strayHash', start, end });
  return { value, start, end, next };
}

function quotedTag(text: string, start: number, problems: SyntaxProblem[]): TagToken {
  const token = quotedToken(text, start, problems);
  const rest = afterBlanks(text, token.end);
  if (rest === text.length || text[rest] === ',' || isIdAt(text, rest)) return { ...token, next: rest };
  const next = endOfTag(text, rest);
  problems.push({ kind: 'afterQuote', start, end: rest + text.slice(rest, next).trimEnd().length });
  return { ...token, next };
}

/** Where a comma or the id ends the tag that begins here. */
function endOfTag(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === ',') return at;
    if (character === '#' && at > start && isBlank(text, at - 1) && isIdAt(text, at)) return at;
  }
  return text.length;
}

/** `# id`, and nothing but blanks after it. */
const idPattern = /#\s*(?:"(?:[^"\\]|\\.|"")*"|[^\s"#,]+)\s*$/y;

function isIdAt(text: string, at: number): boolean {
  if (text[at] !== '#') return false;
  idPattern.lastIndex = at;
  return idPattern.test(text);
}

function idToken(text: string, at: number, problems: SyntaxProblem[]): SheetToken | undefined {
  if (!isIdAt(text, at)) return undefined;
  const start = afterBlanks(text, at + 1);
  if (text[start] === '"') return quotedToken(text, start, problems);
  const value = text.slice(start).trimEnd();
  return { value, start, end: start + value.length };
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };

function quotedToken(text: string, start: number, problems: SyntaxProblem[]): SheetToken {
  let value = '';
  let at = start + 1;
  for (;;) {
    const special = indexOfSpecial(text, at);
    value += text.slice(at, special);
    at = special;
    if (at === text.length) {
      problems.push({ kind: 'openQuote', start, end: text.trimEnd().length });
      return { value: value.trimEnd(), start, end: text.length };
    }
    if (text[at] === '"') {
      if (text[at + 1] !== '"') return { value, start, end: at + 1 };
      value += '"';
      at += 2;
      continue;
    }
    const code = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))?.[1];
    const escaped = code === undefined ? escapes[text[at + 1] ?? ''] : String.fromCharCode(parseInt(code, 16));
    const end = Math.min(text.length, at + (code === undefined ? 2 : 6));
    if (escaped === undefined) problems.push({ kind: 'badEscape', start: at, end });
    value += escaped ?? text.slice(at, end);
    at = end;
  }
}

function indexOfSpecial(text: string, start: number): number {
  for (let at = start; at < text.length; at++) if (text[at] === '"' || text[at] === '\\') return at;
  return text.length;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && isBlank(text, at)) at++;
  return at;
}

/** What `trim` takes away. */
function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9 || (code < 128 ? code >= 10 && code <= 13 : /\s/.test(text.charAt(at)));
}
