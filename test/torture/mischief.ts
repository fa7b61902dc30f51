/** What a server does to a request instead of answering it well. */
export const mischiefs = [
  'rateLimited',
  'serverError',
  'dropBefore',
  'dropAfter',
  'hang',
  'half',
  'nonsenseBefore',
  'nonsenseAfter',
  'short',
  'namelessMissing',
  'partial',
  'signedOut',
] as const;

export type Mischief = (typeof mischiefs)[number];

export interface MischiefPlan {
  /** Of all requests, 0 to 1. */
  readonly rate: number;
  readonly random: () => number;
  /** Files on which every write fails, each for itself. */
  readonly refused: ReadonlySet<string>;
  /** Whether a 404 says which files are missing. */
  readonly namesMissing: boolean;
  /** From this write on no credentials are good. */
  readonly signedOutAt: number;
}

export const peace: MischiefPlan = { rate: 0, random: () => 1, refused: new Set(), namesMissing: true, signedOutAt: Infinity };

/** Each kind weighs as much as its neighbours, but for those that cost time. */
export function nextMischief({ rate, random }: MischiefPlan): Mischief | undefined {
  if (random() >= rate) return undefined;
  const dice = random();
  if (dice < 0.003) return 'hang';
  const common = [
    'rateLimited',
    'serverError',
    'dropBefore',
    'dropAfter',
    'half',
    'nonsenseBefore',
    'nonsenseAfter',
    'short',
  ] as const;
  return common[Math.floor(random() * common.length)];
}
