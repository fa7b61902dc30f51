import { deepEqual } from 'node:assert/strict';
import { laterRuns, type RunEntry } from '../../../../src/app/runs/runHistory';
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

describe('what later runs made of a run', () => {
  const run = (runId: string, kind: 'edit' | 'undo' | 'retry', of = '', changed = 3, stopped?: 'cancelled') =>
    ({
      runId,
      origin: kind === 'edit' ? { kind } : { kind, of },
      ended: { counts: { changed }, ...(stopped && { stopped }) },
    }) as Parameters<typeof laterRuns>[0][number];
  const undo = (runId: string, of: string, changed = 3) => run(runId, 'undo', of, changed);
  const retry = (runId: string, of: string) => run(runId, 'retry', of);
  for (const [what, runs, expected] of [
    ['is undone by one', [undo('u', 'r')], { r: 'undone' }],
    ['is nothing where one changed nothing', [undo('u', 'r', 0)], {}],
    ['is nothing where that was taken back itself', [undo('v', 'u'), undo('u', 'r')], { u: 'undone' }],
    ['is undone where it was done again', [undo('w', 'v'), undo('v', 'u'), undo('u', 'r')], { v: 'undone', r: 'undone' }],
    ['is a retry', [retry('a', 'r'), run('r', 'edit')], { r: 'retried' }],
    ['is its rest where it was cancelled', [retry('a', 'r'), run('r', 'edit', '', 3, 'cancelled')], { r: 'continued' }],
    ['is what the last one did', [undo('u', 'r'), retry('a', 'r'), run('r', 'edit')], { r: 'undone' }],
    ['is no retry that was taken back', [undo('u', 'a'), retry('a', 'r'), run('r', 'edit')], { a: 'undone' }],
  ] as const) {
    it(what, () => {
      deepEqual(Object.fromEntries(Array.from(laterRuns(runs), ([runId, { kind }]) => [runId, kind])), expected);
    });
  }
});
