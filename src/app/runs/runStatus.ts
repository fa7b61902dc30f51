import type { RunSummary } from '../../core/journal/journal';
import type { LaterRun } from '../../core/journal/relatedRuns';
import { endedEarly } from '../../core/model/ledger';
import type { RunState } from '../../core/run/activeRun';
import { partsOfConnectionId } from '../../core/service/connection';
import type { RunEntry } from './runHistory';

/** How a run stands. `elsewhere`: another window carries it out. */
export type RunStatus = Exclude<RunState, 'ended'> | 'elsewhere' | 'cutOff' | 'stopped' | 'cancelled' | 'partly' | 'done';

/**
 * Pure. `partly`: it came to its end, and some of its files need a look.
 * @param active its state in this window; undefined where this window does not carry it out
 */
export function statusOf({ ended, isCutOff }: Pick<RunSummary, 'ended' | 'isCutOff'>, active: RunState | undefined): RunStatus {
  if (active && active !== 'ended') return active;
  if (!ended) return isCutOff ? 'cutOff' : 'elsewhere';
  if (ended.stopped === 'cancelled') return 'cancelled';
  if (ended.stopped) return 'stopped';
  const { failed, missing, unknown, notSent } = ended.counts;
  return failed + missing + unknown + notSent > 0 ? 'partly' : 'done';
}

/** What can be done with a run. `when` clauses of the manifest look for these words. */
export const runAbilities = ['pause', 'continue', 'cancel', 'resume', 'undo', 'redo', 'retry', 'showFailed', 'forget'] as const;

export type RunAbility = (typeof runAbilities)[number];

/**
 * Pure: the same abilities in the words in which a person is offered them. What ended early is gone on with, and not tried again; what a
 * later run did of it is not offered once more; and to take an undo back is to redo.
 */
export function offersOf({ summary, status, later }: Offering): readonly RunAbility[] {
  const { ended, origin } = summary;
  const isTriedAgain = later !== undefined && later.kind !== 'undone';
  const abilities = abilitiesOf(status, summary).filter(ability => ability !== 'retry' || !isTriedAgain);
  const words: Partial<Record<RunAbility, RunAbility>> = {
    ...(endedEarly(ended) && { retry: 'continue' }),
    ...(origin?.kind === 'undo' && !origin.isRedo && { undo: 'redo', redo: 'undo' }),
  };
  return abilities.map(ability => words[ability] ?? ability);
}

interface Offering {
  readonly summary: Undoable & Partial<Pick<RunSummary, 'origin'>>;
  readonly status: RunStatus;
  readonly later?: LaterRun;
}

type Undoable = Pick<RunSummary, 'ended' | 'undoneBy' | 'isLaterVersion'> & Partial<Pick<RunSummary, 'connection'>>;

/** Pure: in the order in which they are offered. */
export function abilitiesOf(status: RunStatus, { ended, undoneBy, isLaterVersion, connection }: Undoable): readonly RunAbility[] {
  if (isLaterVersion) return [];
  // the service alone gives derived tags
  const canUndo = !connection || !partsOfConnectionId(connection.id).isDerived;
  switch (status) {
    case 'starting':
    case 'waiting':
      return ['cancel'];
    case 'running':
      return ['pause', 'cancel'];
    case 'paused':
      return ['continue', 'cancel'];
    case 'elsewhere':
      return [];
    case 'cutOff':
      if (undoneBy !== undefined) return ['redo', 'showFailed', 'forget'];
      return canUndo ? ['resume', 'undo', 'showFailed', 'forget'] : ['resume', 'showFailed', 'forget'];
    default: {
      if (!ended) return [];
      const { changed, failed, missing, unknown, notSent } = ended.counts;
      const touched = ended.touched ?? changed + unknown;
      const abilities: RunAbility[] = [];
      if (touched > 0 && undoneBy === undefined && canUndo) abilities.push('undo');
      if (undoneBy !== undefined) abilities.push('redo');
      // of what was taken back, the rest is not wanted either
      else if (failed + unknown + notSent > 0) abilities.push('retry');
      if (failed + missing + unknown > 0) abilities.push('showFailed');
      return abilities;
    }
  }
}

/** Pure: how many runs failed in part or were cut off, and stand so, since a person looked at the list last. @param seenAt ms since 1970 */
export function countUnseen(entries: Iterable<RunEntry>, seenAt: number): number {
  let count = 0;
  for (const { status, summary } of entries) {
    const isWorthALook = status === 'partly' || status === 'stopped' || status === 'cutOff';
    if (isWorthALook && summary.undoneBy === undefined && (summary.ended?.at ?? summary.startedAt) > seenAt) count++;
  }
  return count;
}
