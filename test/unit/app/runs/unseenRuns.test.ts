import { deepEqual } from 'node:assert/strict';
import type { RunEntry } from '../../../../src/app/runs/runHistory';
import type { RunStatus } from '../../../../src/app/runs/runStatus';
import { countUnseen } from '../../../../src/app/runs/unseenRuns';

const entry = (status: RunStatus, startedAt: number, endedAt?: number) =>
  ({ status, summary: { startedAt, ...(endedAt !== undefined && { ended: { at: endedAt } }) } }) as RunEntry;

describe('runs that were not looked at yet', () => {
  it('are those that failed, stopped or were cut off since', () => {
    const entries = [
      entry('partly', 1, 11),
      entry('partly', 1, 10),
      entry('stopped', 1, 12),
      entry('cutOff', 11),
      entry('cutOff', 9),
      entry('cancelled', 1, 12),
      entry('done', 1, 12),
      entry('running', 11),
    ];
    deepEqual(countUnseen(entries, 10), 3);
  });
});
