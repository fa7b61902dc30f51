import { operatorsOf } from './field';
import type { Expression, Operator, Value } from './expression';
import { QueryProblem } from './problem';
import type { Token } from './token';
import { tokens } from './token';

/**
 * Reads a search query as ImageKit's documentation of List and search assets describes it: comparisons joined by `AND`
 * and `OR` (which binds less) and grouped in parentheses.
 * @throws QueryProblem
 */
export function parse(query: string): Expression {
  const reader = new Reader(tokens(query));
  const expression = either(reader);
  if (reader.next !== undefined) throw unexpected(reader.next);
  return expression;
}

class Reader {
  #position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get next(): Token | undefined {
    return this.tokens[this.#position];
  }

  take(): Token {
    const token = this.next;
    if (token === undefined) throw new QueryProblem('The query ends too early.');
    this.#position++;
    return token;
  }

  /** Takes the next token if it is this mark, or this word in any case. */
  skip(text: string): boolean {
    const { next } = this;
    const isIt = next !== undefined && next.kind !== 'text' && next.text.toUpperCase() === text;
    if (isIt) this.#position++;
    return isIt;
  }

  expect(text: string): void {
    if (!this.skip(text))
      throw this.next === undefined ? new QueryProblem(`The query ends where ${text} is needed.`) : unexpected(this.next);
  }
}

function either(reader: Reader): Expression {
  const parts = [both(reader)];
  while (reader.skip('OR')) parts.push(both(reader));
  return join('any', parts);
}

function both(reader: Reader): Expression {
  const parts = [single(reader)];
  while (reader.skip('AND')) parts.push(single(reader));
  return join('all', parts);
}

function join(kind: 'all' | 'any', parts: readonly Expression[]): Expression {
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind, parts };
}

function single(reader: Reader): Expression {
  if (reader.skip('NOT')) return { kind: 'not', part: single(reader) };
  if (reader.skip('(')) {
    const expression = either(reader);
    reader.expect(')');
    return expression;
  }
  return comparison(reader);
}

function comparison(reader: Reader): Expression {
  const name = reader.take();
  if (name.kind === 'mark') throw unexpected(name);
  const field = name.text;
  const isNegated = reader.skip('NOT');
  const operator = takeOperator(reader);
  if (!operatorsOf(field).includes(isNegated ? `NOT ${operator}` : operator)) {
    throw new QueryProblem(`The operator ${isNegated ? 'NOT ' : ''}${operator} can't be used with ${field}.`);
  }
  const part: Expression = { kind: 'comparison', field, operator, values: takeValues(reader, operator) };
  return isNegated ? { kind: 'not', part } : part;
}

function takeOperator(reader: Reader): Operator {
  const token = reader.take();
  const operator = OPERATORS.find(known => token.kind !== 'text' && token.text.toUpperCase() === known);
  if (operator === undefined) throw unexpected(token);
  return operator;
}

const OPERATORS: readonly Operator[] = ['=', ':', '<', '<=', '>', '>=', 'IN', 'HAS', 'EXISTS'];

function takeValues(reader: Reader, operator: Operator): readonly Value[] {
  if (operator === 'EXISTS') return [];
  if (operator !== 'IN') return [takeValue(reader)];
  reader.expect('[');
  const values = [takeValue(reader)];
  while (reader.skip(',')) values.push(takeValue(reader));
  reader.expect(']');
  return values;
}

function takeValue(reader: Reader): Value {
  const token = reader.take();
  if (token.kind === 'text') return token.text;
  if (/^true$/i.test(token.text)) return true;
  if (/^false$/i.test(token.text)) return false;
  const number = Number(token.text);
  if (token.kind === 'mark' || Number.isNaN(number)) throw unexpected(token);
  return number;
}

function unexpected(token: Token): QueryProblem {
  return new QueryProblem(`Unexpected ${token.text} at position ${token.at}.`);
}
