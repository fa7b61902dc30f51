import type { SampleFile, SampleFolder } from '../library/file';
import { PEOPLE } from './item';
import { badRequest } from './refusal';

type Item = SampleFile | SampleFolder;
type Matcher = (item: Item) => boolean;

/**
 * What the parameters `fulltext` and `querytext` of Oracle's documentation of Search Folders or Files ask for. `fulltext`
 * looks into names, extensions and people; `querytext` into tags too, which `fulltext` does not.
 */
export function searchMatcher(query: URLSearchParams): Matcher {
  const [fulltext, querytext] = [query.get('fulltext'), query.get('querytext')];
  if (fulltext) return fullText(fulltext);
  if (querytext) return queryText(querytext);
  throw badRequest('One of fulltext and querytext is required.');
}

function fullText(text: string): Matcher {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return item => {
    const found = [item.name, ...Object.values(PEOPLE[item.owner])].join('\n').toLowerCase();
    return words.every(word => found.includes(word));
  };
}

/**
 * Comparisons such as ``fItemName<SUBSTRING>`mug` ``, joined by `<AND>` or `<OR>`, the form that public clients use. The name of
 * the field for tags is not documented: `fTags` here, and a text without an operator is looked for in names and tags.
 */
function queryText(text: string): Matcher {
  const anyOf = text.split(/<OR>/i).map(part => part.split(/<AND>/i).map(comparison));
  return item => anyOf.some(allOf => allOf.every(matches => matches(item)));
}

function comparison(text: string): Matcher {
  const [, field, operator, , value] = /^\s*(\w+)\s*<(MATCHES|CONTAINS|SUBSTRING|STARTS)>\s*([`"'])(.*)\3\s*$/is.exec(text) ?? [];
  if (field === undefined || operator === undefined || value === undefined) {
    if (/[<>`]/.test(text)) throw badRequest('Request parameters are not formatted correctly: querytext can not be read.');
    const sought = text.trim().toLowerCase();
    return item => item.name.toLowerCase().includes(sought) || item.oracleTags.some(tag => tag.toLowerCase() === sought);
  }
  const facts = FIELDS.get(field);
  if (facts === undefined) throw badRequest(`Request parameters are not formatted correctly: there is no field ${field}.`);
  const compare = OPERATORS.get(operator.toUpperCase());
  return item => facts(item).some(fact => compare?.(fact.toLowerCase(), value.toLowerCase()));
}

const OPERATORS = new Map<string, (fact: string, value: string) => boolean>([
  ['MATCHES', (fact, value) => fact === value],
  ['CONTAINS', (fact, value) => fact.split(/[^\p{L}\p{N}]+/u).includes(value)],
  ['SUBSTRING', (fact, value) => fact.includes(value)],
  ['STARTS', (fact, value) => fact.startsWith(value)],
]);

const FIELDS = new Map<string, (item: Item) => readonly string[]>([
  ['fItemName', item => [item.name]],
  ['fTags', item => item.oracleTags],
  ['fOwnerLoginName', item => [PEOPLE[item.owner]['loginName'] ?? '']],
]);
