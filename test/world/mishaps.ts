import { type Chance, oneOf } from './chance';

/** What may become of a request to write, beside being answered well. */
export const writeMishaps = [
  /** 429, with a wait named, named as nothing, or not named. */
  'rateLimited',
  /** A wait that no one can want. */
  'rateLimitedForEver',
  'serverErrorBefore',
  'serverErrorAfter',
  'lostBefore',
  'lostAfter',
  /** The answer is lost, and the write comes later. */
  'lostLate',
  'timeoutBefore',
  'timeoutAfter',
  'timeoutLate',
  /** A page in between, of status 200. */
  'pageBefore',
  'pageAfter',
  /** A 404 that is not so: from a gateway, or with a list of files that are there. */
  'lyingMissing',
  'lyingMissingList',
  'partial',
  'unmentioned',
] as const;

export type WriteMishap = (typeof writeMishaps)[number];

/** What may become of a request to read. */
export const readMishaps = [
  'readRateLimited',
  'readServerError',
  'readLost',
  'readTimeout',
  'readPage',
  'readUnseen',
  'readTagless',
] as const;

export type ReadMishap = (typeof readMishaps)[number];

export type Mishap = WriteMishap | ReadMishap;

/** How often each comes, 0 to 1 of all requests. */
export type MishapRates = Readonly<Partial<Record<Mishap, number>>>;

/** A third of the worlds is kind, most have a few troubles, and some have all of them. */
export function randomRates(chance: Chance): MishapRates {
  const mood = chance();
  if (mood < 0.25) return {};
  const many = mood > 0.85;
  const rates: Partial<Record<Mishap, number>> = {};
  for (const mishap of [...writeMishaps, ...readMishaps]) {
    if (!many && chance() < 0.75) continue;
    rates[mishap] = oneOf(chance, [0.005, 0.02, 0.1]) * (many ? 0.3 : 1);
  }
  return rates;
}

export function mishapOf<Kind extends Mishap>(chance: Chance, rates: MishapRates, kinds: readonly Kind[]): Kind | undefined {
  let dice = chance();
  for (const kind of kinds) {
    dice -= rates[kind] ?? 0;
    if (dice < 0) return kind;
  }
  return undefined;
}
