import type { Account } from './account';
import { touched } from './breaches';
import { type Disagreement, disagreement } from './disagreement';
import { type Deed, type FileHistory, hasTouched, storyOf } from './history';
import { isAgainstOurWord, mayBeBehindSince, mayBeOurWord } from './ownWord';
import type { RunTruth } from './runTruth';
import { isMeant, minus, none, same, type Tags, unwantedOf, wantedOf } from './tags';

export const outcomes = ['changed', 'unchanged', 'missing', 'failed', 'unknown', 'notSent'] as const;

export type Outcome = (typeof outcomes)[number];

/** What a ledger says of one file. */
export interface Claim {
  readonly id: string;
  readonly outcome: Outcome;
  readonly before?: Tags | undefined;
  readonly after?: Tags | undefined;
  /** How `after` is known. */
  readonly source?: 'computed' | 'answered' | 'read' | undefined;
  readonly drifted?: boolean | undefined;
  /** Tags that it says the service would not take again. */
  readonly unrestored?: Tags | undefined;
  readonly code?: string | undefined;
}

export interface LedgerClaims {
  readonly files: readonly Claim[];
  /** Undefined where it is only a part of a ledger. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  readonly stopped: boolean;
  readonly hasEnded?: boolean;
}

/** What a ledger says that is not so. */
export function* untruthsOf(run: RunTruth, ledger: LedgerClaims, account: Account): Generator<Disagreement> {
  yield* untruthsOfSums(run, ledger);
  for (const claim of ledger.files) {
    const file = account.files.get(claim.id);
    const told = judge(claim, run, file, account, ledger.stopped);
    if (told === undefined) continue;
    const { before, after, source, drifted, code } = claim;
    const { sends, doubts, refusals, blindReads } = run.doing(claim.id);
    const is = file?.at(run.endedAt);
    yield disagreement(`${run.kind}: called ${claim.outcome}, ${told}`, `${run.label} ${claim.id}`, {
      ...{ wanted: run.editOf(claim.id), is, before, after, source, drifted, code },
      ...{ sends, doubts, refusals, blindReads, story: storyOf(file) },
    });
  }
}

function* untruthsOfSums(run: RunTruth, { files, counts }: LedgerClaims): Generator<Disagreement> {
  const ids = new Set<string>();
  const sums: Record<string, number> = {};
  for (const { id, outcome } of files) {
    ids.add(id);
    sums[outcome] = (sums[outcome] ?? 0) + 1;
    if (!run.ids.has(id)) yield disagreement('the ledger has a stranger', `${run.label} ${id}`);
  }
  if (!counts) return;
  if (ids.size !== files.length || ids.size !== run.ids.size)
    yield disagreement('not one outcome a file', run.label, { targets: run.ids.size, outcomes: files.length, files: ids.size });
  for (const outcome of outcomes)
    if ((counts[outcome] ?? 0) !== (sums[outcome] ?? 0))
      yield disagreement('the counts are not those of the files', run.label, {
        outcome,
        counted: counts[outcome],
        are: sums[outcome],
      });
}

/** What a run's journal says of its files otherwise than the run has said in the end. Of one without an end it may know less. */
export function* untruthsOfRecord(
  run: RunTruth,
  { files, hasEnded }: LedgerClaims,
  told: ReadonlyMap<string, Claim> | undefined,
): Generator<Disagreement> {
  if (!hasEnded || !told) return;
  for (const claim of files) {
    const { outcome, before, after } = claim;
    const said = told.get(claim.id);
    const isSame =
      said?.outcome === outcome && same(said.before ?? none, before ?? none) && same(said.after ?? none, after ?? none);
    if (isSame) continue;
    yield disagreement('the journal says other than the run', `${run.label} ${claim.id}`, { outcome, before, after, said });
    return;
  }
}

/** In words what is wrong with a claim; undefined where it is true, or where it can't be known better. */
function judge(
  claim: Claim,
  run: RunTruth,
  file: FileHistory | undefined,
  account: Account,
  stopped: boolean,
): string | undefined {
  const doings = run.doings.get(claim.id);
  const sends = doings?.sends ?? 0;
  if (claim.outcome === 'notSent') {
    if (sends > 0 && (doings?.doubts ?? 0) > 0) return 'but what was sent may have come';
    if (doings?.deeds.some(deed => deed.at <= run.endedAt)) return 'but was changed';
    return stopped || claim.code !== undefined ? undefined : 'for no reason';
  }
  if (!file)
    return claim.outcome === 'missing' || claim.outcome === 'unknown' || claim.outcome === 'failed' ? undefined : 'but never was';
  const { preparedAt: from, endedAt: to } = run;
  const is = file.at(to);
  if (claim.outcome === 'missing') return file.everHad(undefined, from, to) ? undefined : 'but is there';
  const troubles = (doings?.doubts ?? 0) + (doings?.blindReads ?? 0) + run.cuts + Number(run.isTakenUp);
  if (claim.outcome === 'unknown' && troubles === 0) return 'for no reason';
  // what became of the tags of a file that is gone can't be seen
  if (is === undefined) return undefined;
  const own = (doings?.deeds ?? []).filter(deed => deed.at <= to);
  const behindMs = from - mayBeBehindSince(claim, run, file, account);
  if (isShared(file, from - behindMs, to) || isTakenUpLater(file, run)) return judgeShared(claim, run, file, account, behindMs);
  const before = own[0]?.before ?? is;
  const isAsWanted = isWanted(claim, is, before, run, file, account);
  const isMistaken = claim.before !== undefined && !same(claim.before, before);
  if (isMistaken && !mayBeOurWord(claim.before ?? none, run, file, account)) return 'with a wrong before';
  switch (claim.outcome) {
    case 'changed':
      if (!isMistaken && (own.length === 0 || same(before, is))) return 'but nothing was changed';
      if (!isAsWanted) return 'but is not as wanted';
      return claim.after && same(claim.after, is) ? undefined : 'with a wrong after';
    case 'unchanged':
      if (!isMistaken && own.length > 0) return 'but was changed';
      if (!isAsWanted) return 'but is not as wanted';
      return claim.after === undefined || same(claim.after, is) ? undefined : 'with a wrong after';
    case 'failed': {
      const wanted = run.wants(claim.id, before);
      if (!same(before, wanted) && same(is, wanted) && !isOthersToo(claim, run, file, account)) return 'but is as wanted';
      if ((doings?.refusals ?? 0) + troubles === 0 && !stopped && claim.code !== 'unfitTag') return 'for no reason';
      return claim.after === undefined || same(claim.after, is) ? undefined : 'with a wrong after';
    }
    case 'unknown':
      return undefined;
  }
}

/** Others were at the file as well, or a write of ours landed late: what they did can't be held against the ledger. */
function judgeShared(claim: Claim, run: RunTruth, file: FileHistory, account: Account, behindMs: number): string | undefined {
  const { preparedAt, endedAt: to } = run;
  const from = preparedAt - behindMs;
  const own = run.doings.get(claim.id)?.deeds ?? [];
  const inTime = own.filter(deed => deed.at <= to);
  // what lands when it was given up changes what was read or answered a moment ago
  const lastAt = inTime.findLast(({ late }) => !late)?.at ?? from;
  const { before, after } = claim;
  if (before && !file.everHadEach(before, from, to) && !mayBeOurWord(before, run, file, account))
    return 'with a before that it never had';
  // where nothing was sent, it is what was read before
  const hadAfter = claim.source === undefined ? file.everHadEach(after ?? none, from, to) : file.everHad(after, lastAt, to);
  if (after && claim.source !== 'computed' && claim.outcome !== 'unknown' && !hadAfter)
    return 'with an after that it never had, and that is not said to be computed';
  const edit = run.editOf(claim.id);
  const theirs = (tag: string) => touched(file, run, tag, rootOf(run).preparedAt - behindMs);
  const isAsWanted = (tags: Tags) =>
    minus(wantedOf(edit), tags).every(tag => theirs(tag) || isToldUnrestored(claim, tag, account)) &&
    unwantedOf(edit).every(tag => !tags.includes(tag) || theirs(tag));
  switch (claim.outcome) {
    case 'changed':
      return file.ever(isAsWanted, lastAt, to) ? undefined : 'but never was as wanted';
    case 'unchanged':
      if (!areTheirs(inTime, file, from)) return 'but was changed';
      // one that had none of the old names for a while is none of a rename's
      return file.ever(tags => isAsWanted(tags) || !isMeant(edit, tags), from, to) ? undefined : 'but never was as wanted';
    default:
      return undefined;
  }
}

/**
 * Whether all that the run did was to tags that a colleague, or a write that was given up, had changed since: what one gives in the moment before our write takes it
 * neither a search that lags nor an answer without tags tells.
 */
export function areTheirs(deeds: readonly Deed[], file: FileHistory, since: number): boolean {
  return deeds.every(({ at, before = none, after: left = none, late }) => {
    if (late) return true;
    const isTheirs = (tag: string) =>
      file.deeds.some(one => (one.late || one.by === 'colleague') && one.at >= since && one.at <= at && hasTouched(one, tag));
    return [...minus(before, left), ...minus(left, before)].every(isTheirs);
  });
}

/** Of a tag that others had a hand in as well, while the run that is followed went on, it can't be said whose it is. */
function isWanted(claim: Claim, is: Tags, before: Tags, run: RunTruth, file: FileHistory, account: Account): boolean {
  const wanted = run.wants(file.id, before).filter(tag => is.includes(tag) || !isToldUnrestored(claim, tag, account));
  if (same(is, wanted)) return true;
  if (!run.of) return false;
  const since = rootOf(run).preparedAt - account.lagMs;
  return [...minus(is, wanted), ...minus(wanted, is)].every(
    tag => touched(file, run, tag, since) || isAgainstOurWord(file, rootOf(run), tag, account),
  );
}

/** Whether others had a hand in a tag of what a run takes back: the run may have thought it its own. */
function isOthersToo(
  { before = none, after: left = none }: Claim,
  run: RunTruth,
  file: FileHistory,
  { lagMs }: Account,
): boolean {
  if (!run.of) return false;
  const since = rootOf(run).preparedAt - lagMs;
  // nor can it be said what it has to give back of a file that may or may not have been written
  return run.takesBackDoubts(file.id) || [...before, ...left].some(tag => touched(file, run, tag, since));
}

/** What a service would not take again can't be put back: then the ledger has to name it. */
function isToldUnrestored({ unrestored }: Claim, tag: string, { options }: Account): boolean {
  return unrestored?.includes(tag) === true && options.isStubborn(tag);
}

function rootOf(run: RunTruth): RunTruth {
  return run.of ? rootOf(run.of) : run;
}

/** Whether a colleague came to the file in the time, or a write that was given up. */
export function isShared(file: FileHistory, from: number, to: number): boolean {
  for (let index = file.deeds.length - 1; index >= 0; index--) {
    const { at, by, late } = file.deeds[index]!;
    if (at < from) return false;
    if (at <= to && (late || by === 'colleague')) return true;
  }
  return false;
}

/** Whether other runs came to the file before this one was taken up again. */
export function isTakenUpLater(file: FileHistory, run: RunTruth): boolean {
  return run.isTakenUp && file.deeds.some(({ at, by }) => by !== run && at >= run.preparedAt && at <= run.endedAt);
}
