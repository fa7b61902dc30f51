import { endedEarly } from '../model/ledger';
import type { RunSummary } from './journal';

/** Says of each run which one has taken it back. An undo that was itself taken back counts for nothing. */
export function withUndoings(summaries: readonly RunSummary[]): RunSummary[] {
  const runs = new Map(summaries.map(run => [run.runId, run]));
  const undos = new Map<string, RunSummary[]>();
  for (const run of summaries) {
    if (run.origin.kind !== 'undo' || !hasDone(run)) continue;
    undos.set(run.origin.of, [...(undos.get(run.origin.of) ?? []), run]);
  }
  const standing = (runId: string) => (undos.get(runId) ?? []).filter(undo => !undoOf(undo));
  const undoOf = (run: RunSummary): RunSummary | undefined => {
    const [own] = standing(run.runId);
    if (own) return own;
    // with a run is taken back what was tried again of it
    for (let first = retried(run, runs); first; first = retried(first, runs)) {
      const undo = standing(first.runId).find(one => isWith(one, run));
      if (undo) return undo;
    }
    return undefined;
  };
  return summaries.map(run => {
    const undo = undoOf(run);
    return undo ? { ...run, undoneBy: undo.runId } : run;
  });
}

function retried({ origin }: RunSummary, runs: ReadonlyMap<string, RunSummary>): RunSummary | undefined {
  return origin.kind === 'retry' ? runs.get(origin.of) : undefined;
}

/** Whether an undo of a run has taken back that run's retry, too. */
function isWith({ origin, startedAt }: RunSummary, retry: RunSummary): boolean {
  if (origin.kind === 'undo' && origin.retries) return origin.retries.includes(retry.runId);
  return startedAt >= retry.startedAt;
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
    const changed = undo?.origin.kind === 'undo' && undo.origin.of === runId ? (undo.ended?.counts.changed ?? 0) : 0;
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
