import { language, t } from './l10n';

/** When something was, as short as it is clear for the whole of that day: 14:05, Yesterday 14:05, 20 Nov, 20 Nov 2025. */
export function shortTime(at: number, now: number, timeZone?: string): string {
  const format = (options: Intl.DateTimeFormatOptions, date = at) =>
    new Intl.DateTimeFormat(language(), { ...options, ...(timeZone !== undefined && { timeZone }) }).format(date);
  const day = (date: number) => format({ dateStyle: 'short' }, date);
  const clock = format({ timeStyle: 'short' });
  if (day(at) === day(now)) return clock;
  if (day(at) === day(now - dayMs)) return t('Yesterday {0}', clock);
  const isThisYear = format({ year: 'numeric' }) === format({ year: 'numeric' }, now);
  return format({ day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) });
}

/** The whole of it. */
export function longTime(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** 2 s, 3 min, 1 h 20 min; never less than a second. */
export function durationInWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return t('{0} s', seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('{0} min', minutes);
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? t('{0} h', hours) : t('{0} h {1} min', hours, minutes % 60);
}

const dayMs = 24 * 60 * 60_000;
