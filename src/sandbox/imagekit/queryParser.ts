import { operatorsOf, takesBareWord } from './queryFields';

/**
 * Reads a search query as ImageKit's documentation of List and search assets describes it: comparisons joined by `AND`
 * and `OR` (which binds less) and grouped in parentheses. The time it takes is linear in the query's length.
 * @throws QueryProblem
 */
export function parseQuery(query: string): Expression {
  const reader = new TokenReader(tokensOf(query));
  const expression = either(reader, 0);
  if (reader.next !== undefined) throw unexpected(reader.next);
  return expression;
}

/** A piece of a query. A word is bare (`tags`, `AND`, `500`, `true`, `2d`), a text was quoted. */
interface Token {
  readonly kind: 'word' | 'text' | 'mark';
  readonly text: string;
  readonly at: number;
}

class TokenReader {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get next(): Token | undefined {
    return this.tokens[this.position];
  }

  take(): Token {
    const token = this.next;
    if (token === undefined) throw new QueryProblem('The query ends too early.');
    this.position++;
    return token;
  }

  /** Takes the next token if it is this mark, or this word in any case. */
  skip(text: string): boolean {
    const { next } = this;
    const isIt = next !== undefined && next.kind !== 'text' && next.text.toUpperCase() === text;
    if (isIt) this.position++;
    return isIt;
  }

  expect(text: string): void {
    if (this.skip(text)) return;
    throw this.next === undefined ? new QueryProblem(`The query ends where ${text} is needed.`) : unexpected(this.next);
  }
}

/**
 * Splits a query. ImageKit's documentation quotes texts in double quotes, some of its samples in single ones; inside, a backslash
 * takes the next character as it is, as rclone's client for ImageKit writes them. A moment is one word in spite of its colons.
 */
function tokensOf(query: string): readonly Token[] {
  const found: Token[] = [];
  const pieces = /\s+|(<=|>=|[()[\],=:<>])|(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|[^\s()[\],=:<>"']+)|(["'])/gy;
  for (let at = 0; at < query.length; at = pieces.lastIndex) {
    const [, mark, word, quote] = pieces.exec(query) ?? [];
    if (mark !== undefined) found.push({ kind: 'mark', text: mark, at });
    else if (word !== undefined) found.push({ kind: 'word', text: word, at });
    else if (quote !== undefined) {
      const [text, end] = quoted(query, at + 1, quote);
      found.push({ kind: 'text', text, at });
      pieces.lastIndex = end;
    }
  }
  return found;
}

function quoted(query: string, from: number, quote: string): readonly [text: string, end: number] {
  const parts: string[] = [];
  for (let at = from; at < query.length; at++) {
    const character = query.charAt(at);
    if (character === quote) return [parts.join(''), at + 1];
    if (character === '\\') at++;
    parts.push(character === '\\' ? (escapes.get(query.charAt(at)) ?? query.charAt(at)) : character);
  }
  throw new QueryProblem(`The text that begins at position ${from - 1} has no closing quote.`);
}

const escapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function either(reader: TokenReader, depth: number): Expression {
  const parts = [both(reader, depth)];
  while (reader.skip('OR')) parts.push(both(reader, depth));
  return join('any', parts);
}

function both(reader: TokenReader, depth: number): Expression {
  const parts = [single(reader, depth)];
  while (reader.skip('AND')) parts.push(single(reader, depth));
  return join('all', parts);
}

function join(kind: 'all' | 'any', parts: readonly Expression[]): Expression {
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind, parts };
}

/** How deep a query may be nested is not documented; without an end a hostile one would fill the stack. */
const deepest = 50;

function single(reader: TokenReader, depth: number): Expression {
  if (depth > deepest) throw new QueryProblem(`The query is nested more than ${deepest} levels deep.`);
  if (reader.skip('NOT')) return { kind: 'not', part: single(reader, depth + 1) };
  if (!reader.skip('(')) return comparison(reader);
  const expression = either(reader, depth + 1);
  reader.expect(')');
  return expression;
}

function comparison(reader: TokenReader): Expression {
  const name = reader.take();
  if (name.kind === 'mark') throw unexpected(name);
  const field = name.text;
  const isNegated = reader.skip('NOT');
  const operator = takeOperator(reader);
  if (!operatorsOf(field, name.kind === 'text').includes(isNegated ? `NOT ${operator}` : operator))
    throw new QueryProblem(`The operator ${isNegated ? 'NOT ' : ''}${operator} can't be used with ${field}.`);
  const part: Expression = { kind: 'comparison', field, operator, values: takeValues(reader, field, operator) };
  return isNegated ? { kind: 'not', part } : part;
}

function takeOperator(reader: TokenReader): Operator {
  const token = reader.take();
  const operator = operators.find(known => token.kind !== 'text' && token.text.toUpperCase() === known);
  if (operator === undefined) throw unexpected(token);
  return operator;
}

function takeValues(reader: TokenReader, field: string, operator: Operator): readonly QueryValue[] {
  if (operator === 'EXISTS') return [];
  if (operator !== 'IN') return [takeValue(reader, field)];
  reader.expect('[');
  const values = [takeValue(reader, field)];
  while (reader.skip(',')) values.push(takeValue(reader, field));
  reader.expect(']');
  return values;
}

function takeValue(reader: TokenReader, field: string): QueryValue {
  const token = reader.take();
  if (token.kind === 'text') return token.text;
  if (/^true$/i.test(token.text)) return true;
  if (/^false$/i.test(token.text)) return false;
  if (/^-?\d+(?:\.\d+)?$/.test(token.text)) return Number(token.text);
  if (token.kind === 'word' && takesBareWord(field)) return token.text;
  throw unexpected(token);
}

function unexpected(token: Token): QueryProblem {
  return new QueryProblem(`Unexpected ${token.text} at position ${token.at}.`);
}

/** Says in one sentence what is wrong with a search query. */
export class QueryProblem extends Error {}

/** What a search query asks for. */
export type Expression =
  | { readonly kind: 'all'; readonly parts: readonly Expression[] }
  | { readonly kind: 'any'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | Comparison;

export interface Comparison {
  readonly kind: 'comparison';
  readonly field: string;
  readonly operator: Operator;
  /** One value; several of `IN`; none of `EXISTS`. */
  readonly values: readonly QueryValue[];
}

export type Operator = (typeof operators)[number];

export type QueryValue = string | number | boolean;

export const operators = ['=', ':', '<', '<=', '>', '>=', 'IN', 'HAS', 'EXISTS'] as const;

/** All comparisons in the expression, from left to right. */
export function comparisonsIn(expression: Expression): readonly Comparison[] {
  switch (expression.kind) {
    case 'comparison':
      return [expression];
    case 'not':
      return comparisonsIn(expression.part);
    default:
      return expression.parts.flatMap(comparisonsIn);
  }
}
