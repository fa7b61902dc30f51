import type { Asset } from '../library/sampleFile';
import { folderPath } from '../library/sampleFile';
import { QueryProblem, type QueryValue } from './queryParser';

/**
 * The operators that a field takes, as the tables of ImageKit's documentation (and of its agent skill search-assets) have them.
 * Metadata fields take all: their types belong to the account. Their names are to be quoted.
 * @throws QueryProblem for a field that is not documented
 */
export function operatorsOf(field: string, isQuoted: boolean): readonly string[] {
  if (metadataName(field) !== undefined) {
    if (!isQuoted) throw new QueryProblem(`The field ${field} must be in double quotes.`);
    return [...ordered, ':', 'HAS', 'EXISTS', 'NOT EXISTS'];
  }
  const known = fields.get(field);
  if (known === undefined) throw new QueryProblem(`There is no field ${field}.`);
  return known.operators;
}

/** Whether the field's values may come without quotes although they are neither numbers nor booleans, as in `createdAt < 2d`. */
export function takesBareWord(field: string): boolean {
  return fields.get(field)?.parse !== undefined && field !== 'path';
}

/** The asset's own values of a field: none where it has none, several of `tags`. */
export function factsOfField(field: string): (asset: Asset) => readonly QueryValue[] {
  const name = metadataName(field);
  if (name === undefined) return fields.get(field)?.facts ?? (() => []);
  const room = field.startsWith('customMetadata.') ? 'customMetadata' : 'embeddedMetadata';
  return asset => (asset.kind === 'file' && Object.hasOwn(asset[room], name) ? one(asset[room][name]) : []);
}

/**
 * A query's value in the form that the field's facts have.
 * @param now the moment from which ages such as `7d` are counted
 * @throws QueryProblem
 */
export function parsedValue(field: string, value: QueryValue, now: number): QueryValue {
  return fields.get(field)?.parse?.(value, now) ?? value;
}

function metadataName(field: string): string | undefined {
  return /^(?:custom|embedded)Metadata\.(.+)$/s.exec(field)?.[1];
}

interface Field {
  readonly operators: readonly string[];
  readonly facts: (asset: Asset) => readonly QueryValue[];
  readonly parse?: (value: QueryValue, now: number) => QueryValue;
}

const exact = ['=', 'IN', 'NOT =', 'NOT IN'];
const ordered = [...exact, '<', '<=', '>', '>='];

const uploader = 'demo@example.com';

const fields: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['name', { operators: [...exact, ':', 'HAS'], facts: asset => [asset.name] }],
  // an asset matches by the tags that people gave it and by those that recognition did (ImageKit's documentation)
  [
    'tags',
    {
      operators: ['IN', 'NOT IN', 'HAS', 'EXISTS', 'NOT EXISTS'],
      facts: asset => (asset.kind === 'file' ? [...asset.tags, ...asset.aiTags.map(({ name }) => name)] : []),
    },
  ],
  ['type', { operators: exact, facts: asset => [asset.kind] }],
  ['id', { operators: exact, facts: asset => [asset.id] }],
  ['path', { operators: [...exact, ':'], facts: asset => [asset.folder], parse: value => folderPath(String(value)) }],
  ['createdAt', { operators: ordered, facts: asset => [asset.createdAt], parse: moment }],
  ['updatedAt', { operators: ordered, facts: asset => [asset.updatedAt], parse: moment }],
  ['size', { operators: ordered, facts: asset => (asset.kind === 'file' ? [asset.size] : []), parse: bytes }],
  ['width', { operators: ordered, facts: asset => dimension(asset, 'width'), parse: plainNumber }],
  ['height', { operators: ordered, facts: asset => dimension(asset, 'height'), parse: plainNumber }],
  ['videoDuration', { operators: ordered, facts: asset => (asset.kind === 'file' ? one(asset.duration) : []), parse: seconds }],
  ['format', { operators: exact, facts: asset => (asset.kind === 'file' ? [asset.format] : []) }],
  ['private', { operators: ['='], facts: asset => (asset.kind === 'file' ? [asset.isPrivate] : []) }],
  ['published', { operators: ['='], facts: asset => (asset.kind === 'file' ? [asset.isPublished] : []) }],
  ['transparency', { operators: ['='], facts: asset => dimension(asset, 'hasAlpha') }],
  ['createdBy', { operators: exact, facts: asset => (asset.kind === 'file' ? [uploader] : []) }],
]);

function dimension(asset: Asset, name: 'width' | 'height' | 'hasAlpha'): readonly QueryValue[] {
  return asset.kind === 'file' && asset.isImage ? one(asset.dimensions?.[name]) : [];
}

function one(value: QueryValue | undefined): readonly QueryValue[] {
  return value === undefined ? [] : [value];
}

/** The moment of an ISO 8601 date, of which a day alone means its first moment in UTC, or of an age such as `7d`. */
function moment(value: QueryValue, now: number): number {
  const text = String(value);
  const [, count, unit = ''] = /^(\d+)([hdwmy])$/.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (ages[unit] ?? 0);
  const isDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text);
  // without a zone it would be this computer's time
  const date = isDate ? Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$|^[^T]*$/.test(text) ? text : `${text}Z`) : NaN;
  if (Number.isNaN(date)) throw new QueryProblem(`${text} is not a date such as "2024-01-31" or "7d".`);
  return date;
}

const hour = 3_600_000;
// how long a month and a year are is not documented
const ages: Readonly<Record<string, number>> = { h: hour, d: 24 * hour, w: 168 * hour, m: 30 * 24 * hour, y: 365 * 24 * hour };

/** Bytes of a size: a number, or a text such as `10kb` or `1.5mb`. That a kilobyte is 1024 bytes is a choice. */
function bytes(value: QueryValue): number {
  return quantity(value, { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }, 'a size such as 1024, "10kb" or "1mb"');
}

/** Seconds of a duration: a number, or a text such as `30sec`, `1.5min`, `2hr`. */
function seconds(value: QueryValue): number {
  return quantity(value, { s: 1, sec: 1, m: 60, min: 60, h: 3600, hr: 3600 }, 'a duration such as 30, "30sec" or "1.5min"');
}

function plainNumber(value: QueryValue): number {
  return quantity(value, {}, 'a number');
}

function quantity(value: QueryValue, units: Readonly<Record<string, number>>, wanted: string): number {
  if (typeof value === 'number') return value;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(String(value)) ?? [];
  const factor = unit === '' ? 1 : new Map(Object.entries(units)).get(unit.toLowerCase());
  if (number === undefined || factor === undefined) throw new QueryProblem(`${String(value)} is not ${wanted}.`);
  return Number(number) * factor;
}
