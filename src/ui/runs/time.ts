import type { Translator } from './report';

export interface TimeOptions {
  /** ms since 1970. */
  readonly now: number;
  /** BCP 47. */
  readonly language: string;
  readonly l10n: Translator;
  /** The computer's own unless told. */
  readonly timeZone?: string;
}

/** Pure: when something was, as short as it is clear for the whole of that day: 14:05, Yesterday 14:05, 20 Nov, 20 Nov 2025. */
export function shortTime(at: number, { now, language, l10n, timeZone }: TimeOptions): string {
  const format = (options: Intl.DateTimeFormatOptions, date = at) =>
    new Intl.DateTimeFormat(language, { ...options, ...(timeZone !== undefined && { timeZone }) }).format(date);
  const day = (date: number) => format({ dateStyle: 'short' }, date);
  const clock = format({ timeStyle: 'short' });
  if (day(at) === day(now)) return clock;
  if (day(at) === day(now - dayMs)) return l10n.t('Yesterday {0}', clock);
  const isThisYear = format({ year: 'numeric' }) === format({ year: 'numeric' }, now);
  return format({ day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) });
}

/** Pure: the whole of it. */
export function longTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

const dayMs = 24 * 60 * 60_000;
