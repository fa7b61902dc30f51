import type { Account } from './account';
import { type Disagreement, disagreement } from './disagreement';
import { type Deed, type FileHistory, hasTouched, storyOf } from './history';
import { isAgainstOurWord, mayBeBehindSince } from './ownWord';
import { netOf, type RunTruth } from './runTruth';
import { minus } from './tags';
import { areTheirs, type Claim, isTakenUpLater, type LedgerClaims } from './verdicts';

/** Drift that an undo names wrongly, or not at all. */
export function* untruthsOfUndo(
  undo: RunTruth,
  { files }: LedgerClaims,
  account: Account,
  left: (id: string) => Claim | undefined,
): Generator<Disagreement> {
  const run = undo.of;
  if (undo.kind !== 'undo' || !run) return;
  for (const claim of files) {
    const file = account.files.get(claim.id);
    const told = file && judgeDrift(claim, undo, run, file, account, left(claim.id));
    if (told === undefined) continue;
    const { before, after, outcome } = claim;
    const facts = { outcome, before, after, left: left(claim.id)?.after, leftAs: left(claim.id)?.outcome, story: storyOf(file) };
    yield disagreement(`undo: ${told}`, `${undo.label} ${claim.id}`, facts);
  }
}

/** Files that a run changed and that its undo does not think of. */
export function* leftOut(undo: RunTruth, account: Account): Generator<Disagreement> {
  const run = undo.of;
  if (undo.kind !== 'undo' || !run) return;
  for (const id of changedBy(run, account, undo.preparedAt))
    if (!undo.ids.has(id) && !isCrossed(id, run, account))
      yield disagreement('undo leaves out a file that was changed', `${undo.label} ${id}`, {
        story: storyOf(account.files.get(id)),
      });
}

/** Whether a run was taken up again when others had been at a file: what of its tags is whose can't be said any more. */
export function isCrossed(id: string, run: RunTruth, { files }: Account): boolean {
  const file = files.get(id);
  return file !== undefined && run.doings.has(id) && isTakenUpLater(file, run);
}

/**
 * Files whose tags are not what they were before the run, because of it. What lands after the run has ended can't be known, though
 * a later try was answered, nor of tags that a colleague gave right before, or took of many files that had them by our own word.
 */
export function* changedBy(run: RunTruth, account: Account, at: number): Generator<string> {
  for (const [id, doings] of run.doings) {
    const deeds = doings.deeds.filter(deed => !deed.late || deed.at <= run.endedAt);
    const file = account.files.get(id);
    const tags = file?.at(at);
    if (!file || !tags || areTheirs(deeds, file, run.preparedAt - account.lagMs)) continue;
    const { gained, lost } = netOf(deeds.filter(deed => deed.at <= at));
    const stands = [...gained.filter(tag => tags.includes(tag)), ...lost.filter(tag => !tags.includes(tag))];
    const isOurs = (tag: string) => deeds.some(deed => deed === lastToTouch(file, tag, at));
    if (stands.some(tag => isOurs(tag) && !isAgainstOurWord(file, run, tag, account))) yield id;
  }
}

/** What others took, and others gave again, is no longer the first one's. */
function lastToTouch(file: FileHistory, tag: string, time: number): Deed | undefined {
  return file.deeds.findLast(deed => deed.at <= time && hasTouched(deed, tag));
}

function judgeDrift(
  claim: Claim,
  undo: RunTruth,
  run: RunTruth,
  file: FileHistory,
  account: Account,
  left: Claim | undefined,
): string | undefined {
  const since = Math.min(run.preparedAt - account.lagMs, mayBeBehindSince(claim, undo, file, account));
  const strangers = file.deeds.filter(
    ({ at, by, late }) => at >= since && at <= undo.endedAt && (late || (by !== undo && by !== run)),
  );
  if (claim.drifted) return strangers.length === 0 ? 'drifted, but no colleague was there' : undefined;
  if (claim.outcome !== 'changed' && claim.outcome !== 'unchanged') return undefined;
  const look = undo.doings.get(claim.id)?.lookBefore;
  const lastOwn = undo.deedsTakenBack(claim.id).at(-1);
  if (look === undefined || look === 'search' || !look.tags || !lastOwn?.after || !left?.after) return undefined;
  const isStrange = (tag: string) => !undo.mayHaveTouched(file.id, tag);
  const shown = look.tags;
  const isOdd = [lastOwn.after, left.after].every(tags => [...minus(shown, tags), ...minus(tags, shown)].some(isStrange));
  return isOdd && strangers.some(({ by, at }) => by === 'colleague' && at < look.at)
    ? 'not drifted, but a colleague was there'
    : undefined;
}
