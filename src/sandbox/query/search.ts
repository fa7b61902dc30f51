import type { SampleFile, SampleFolder } from '../library/file';
import { comparisons } from './expression';
import type { Comparison, Expression, Value } from './expression';
import { bytes, moment, plainNumber, seconds } from './measure';
import { parse } from './parse';

export type Asset = SampleFile | SampleFolder;

/** A search query, ready to be held against assets. */
export interface Search {
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
export function search(query: string, now: number): Search {
  const expression = parse(query);
  const parts = comparisons(expression);
  const speaksOfType = parts.some(({ field }) => field === 'type');
  const matches = matcher(expression, now);
  const ids = idsNamed(expression);
  const sought = parts.filter(({ operator }) => operator === 'HAS').flatMap(({ values }) => words(String(values[0])));
  return {
    ...(ids && { ids }),
    matches: asset => (speaksOfType || asset.kind === 'file') && matches(asset),
    relevance: asset => {
      const found = words(asset.name);
      return found.length === 0 ? 0 : found.filter(word => sought.includes(word)).length / found.length;
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
  const facts = factsOf(field);
  const wanted = values.map(value => normal(field, value, now));
  const [first = ''] = wanted;
  switch (operator) {
    case 'EXISTS':
      return asset => facts(asset).length > 0;
    case 'HAS': {
      const sought = words(String(first));
      return asset => facts(asset).some(fact => has(words(String(fact)), sought));
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

/** The asset's own values of a field: none where it has none, several of `tags`. */
function factsOf(field: string): (asset: Asset) => readonly Value[] {
  const metadata = field.startsWith('customMetadata.') ? field.slice('customMetadata.'.length) : undefined;
  if (metadata !== undefined)
    return asset =>
      asset.kind === 'file' && Object.hasOwn(asset.customMetadata, metadata) ? one(asset.customMetadata[metadata]) : [];
  return FACTS[field] ?? (() => []);
}

const FACTS: Readonly<Record<string, (asset: Asset) => readonly Value[]>> = {
  name: asset => [asset.name],
  type: asset => [asset.kind],
  id: asset => [asset.id],
  path: asset => [asset.folder],
  createdAt: asset => [asset.createdAt],
  updatedAt: asset => [asset.updatedAt],
  // an asset matches by the tags that people gave it and by those that recognition did (ImageKit's documentation)
  tags: asset => (asset.kind === 'file' ? [...asset.tags, ...asset.aiTags.map(({ name }) => name)] : []),
  size: asset => (asset.kind === 'file' ? [asset.size] : []),
  width: asset => (asset.kind === 'file' && asset.isImage ? one(asset.dimensions?.width) : []),
  height: asset => (asset.kind === 'file' && asset.isImage ? one(asset.dimensions?.height) : []),
  transparency: asset => (asset.kind === 'file' && asset.isImage ? one(asset.dimensions?.hasAlpha) : []),
  videoDuration: asset => (asset.kind === 'file' ? one(asset.duration) : []),
  format: asset => (asset.kind === 'file' ? [asset.format] : []),
  private: asset => (asset.kind === 'file' ? [asset.isPrivate] : []),
  published: asset => (asset.kind === 'file' ? [asset.isPublished] : []),
  createdBy: asset => (asset.kind === 'file' ? [UPLOADER] : []),
};

const UPLOADER = 'demo@example.com';

function one(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

/** The query's value in the form that the field's facts have. */
function normal(field: string, value: Value, now: number): Value {
  switch (field) {
    case 'createdAt':
    case 'updatedAt':
      return moment(value, now);
    case 'size':
      return bytes(value);
    case 'videoDuration':
      return seconds(value);
    case 'width':
    case 'height':
      return plainNumber(value);
    case 'path':
      return folderPath(String(value));
    default:
      return value;
  }
}

/** A folder's path as the library writes it, whatever slashes it came with. */
export function folderPath(text: string): string {
  return `/${text.split('/').filter(Boolean).join('/')}`;
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

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}\p{So}]+/gu) ?? [];
}
