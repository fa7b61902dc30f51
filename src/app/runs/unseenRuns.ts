import type { RunEntry } from './runHistory';

/** Pure: how many runs failed in part or were cut off since a person looked at the list last. @param seenAt ms since 1970 */
export function countUnseen(entries: Iterable<RunEntry>, seenAt: number): number {
  let count = 0;
  for (const { status, summary } of entries) {
    const isWorthALook = status === 'partly' || status === 'stopped' || status === 'cutOff';
    if (isWorthALook && (summary.ended?.at ?? summary.startedAt) > seenAt) count++;
  }
  return count;
}
