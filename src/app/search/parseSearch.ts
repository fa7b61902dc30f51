import { type MediaType, mediaTypes } from '../../core/model/file';
import {
  isQualifier,
  parseSince,
  type Qualifier,
  type SearchCondition,
  type SearchExpression,
  type SearchTextProblem,
  type SearchTerm,
} from './searchExpression';

/**
 * Reads what was typed: words, and qualifiers with values, `-` before what must not be. A value with blanks or commas is
 * quoted; several values, parted by commas, are alternatives; `native:` takes all that follows. Never throws: what can't be
 * read is a problem with its place, and the rest counts.
 */
export function parseSearch(text: string): SearchExpression {
  const terms: SearchTerm[] = [];
  const problems: SearchTextProblem[] = [];
  for (const token of searchTokens(text)) {
    const { start, end, qualifier } = token;
    if (token.isOpen) problems.push({ start, end, kind: 'openQuote', text: text.slice(start, end) });
    if (qualifier === 'native') {
      const native = token.values.join('');
      if (token.negated) problems.push({ start, end, kind: 'negatedNative', text: text.slice(start, end) });
      else if (native === '') problems.push({ start, end, kind: 'noValue', text: 'native:' });
      else return { terms, native, problems };
      continue;
    }
    const read = conditionOf(token);
    if ('problem' in read) problems.push({ start, end, ...read.problem });
    else terms.push({ ...read, negated: token.negated });
  }
  return { terms, problems };
}

/** One piece of a search as it was typed. */
export interface SearchToken {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** What stands before a colon that is not quoted. */
  readonly qualifier?: string;
  /** What is left without quotes, parted at the commas outside them. */
  readonly values: readonly string[];
  /** Where the last value begins in the text, its quote included. */
  readonly valueStart: number;
  /** Anything of it was quoted, so that it is taken as it is. */
  readonly isQuoted: boolean;
  /** A quote has no end. */
  readonly isOpen: boolean;
}

export function* searchTokens(text: string): Generator<SearchToken, void> {
  for (let at = 0; at < text.length;) {
    if (isBlank(text[at])) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    yield token;
    at = token.end;
  }
}

function tokenAt(text: string, start: number): SearchToken {
  const negated = text[start] === '-' && start + 1 < text.length && !isBlank(text[start + 1]);
  let at = negated ? start + 1 : start;
  const [, qualifier] = /^([a-z]+):/i.exec(text.slice(at)) ?? [];
  if (qualifier !== undefined) at += qualifier.length + 1;
  const name = qualifier?.toLowerCase();
  const head = { start, negated, ...(name !== undefined && { qualifier: name }) };
  if (name === 'native') {
    const values = [text.slice(at).trim()];
    return { ...head, end: text.length, values, valueStart: at, isQuoted: false, isOpen: false };
  }
  const values: string[] = [];
  let value = '';
  let valueStart = at;
  let isQuoted = false;
  let inQuotes = false;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '"') {
      inQuotes = !inQuotes;
      isQuoted = true;
    } else if (inQuotes && character === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) {
      value += text[++at] ?? '';
    } else if (!inQuotes && isBlank(character)) {
      break;
    } else if (!inQuotes && character === ',' && name !== undefined) {
      values.push(value);
      value = '';
      valueStart = at + 1;
    } else value += character;
  }
  values.push(value);
  return { ...head, end: at, values, valueStart, isQuoted, isOpen: inQuotes };
}

type Unreadable = { readonly problem: Pick<SearchTextProblem, 'kind' | 'text'> };

function conditionOf({ qualifier, values, isQuoted }: SearchToken): SearchCondition | Unreadable {
  const [first = ''] = values;
  if (qualifier === undefined) {
    if (first.toLowerCase() === 'untagged' && !isQuoted) return { kind: 'untagged' };
    return first.trim() === '' ? unreadable('noValue', first) : { kind: 'word', text: first };
  }
  if (!isQualifier(qualifier)) return unreadable('unknownQualifier', `${qualifier}:`);
  const given = values.filter(value => value.trim() !== '');
  if (given.length === 0) return unreadable('noValue', `${qualifier}:`);
  return qualified(qualifier, given);
}

function qualified(qualifier: Qualifier, values: readonly string[]): SearchCondition | Unreadable {
  const [first = ''] = values;
  switch (qualifier) {
    case 'tag':
      return { kind: 'tag', anyOf: [...new Set(values)] };
    case 'type': {
      const strange = values.find(value => !isMediaType(value.toLowerCase()));
      if (strange !== undefined) return unreadable('notAType', strange);
      return { kind: 'type', anyOf: [...new Set(values.map(value => value.toLowerCase() as MediaType))] };
    }
    case 'in':
      // a path may hold a comma
      return { kind: 'folder', path: folderPathOf(values.join(',')) };
    case 'changed': {
      const since = parseSince(first);
      return since === undefined || values.length > 1 ? unreadable('notADate', values.join(',')) : { kind: 'changed', since };
    }
    case 'native':
      return unreadable('noValue', 'native:');
  }
}

function unreadable(kind: SearchTextProblem['kind'], text: string): Unreadable {
  return { problem: { kind, text } };
}

function isMediaType(text: string): text is MediaType {
  return (mediaTypes as readonly string[]).includes(text);
}

/** As a library writes it: a slash at the beginning and none at the end. */
function folderPathOf(text: string): string {
  return `/${text.split('/').filter(Boolean).join('/')}`;
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}
