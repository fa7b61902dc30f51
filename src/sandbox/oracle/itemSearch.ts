import type { NameAndPassword } from '../http/exchange';
import type { Asset, Owner } from '../library/sampleFile';
import { badRequest } from './oracleRefusal';

type Matcher = (item: Asset) => boolean;

/** Who items belong to, by the names that they sign in with. */
export interface ItemSearchContext {
  readonly people: Readonly<Record<Owner, NameAndPassword>>;
}

/**
 * What the parameters `fulltext` and `querytext` of Oracle's documentation of Search Folders or Files ask for. `fulltext`
 * looks into names, extensions and people; `querytext` into tags too, which `fulltext` does not.
 */
export function itemMatcher(query: URLSearchParams, context: ItemSearchContext): Matcher {
  const [fulltext, querytext] = [query.get('fulltext'), query.get('querytext')];
  if (fulltext) return fullText(fulltext, context);
  if (querytext) return queryText(querytext, context);
  throw badRequest('one of fulltext and querytext is required.');
}

function fullText(text: string, { people }: ItemSearchContext): Matcher {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return item => {
    const found = `${item.name}\n${people[item.owner].name}`.toLowerCase();
    return words.every(word => found.includes(word));
  };
}

/**
 * Comparisons such as ``fItemName<SUBSTRING>`mug` ``, joined by `<AND>` or `<OR>`, the form that public clients use. The name of
 * the field for tags is not documented: `fTags` here, and a text without an operator is looked for in names and tags.
 */
function queryText(text: string, context: ItemSearchContext): Matcher {
  const anyOf = text.split(/<OR>/i).map(part => part.split(/<AND>/i).map(comparison => comparisonMatcher(comparison, context)));
  return item => anyOf.some(allOf => allOf.every(matches => matches(item)));
}

function comparisonMatcher(text: string, context: ItemSearchContext): Matcher {
  const [, field, operator, , value] =
    /^(\w+)\s*<(MATCHES|CONTAINS|SUBSTRING|STARTS)>\s*([`"'])(.*)\3$/is.exec(text.trim()) ?? [];
  if (field === undefined || operator === undefined || value === undefined) {
    if (/[<>`]/.test(text)) throw badRequest('querytext can not be read.');
    const sought = text.trim().toLowerCase();
    return item => item.name.toLowerCase().includes(sought) || item.oracleTags.some(tag => tag.toLowerCase() === sought);
  }
  const facts = fields.get(field);
  if (facts === undefined) throw badRequest(`there is no field ${field}.`);
  const compare = operators.get(operator.toUpperCase());
  return item => facts(item, context).some(fact => compare?.(fact.toLowerCase(), value.toLowerCase()));
}

const operators = new Map<string, (fact: string, value: string) => boolean>([
  ['MATCHES', (fact, value) => fact === value],
  ['CONTAINS', (fact, value) => fact.split(/[^\p{L}\p{N}]+/u).includes(value)],
  ['SUBSTRING', (fact, value) => fact.includes(value)],
  ['STARTS', (fact, value) => fact.startsWith(value)],
]);

const fields = new Map<string, (item: Asset, context: ItemSearchContext) => readonly string[]>([
  ['fItemName', item => [item.name]],
  ['fTags', item => item.oracleTags],
  ['fOwnerLoginName', (item, { people }) => [people[item.owner].name]],
]);
