import { l10n } from 'vscode';
import type { Edit } from '../../core/model/edit';
import type { Outcome } from '../../core/model/ledger';
import type { RunHead } from '../../core/run/journal';

/** A run's edit in words: Add sale, summer. A run that follows from another one is named after that one. */
export function runTitle(
  { edit, origin }: Pick<RunHead, 'edit' | 'origin'>,
  find: (runId: string) => RunHead | undefined,
): string {
  if (origin.kind === 'edit') return editTitle(edit);
  const first = find(origin.of);
  if (origin.kind === 'retry') return first ? l10n.t('Retry: {0}', runTitle(first, find)) : l10n.t('Retry of an earlier run');
  if (!first) return l10n.t('Undo of an earlier run');
  // taking back what took something back does it once more
  if (first.origin.kind !== 'undo') return l10n.t('Undo: {0}', runTitle(first, find));
  const undone = find(first.origin.of);
  return undone ? l10n.t('Redo: {0}', runTitle(undone, find)) : l10n.t('Redo of an earlier run');
}

/** An outcome as a heading. */
export function outcomeTitle(outcome: Outcome): string {
  switch (outcome) {
    case 'changed':
      return l10n.t('Changed');
    case 'unchanged':
      return l10n.t('Already so');
    case 'missing':
      return l10n.t('Missing');
    case 'failed':
      return l10n.t('Failed');
    case 'unknown':
      return l10n.t('Unknown');
    case 'notSent':
      return l10n.t('Not sent');
  }
}

function editTitle(edit: Edit): string {
  switch (edit.kind) {
    case 'add':
      return l10n.t('Add {0}', named(edit.tags));
    case 'remove':
      return l10n.t('Remove {0}', named(edit.tags));
    case 'replace':
      return l10n.t('Replace with {0}', named(edit.tags));
    case 'clear':
      return l10n.t('Clear tags');
    case 'patch':
      return l10n.t('Change tags');
  }
}

function named(tags: readonly string[]): string {
  return tags.length > tagsNamed
    ? l10n.t('{0} and {1} more', tags.slice(0, tagsNamed).join(', '), tags.length - tagsNamed)
    : tags.join(', ');
}

const tagsNamed = 4;
