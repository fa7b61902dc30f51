import type { Digest } from './digest';

/** When a person is asked before a job is carried out. */
export const askingTimes = ['always', 'large', 'destructive', 'never'] as const;

export type AskingTime = (typeof askingTimes)[number];

/** So many files, and no more, are a handful: nobody is asked, and progress stays in the status bar. */
export const handful = 10;

/** Pure. `large`: more than a handful, and whatever overwrites tags that nobody named. */
export function mustAsk(
  when: AskingTime,
  { overwrites, files, changing }: Pick<Digest, 'overwrites' | 'files' | 'changing'>,
): boolean {
  if (changing === 0) return false;
  switch (when) {
    case 'always':
      return true;
    case 'large':
      return overwrites || files > handful;
    case 'destructive':
      return overwrites;
    case 'never':
      return false;
  }
}
