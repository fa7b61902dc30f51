import type { Account } from './account';
import { type FileHistory, hasTouched } from './history';
import type { RunTruth } from './runTruth';
import type { Tags } from './tags';
import type { Claim } from './verdicts';

/** How long a search is taken to be behind what we wrote ourselves. */
const ownWordMs = 5 * 60_000;
/** Of so many files each can be looked at by itself. */
const fewFiles = 100;

/**
 * Since when a colleague may have come without a ledger's knowing it. How far a search lags is not known. Of a few files that it shows
 * otherwise than our own writes left them each is looked at; of many a run's word holds for some minutes after its end, whatever others
 * did while it went on, and what follows from it is called computed.
 */
export function mayBeBehindSince(
  { source, outcome }: Pick<Claim, 'source' | 'outcome'>,
  run: RunTruth,
  file: FileHistory,
  { lagMs }: Pick<Account, 'lagMs'>,
): number {
  const since = run.preparedAt - lagMs;
  const isComputed = source === 'computed' || (source === undefined && outcome !== 'changed');
  if (run.ids.size <= fewFiles || !isComputed) return since;
  const word = run.preparedAt - ownWordMs;
  const spoken = file.deeds.flatMap(({ by }) => (by !== 'colleague' && by !== run && by.endedAt >= word ? [by.preparedAt] : []));
  return Math.min(since, word, ...spoken);
}

/** Whether tags before a run are those that runs before it left of one of many files, for all that could be known without a look. */
export function mayBeOurWord(before: Tags, run: RunTruth, file: FileHistory, account: Pick<Account, 'lagMs'>): boolean {
  const since = beliefSince(run, file, account);
  return since < run.preparedAt - account.lagMs && file.everHadEach(before, since, run.endedAt);
}

/**
 * Whether a colleague had a hand in a tag while a run of ours was taken at its word: what a run believed to have found is what its undo
 * goes back to.
 */
export function isAgainstOurWord(file: FileHistory, run: RunTruth, tag: string, account: Pick<Account, 'lagMs'>): boolean {
  const since = beliefSince(run, file, account);
  return file.deeds.some(deed => deed.by === 'colleague' && deed.at >= since && hasTouched(deed, tag));
}

/** Of what a run took for the tags before it. */
function beliefSince(run: RunTruth, file: FileHistory, account: Pick<Account, 'lagMs'>): number {
  return mayBeBehindSince({ source: 'computed', outcome: 'changed' }, run, file, account);
}
