import type { Value } from './expression';
import { QueryProblem } from './problem';

/** Bytes of a size: a number, or a text such as `10kb` or `1.5mb`. That a kilobyte is 1024 bytes is a choice. */
export function bytes(value: Value): number {
  return quantity(value, { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }, 'a size such as 1024, "10kb" or "1mb"');
}

/** Seconds of a duration: a number, or a text such as `30sec`, `1.5min`, `2hr`. */
export function seconds(value: Value): number {
  return quantity(value, { s: 1, sec: 1, m: 60, min: 60, h: 3600, hr: 3600 }, 'a duration such as 30, "30sec" or "1.5min"');
}

export function plainNumber(value: Value): number {
  return quantity(value, {}, 'a number');
}

/** The moment of an ISO 8601 date, of which a day alone means its first moment in UTC, or of an age such as `7d`. */
export function moment(value: Value, now: number): number {
  const [, count, unit] = /^(\d+)([hdwmy])$/.exec(String(value)) ?? [];
  if (count !== undefined && unit !== undefined) return now - Number(count) * (AGES[unit] ?? 0);
  const date = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(date)) throw new QueryProblem(`${String(value)} is not a date such as "2024-01-31" or "7d".`);
  return date;
}

const HOUR = 3_600_000;
// how long a month and a year are is not documented
const AGES: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 168 * HOUR, m: 30 * 24 * HOUR, y: 365 * 24 * HOUR };

function quantity(value: Value, units: Readonly<Record<string, number>>, wanted: string): number {
  if (typeof value === 'number') return value;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(String(value)) ?? [];
  const factor = unit === '' ? 1 : new Map(Object.entries(units)).get(unit?.toLowerCase() ?? '');
  if (number === undefined || factor === undefined) throw new QueryProblem(`${String(value)} is not ${wanted}.`);
  return Number(number) * factor;
}
