import type { PlanSummary } from './planSummary';

/** When a person is asked before a job is carried out. */
export const confirmPolicies = ['always', 'large', 'destructive', 'never'] as const;

export type ConfirmPolicy = (typeof confirmPolicies)[number];

/** So many files, and no more, are a small job: it begins without a question, and its progress stays out of the way. */
export const smallJobFiles = 10;

/** Pure: whether to ask. `large`: more than a small job, and whatever overwrites tags that were never named. */
export function needsConfirmation(
  policy: ConfirmPolicy,
  { overwrites, files, changing }: Pick<PlanSummary, 'overwrites' | 'files' | 'changing'>,
): boolean {
  if (changing === 0) return false;
  switch (policy) {
    case 'always':
      return true;
    case 'large':
      return overwrites || files > smallJobFiles;
    case 'destructive':
      return overwrites;
    case 'never':
      return false;
  }
}
