import type { PlanSummary } from './planSummary';

/** When a person is asked before a job is carried out. */
export const confirmPolicies = ['always', 'large', 'destructive', 'never'] as const;

export type ConfirmPolicy = (typeof confirmPolicies)[number];

/** So many files, and no more, are a handful: nobody is asked, and progress stays in the status bar. */
export const smallJobFiles = 10;

/** Pure. `large`: more than a handful, and whatever overwrites tags that nobody named. */
export function needsConfirmation(
  when: ConfirmPolicy,
  { overwrites, files, changing }: Pick<PlanSummary, 'overwrites' | 'files' | 'changing'>,
): boolean {
  if (changing === 0) return false;
  switch (when) {
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
