import { type Disagreement, disagreement } from './disagreement';
import { type Deed, type FileHistory, storyOf } from './history';
import { isAgainstOurWord } from './ownWord';
import { renameBreaches } from './renames';
import type { RunTruth } from './runTruth';
import { minus, none, type Tags } from './tags';

export interface Circumstances {
  readonly lagMs: number;
  readonly freshMs: number;
  /** The file was written as a whole. */
  readonly isWhole: boolean;
  readonly sentAt: number;
  /** The last look at the file's own address before. */
  readonly lookedAt: number;
}

/**
 * What a run did to a file that it had not been asked for: tags taken or given. Unavoidable is this alone: a file written as a
 * whole loses what came between the last look and the write, and of a tag that a colleague had a hand in as well it can't be
 * said whose it is.
 */
export function* breachesOf(deed: Deed, run: RunTruth, file: FileHistory, at: Circumstances): Generator<Disagreement> {
  const lost = minus(deed.before ?? none, deed.after ?? none);
  const gained = minus(deed.after ?? none, deed.before ?? none);
  const { gives, takes } = run.scopeOf(file.id);
  const mayTake = takes === 'confirmed' ? confirmedOf(run, file, at.lagMs) : takes;
  const wrong = [
    { kind: `${run.kind} takes a tag that it was not asked to take`, tags: minus(lost, mayTake) },
    { kind: `${run.kind} gives a tag that it was not asked to give`, tags: minus(gained, gives) },
  ];
  yield* renameBreaches(deed, run, file, firstOf(run).preparedAt - at.lagMs);
  if (wrong.every(({ tags }) => tags.length === 0)) return;
  const { lookedAt } = at;
  const isRace = at.isWhole && lookedAt >= at.sentAt - at.freshMs;
  // what a retry of an undo goes back to is the first run's image
  const since = (run.of ? firstOf(run.of).preparedAt : Infinity) - at.lagMs;
  for (const { kind, tags } of wrong) {
    const unexcused = tags.filter(
      tag =>
        !(isRace && touched(file, run, tag, lookedAt)) &&
        !(run.of && (touched(file, run, tag, since) || isAgainstOurWord(file, firstOf(run), tag, at))),
    );
    if (unexcused.length === 0) continue;
    const confirmed = takes === 'confirmed' ? mayTake : undefined;
    const facts = { tags: unexcused, isWhole: at.isWhole, late: deed.late, before: deed.before, after: deed.after, confirmed };
    yield disagreement(kind, `${run.label} ${file.id}`, { ...facts, story: storyOf(file) });
  }
}

/**
 * What a replace or a clear may take of a file: what a person was shown of it. Where nothing is asked, whatever it had between the
 * reading and the run's last look at it.
 */
function confirmedOf(run: RunTruth, file: FileHistory, lagMs: number): Tags {
  if (run.confirmed) return run.confirmed(file.id) ?? none;
  return file.allBetween(run.preparedAt - lagMs, run.doing(file.id).lastLook);
}

/** Whether another than the run, and than what the run follows, changed the tag since. */
export function touched(file: FileHistory, run: RunTruth, tag: string, since: number): boolean {
  return file.deeds.some(({ at, by, before, after, late }) => {
    if (at < since || (by === run && !late)) return false;
    if (by !== 'colleague' && !late && run.follows(by)) return false;
    return (before ?? none).includes(tag) !== (after ?? none).includes(tag);
  });
}

function firstOf(run: RunTruth): RunTruth {
  return run.of ? firstOf(run.of) : run;
}
