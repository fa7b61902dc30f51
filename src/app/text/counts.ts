import type { Counts, Outcome } from '../../core/model/ledger';
import { language, number, t } from './l10n';
import { quoted } from './message';

export function filesInWords(files: number): string {
  return files === 1 ? t('1 file') : t('{0} files', number(files));
}

/** Names of a few tags; the number of more. Without any: no tags. */
export function tagsInWords(tags: readonly string[]): string {
  if (tags.length === 0) return t('no tags');
  if (tags.length > 3) return t('{0} tags', number(tags.length));
  return tags.map(quoted).join(', ');
}

/** How many files have a tag. @param areAll whether all that could have it are known, and not only those that were seen so far */
export function taggedFilesText(files: number, areAll: boolean): string {
  return areAll ? filesInWords(files) : t('{0} or more', filesInWords(files));
}

/** Each outcome that occurred, in plain words: 34 changed, 3 unchanged, 1 missing. */
export function countsInWords(counts: Counts): string {
  const words: Readonly<Record<Outcome, (count: string) => string>> = {
    changed: count => t('{0} changed', count),
    unchanged: count => t('{0} unchanged', count),
    missing: count => t('{0} missing', count),
    failed: count => t('{0} failed', count),
    unknown: count => t('{0} unknown', count),
    notSent: count => t('{0} not sent', count),
  };
  const parts = (Object.keys(words) as Outcome[]).flatMap(outcome =>
    counts[outcome] > 0 ? [words[outcome](number(counts[outcome]))] : [],
  );
  return parts.join(', ');
}

/** An outcome as a heading. */
export function outcomeTitle(outcome: Outcome): string {
  switch (outcome) {
    case 'changed':
      return t('Changed');
    case 'unchanged':
      return t('Unchanged');
    case 'missing':
      return t('Missing');
    case 'failed':
      return t('Failed');
    case 'unknown':
      return t('Unknown');
    case 'notSent':
      return t('Not sent');
  }
}

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
