import { type Disagreement, disagreement } from './disagreement';
import { type Deed, type FileHistory, storyOf } from './history';
import type { RunTruth } from './runTruth';
import { minus, none } from './tags';

/** A look at a file's own address may be so old when the file is written as a whole. */
const freshMs = 10_000;

export interface Circumstances {
  readonly lagMs: number;
  /** The file was written as a whole. */
  readonly isWhole: boolean;
  readonly sentAt: number;
  /** The last look at the file's own address before. */
  readonly lookedAt: number;
}

/**
 * What a run did to a file that it had not been asked for: tags taken or given. Unavoidable is this alone: a file written as a
 * whole loses what came between the last look and the write, and of a tag that a colleague had a hand in as well nobody can
 * say whose it is.
 */
export function* breachesOf(deed: Deed, run: RunTruth, file: FileHistory, at: Circumstances): Generator<Disagreement> {
  const lost = minus(deed.before ?? none, deed.after ?? none);
  const gained = minus(deed.after ?? none, deed.before ?? none);
  const { gives, takes } = run.scopeOf(file.id);
  const mayTake = takes === 'confirmed' ? (run.confirmed(file.id) ?? none) : takes;
  const wrong = [
    { kind: `${run.kind} takes a tag that it was not asked to take`, tags: minus(lost, mayTake) },
    { kind: `${run.kind} gives a tag that it was not asked to give`, tags: minus(gained, gives) },
  ];
  if (wrong.every(({ tags }) => tags.length === 0)) return;
  const { lookedAt } = at;
  const isRace = at.isWhole && lookedAt >= at.sentAt - freshMs;
  const since = (run.of?.preparedAt ?? Infinity) - at.lagMs;
  for (const { kind, tags } of wrong) {
    const unexcused = tags.filter(
      tag => !(isRace && touched(file, run, tag, lookedAt)) && !(run.of !== undefined && touched(file, run, tag, since)),
    );
    if (unexcused.length === 0) continue;
    const confirmed = takes === 'confirmed' ? mayTake : undefined;
    const facts = { tags: unexcused, isWhole: at.isWhole, late: deed.late, before: deed.before, after: deed.after, confirmed };
    yield disagreement(kind, `${run.label} ${file.id}`, { ...facts, story: storyOf(file) });
  }
}

/** Whether another than the run, and than what the run follows, changed the tag since. */
export function touched(file: FileHistory, run: RunTruth, tag: string, since: number): boolean {
  return file.deeds.some(({ at, by, before, after, late }) => {
    if (at < since || (by === run && !late)) return false;
    if (by !== 'colleague' && !late && run.of !== undefined && isInChain(by, run.of)) return false;
    return (before ?? none).includes(tag) !== (after ?? none).includes(tag);
  });
}

function isInChain(one: RunTruth, run: RunTruth): boolean {
  return one === run || run.retries.some(retry => isInChain(one, retry));
}
