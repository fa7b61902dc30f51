import type { RunSummary } from './journal';

/** Says of each run which one has taken it back. An undo that was itself taken back counts for nothing. */
export function withUndoings(summaries: readonly RunSummary[]): RunSummary[] {
  const runs = new Map(summaries.map(run => [run.runId, run]));
  const undos = new Map<string, RunSummary[]>();
  for (const run of summaries) {
    if (run.origin.kind !== 'undo' || !hasDone(run)) continue;
    undos.set(run.origin.of, [...(undos.get(run.origin.of) ?? []), run]);
  }
  const undoOf = (run: RunSummary): RunSummary | undefined => {
    const own = undos.get(run.runId)?.find(undo => !undoOf(undo));
    if (own || run.origin.kind !== 'retry') return own;
    // to take a run back takes back what was tried again of it by then
    const first = runs.get(run.origin.of);
    const undo = first && undoOf(first);
    return undo && undo.startedAt >= run.startedAt ? undo : undefined;
  };
  return summaries.map(run => {
    const undo = undoOf(run);
    return undo ? { ...run, undoneBy: undo.runId } : run;
  });
}

/** A run's retries, and theirs, that were not taken back by themselves; oldest first. */
export function retriesOf(runId: string, history: readonly RunSummary[]): readonly RunSummary[] {
  const own = history.filter(({ origin, undoneBy, isLaterVersion }) => {
    return origin.kind === 'retry' && origin.of === runId && undoneBy === undefined && !isLaterVersion;
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
