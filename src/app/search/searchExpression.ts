import type { MediaType } from '../../core/model/file';

/** What Find Files was asked for: a file is found for which every term holds. */
export interface SearchExpression {
  readonly terms: readonly SearchTerm[];
  /** In the service's own language, and beside the terms. */
  readonly native?: string;
  /** What could not be read; none of it is among the terms. */
  readonly problems: readonly SearchTextProblem[];
}

export type SearchTerm = SearchCondition & {
  /** The condition must not hold. */
  readonly negated: boolean;
};

export type SearchCondition =
  /** The name has this at a word's beginning, whatever its case. */
  | { readonly kind: 'word'; readonly text: string }
  /** One at least of these is among the file's own tags, as it is spelt. */
  | { readonly kind: 'tag'; readonly anyOf: readonly string[] }
  /** The file has no tag of its own. */
  | { readonly kind: 'untagged' }
  | { readonly kind: 'type'; readonly anyOf: readonly MediaType[] }
  /** The file lies in this folder or below it. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'changed'; readonly since: Since };

/** A day, or an age that is counted from the moment of the search. */
export type Since = { readonly day: string } | { readonly amount: number; readonly unit: AgeUnit };

export type AgeUnit = keyof typeof unitMs;

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const unitMs = { h: hourMs, d: dayMs, w: 7 * dayMs, m: 30 * dayMs, y: 365 * dayMs } as const;

/** Where in the text something is that can't be meant so, and what. */
export interface SearchTextProblem {
  readonly start: number;
  readonly end: number;
  readonly kind: 'unknownQualifier' | 'noValue' | 'notAType' | 'notADate' | 'openQuote' | 'negatedNative';
  /** The part of the text that it is about. */
  readonly text: string;
}

/** The words before a colon, with what `untagged` is beside them. */
export const qualifiers = ['tag', 'type', 'in', 'changed', 'native'] as const;

export type Qualifier = (typeof qualifiers)[number];

export function isQualifier(text: string): text is Qualifier {
  return (qualifiers as readonly string[]).includes(text);
}

/** Whether anything is asked for at all. */
export function isEmptyExpression({ terms, native }: SearchExpression): boolean {
  return terms.length === 0 && native === undefined;
}

/** ms since 1970. A day begins in UTC, as services count it. */
export function sinceMs(since: Since, now: number): number {
  return 'day' in since ? Date.parse(since.day) : now - since.amount * unitMs[since.unit];
}

/** undefined for what is neither a day (`2026-01-31`) nor an age (`7d`). */
export function parseSince(text: string): Since | undefined {
  const age = /^(\d{1,4})([hdwmy])$/i.exec(text);
  if (age?.[1] !== undefined && age[2] !== undefined) return { amount: Number(age[1]), unit: age[2].toLowerCase() as AgeUnit };
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDay ? { day: text } : undefined;
}
