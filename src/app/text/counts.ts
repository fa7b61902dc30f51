import type { Counts, Outcome } from '../../core/model/ledger';
import { number, t } from './l10n';
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
