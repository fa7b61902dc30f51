import { endedEarly } from '../model/ledger';
import type { RunSummary } from './journal';

/**
 * Says of each run which one has taken it back. Of a run, what took it back and what did it once more, the last word counts, whichever
 * of them it was said of: that one stands, and so do those that say the same.
 */
export function withUndoings(summaries: readonly RunSummary[]): RunSummary[] {
  const runs = new Map(summaries.map(run => [run.runId, run]));
  // oldest first; what takes back comes after what it takes back, though they began in one millisecond
  const turns = summaries
    .filter(run => run.origin.kind === 'undo' && hasDone(run))
    .map(run => ({ run, ...undoChainOf(run, runs) }));
  turns.sort((left, right) => left.run.startedAt - right.run.startedAt || left.length - right.length);
  const lastWords = new Map(turns.map(turn => [turn.first, turn]));
  const undoOf = (run: RunSummary): RunSummary | undefined => {
    const { first, takesBack } = undoChainOf(run, runs);
    const last = lastWords.get(first);
    // a clock may be set back
    const isLater = last !== undefined && (run.runId === first || last.run.startedAt >= run.startedAt);
    if (isLater && last.takesBack !== takesBack) return last.run;
    // with a run is taken back what was tried again of it
    for (let tried = triedAgain(run, runs); tried; tried = triedAgain(tried, runs)) {
      const undo = undoOf(tried);
      if (undo && isWith(undo, run, tried, runs)) return undo;
    }
    return undefined;
  };
  return summaries.map(run => {
    const undo = undoOf(run);
    return undo ? { ...run, undoneBy: undo.runId } : run;
  });
}

/** What a run goes back to by undoing, over how many runs, and whether it takes that back or, as the undo of an undo, does it once more. */
export function undoChainOf(run: Related, runs: ReadonlyMap<string, Related>): UndoChain {
  let [first, length] = [run.runId, 0];
  for (let link: Related | undefined = run; link?.origin.kind === 'undo'; link = runs.get(first)) {
    first = link.origin.of;
    length++;
  }
  return { first, length, takesBack: length % 2 === 1 };
}

export interface UndoChain {
  readonly first: string;
  readonly length: number;
  readonly takesBack: boolean;
}

type Related = Pick<RunSummary, 'runId' | 'origin'>;

function triedAgain({ origin }: RunSummary, runs: ReadonlyMap<string, RunSummary>): RunSummary | undefined {
  return origin.kind === 'retry' ? runs.get(origin.of) : undefined;
}

/** Whether with a run its retry was taken back, too. An undo of a redo goes by what the first undo took with it. */
function isWith(undo: RunSummary, retry: RunSummary, tried: RunSummary, runs: ReadonlyMap<string, RunSummary>): boolean {
  for (let link: RunSummary | undefined = undo; link?.origin.kind === 'undo'; link = runs.get(link.origin.of))
    if (link.origin.of === tried.runId) return link.origin.retries?.includes(retry.runId) ?? link.startedAt >= retry.startedAt;
  return undo.startedAt >= retry.startedAt;
}

/** What a later run made of a run. */
export interface LaterRun {
  /** `continued`: it had ended early, and its rest was done. */
  readonly kind: 'undone' | 'retried' | 'continued';
  /** On so many files, where that can be told of this run alone. */
  readonly changed?: number;
}

/**
 * What later runs made of earlier ones, by the earlier one's id. A run that was itself taken back, or changed nothing, made nothing.
 * @param summaries newest first, with their undoings
 */
export function laterRuns(summaries: readonly RunSummary[]): ReadonlyMap<string, LaterRun> {
  const runs = new Map(summaries.map(run => [run.runId, run]));
  const later = new Map<string, LaterRun>();
  for (const { runId, undoneBy } of summaries) {
    if (undoneBy === undefined) continue;
    const undo = runs.get(undoneBy);
    const isOfIt = undo?.origin.kind === 'undo' && (undo.origin.of === runId || undoChainOf(undo, runs).first === runId);
    const changed = isOfIt ? (undo.ended?.counts.changed ?? 0) : 0;
    later.set(runId, { kind: 'undone', ...(changed > 0 && { changed }) });
  }
  for (const { origin, ended, undoneBy } of summaries) {
    const changed = ended?.counts.changed ?? 0;
    if (origin.kind !== 'retry' || changed === 0 || undoneBy !== undefined || later.has(origin.of)) continue;
    const isContinued = endedEarly(runs.get(origin.of)?.ended);
    later.set(origin.of, { kind: isContinued ? 'continued' : 'retried', changed });
  }
  return later;
}

/**
 * A run's retries, and theirs, that were not taken back by themselves; oldest first. What is still carried out is not among them: it
 * can be taken back when it has ended.
 */
export function retriesOf(runId: string, history: readonly RunSummary[]): readonly RunSummary[] {
  const own = history.filter(({ origin, undoneBy, isLaterVersion, ended, isCutOff }) => {
    const isOver = ended !== undefined || isCutOff;
    return origin.kind === 'retry' && origin.of === runId && isOver && undoneBy === undefined && !isLaterVersion;
  });
  const all = own.flatMap(retry => [retry, ...retriesOf(retry.runId, history)]);
  return all.sort((left, right) => left.startedAt - right.startedAt);
}

/** Whether an undo has changed something. One that may have, or that found nothing to take back, can be done again. */
function hasDone({ ended }: RunSummary): boolean {
  if (!ended) return true;
  const { changed, failed, unknown } = ended.counts;
  return (ended.touched ?? changed + failed + unknown) > unknown;
}
