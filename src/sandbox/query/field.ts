import { QueryProblem } from './problem';

/**
 * The operators that a field takes, as the tables of ImageKit's documentation (and of its agent skill search-assets) have
 * them. Metadata fields take all: their types belong to the account.
 * @throws QueryProblem for a field that is not documented
 */
export function operatorsOf(field: string): readonly string[] {
  if (field.startsWith('customMetadata.')) return [...ORDERED, ':', 'HAS', 'EXISTS', 'NOT EXISTS'];
  const operators = OPERATORS.get(field);
  if (operators === undefined) throw new QueryProblem(`There is no field ${field}.`);
  return operators;
}

const EXACT = ['=', 'IN', 'NOT =', 'NOT IN'];
const ORDERED = [...EXACT, '<', '<=', '>', '>='];

const OPERATORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['name', [...EXACT, ':', 'HAS']],
  ['tags', ['IN', 'NOT IN', 'HAS', 'EXISTS', 'NOT EXISTS']],
  ['type', EXACT],
  ['id', EXACT],
  ['createdAt', ORDERED],
  ['updatedAt', ORDERED],
  ['width', ORDERED],
  ['height', ORDERED],
  ['size', ORDERED],
  ['videoDuration', ORDERED],
  ['format', EXACT],
  ['private', ['=']],
  ['published', ['=']],
  ['transparency', ['=']],
  ['createdBy', EXACT],
  ['path', [...EXACT, ':']],
]);
