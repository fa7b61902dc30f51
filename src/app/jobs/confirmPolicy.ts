import type { PlanSummary } from './planSummary';

/** When a person is asked before a job is carried out: the values of the setting. */
export const confirmPolicies = ['always', 'moreThan10', 'replaceOrClear', 'never'] as const;

export type ConfirmPolicy = (typeof confirmPolicies)[number];

/** Pure: what a value of the setting means; names of earlier versions are understood, and what is no name is the default. */
export function confirmPolicyOf(value: unknown): ConfirmPolicy {
  if (value === 'destructive') return 'replaceOrClear';
  return confirmPolicies.find(policy => policy === value) ?? 'moreThan10';
}

/** So many files, and no more, are a small job: it begins without a question, and its progress stays out of the way. */
export const smallJobFiles = 10;

/** Pure: whether so much is lost, and never named, or anything for good, that a habitual Enter must not do it. */
export function losesMuch(summaries: readonly Pick<PlanSummary, 'overwrites' | 'unrestorable' | 'changing'>[]): boolean {
  const changing = summaries.reduce((sum, summary) => sum + summary.changing, 0);
  const isLarge = changing > smallJobFiles;
  return summaries.some(({ overwrites, unrestorable }) => (overwrites && isLarge) || unrestorable.length > 0);
}

/** Pure: whether to ask. `moreThan10`: more than a small job, and whatever overwrites tags that were never named or can't be put back. */
export function needsConfirmation(
  policy: ConfirmPolicy,
  { overwrites, unrestorable, files, changing }: Pick<PlanSummary, 'overwrites' | 'unrestorable' | 'files' | 'changing'>,
): boolean {
  if (changing === 0) return false;
  const isDestructive = overwrites || unrestorable.length > 0;
  switch (policy) {
    case 'always':
      return true;
    case 'moreThan10':
      return isDestructive || files > smallJobFiles;
    case 'replaceOrClear':
      return isDestructive;
    case 'never':
      return false;
  }
}
