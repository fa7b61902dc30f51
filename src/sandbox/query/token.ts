import { QueryProblem } from './problem';

/** A piece of a search query. A word is bare (`tags`, `AND`, `500`, `true`), a text was quoted. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'mark'; readonly text: Mark; readonly at: number };

export type Mark = '(' | ')' | '[' | ']' | ',' | '=' | ':' | '<' | '<=' | '>' | '>=';

/**
 * Splits a search query. ImageKit's documentation quotes texts in double quotes, some of its samples in single ones;
 * inside, a backslash takes the next character as it is, as rclone's client for ImageKit writes them.
 */
export function tokens(query: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < query.length;) {
    const rest = query.slice(at);
    const [blank] = /^\s+/.exec(rest) ?? [''];
    at += blank.length;
    if (at >= query.length) break;
    const [token, length] = first(query.slice(at), at);
    found.push(token);
    at += length;
  }
  return found;
}

function first(rest: string, at: number): readonly [Token, length: number] {
  const mark = /^(?:<=|>=|[()[\],=:<>])/.exec(rest)?.[0];
  if (mark !== undefined) return [{ kind: 'mark', text: mark as Mark, at }, mark.length];
  if (rest.startsWith('"') || rest.startsWith("'")) return quoted(rest, at);
  const [word] = /^[^\s()[\],=:<>"']+/.exec(rest) ?? [rest];
  return [{ kind: 'word', text: word, at }, word.length];
}

function quoted(rest: string, at: number): readonly [Token, length: number] {
  const [whole, , inside] = /^(["'])((?:\\[^]|(?!\1)[^\\])*)\1/.exec(rest) ?? [];
  if (whole === undefined || inside === undefined)
    throw new QueryProblem(`The text that begins at position ${at} has no closing quote.`);
  return [{ kind: 'text', text: inside.replace(/\\([^])/g, unescaped), at }, whole.length];
}

function unescaped(_: string, character: string): string {
  return ESCAPES[character] ?? character;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
