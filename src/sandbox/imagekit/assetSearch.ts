import type { Asset } from '../library/sampleFile';
import { type Comparison, comparisonsIn, type Expression, parseQuery } from './queryParser';
import { factsOfField, parsedValue } from './queryFields';

/** A search query, ready to be held against assets. */
export interface AssetSearch {
  matches(asset: Asset): boolean;
  /** Where the query names ids: no other asset can match, so that not all need be looked at. */
  readonly ids?: ReadonlySet<string>;
  /** How well the texts of its `HAS` comparisons fit a matching asset's name; 1 is best. */
  relevance(asset: Asset): number;
}

/**
 * Where a query doesn't speak of `type` it finds files alone (ImageKit's agent skill search-assets).
 * @param now the moment from which ages such as `7d` are counted
 * @throws QueryProblem
 */
export function searchAssets(query: string, now: number): AssetSearch {
  const expression = parseQuery(query);
  const parts = comparisonsIn(expression);
  const speaksOfType = parts.some(({ field }) => field === 'type');
  const matches = matcher(expression, now);
  const ids = idsNamed(expression);
  const sought = new Set(parts.filter(({ operator }) => operator === 'HAS').flatMap(({ values }) => wordsOf(String(values[0]))));
  return {
    ...(ids && { ids }),
    matches: asset => (speaksOfType || asset.kind === 'file') && matches(asset),
    relevance: asset => {
      const found = wordsOf(asset.name);
      return found.length === 0 ? 0 : found.filter(word => sought.has(word)).length / found.length;
    },
  };
}

function idsNamed(expression: Expression): ReadonlySet<string> | undefined {
  switch (expression.kind) {
    case 'comparison': {
      const { field, operator, values } = expression;
      return field === 'id' && (operator === '=' || operator === 'IN') ? new Set(values.map(String)) : undefined;
    }
    case 'all':
      return expression.parts.map(idsNamed).find(ids => ids !== undefined);
    case 'any':
    case 'not':
      return undefined;
  }
}

type Matcher = (asset: Asset) => boolean;

function matcher(expression: Expression, now: number): Matcher {
  switch (expression.kind) {
    case 'all': {
      const parts = expression.parts.map(part => matcher(part, now));
      return asset => parts.every(part => part(asset));
    }
    case 'any': {
      const parts = expression.parts.map(part => matcher(part, now));
      return asset => parts.some(part => part(asset));
    }
    case 'not': {
      const part = matcher(expression.part, now);
      return asset => !part(asset);
    }
    case 'comparison':
      return comparer(expression, now);
  }
}

function comparer({ field, operator, values }: Comparison, now: number): Matcher {
  const facts = factsOfField(field);
  const wanted = values.map(value => parsedValue(field, value, now));
  const [first = ''] = wanted;
  switch (operator) {
    case 'EXISTS':
      return asset => facts(asset).length > 0;
    case 'HAS': {
      const sought = wordsOf(String(first));
      return asset => facts(asset).some(fact => has(wordsOf(String(fact)), sought));
    }
    case ':':
      return asset => facts(asset).some(fact => begins(field, String(fact), String(first)));
    case '=':
    case 'IN': {
      const all = new Set(wanted);
      return asset => facts(asset).some(fact => all.has(fact));
    }
    case '<':
      return asset => facts(asset).some(fact => fact < first);
    case '<=':
      return asset => facts(asset).some(fact => fact <= first);
    case '>':
      return asset => facts(asset).some(fact => fact > first);
    case '>=':
      return asset => facts(asset).some(fact => fact >= first);
  }
}

function begins(field: string, fact: string, start: string): boolean {
  if (field !== 'path') return fact.startsWith(start);
  return start === '/' || fact === start || fact.startsWith(`${start}/`);
}

/** Every word is there; the last one may be the beginning of one. */
function has(found: readonly string[], sought: readonly string[]): boolean {
  const last = sought.at(-1);
  if (last === undefined) return false;
  return sought.slice(0, -1).every(word => found.includes(word)) && found.some(word => word.startsWith(last));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}\p{So}]+/gu) ?? [];
}
