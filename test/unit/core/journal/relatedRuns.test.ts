import { deepEqual } from 'node:assert/strict';
import type { RunSummary } from '../../../../src/core/journal/journal';
import { laterRuns, withUndoings } from '../../../../src/core/journal/relatedRuns';

describe('what later runs made of a run', () => {
  type Run = Pick<RunSummary, 'runId' | 'origin' | 'ended'>;
  const run = (runId: string, origin: RunSummary['origin'], changed = 3): Run => ({ runId, origin, ended: endedWith(changed) });
  const undo = (runId: string, of: string, changed?: number) => run(runId, { kind: 'undo', of }, changed);
  const undoWith = (runId: string, of: string, retries: readonly string[]) => run(runId, { kind: 'undo', of, retries });
  const retry = (runId: string, of: string) => run(runId, { kind: 'retry', of });
  const { ended: _, ...cutOffUndo } = undo('u', 'r');
  const first = run('r', { kind: 'edit' });
  const cancelled: Run = { ...first, ended: { ...endedWith(3, 1), stopped: 'cancelled' } };
  for (const [what, runs, expected] of [
    ['is undone by one', [undo('u', 'r'), first], { r: 'undone on 3' }],
    [
      'is undone by one that began before it, by a clock that was set back',
      [{ ...undo('u', 'r'), startedAt: -1 }, first],
      { r: 'undone on 3' },
    ],
    ['is nothing where one changed nothing', [undo('u', 'r', 0), first], {}],
    ['is undone by one that was cut off', [cutOffUndo, first], { r: 'undone' }],
    ['is nothing where that was taken back itself', [undo('v', 'u'), undo('u', 'r'), first], { u: 'undone on 3' }],
    [
      'is undone where it was done again and undone',
      [undo('w', 'v'), undo('v', 'u'), undo('u', 'r'), first],
      { v: 'undone on 3', r: 'undone on 3' },
    ],
    [
      'takes what had done it once more with it, when it is undone after that',
      [undo('w', 'r'), undo('v', 'u'), undo('u', 'r'), first],
      { v: 'undone', r: 'undone on 3' },
    ],
    [
      'is nothing where an undo was taken back, whichever of two that was',
      [undo('x', 'u'), undo('w', 'r'), undo('v', 'u'), undo('u', 'r'), first],
      { w: 'undone', u: 'undone on 3' },
    ],
    [
      'is undone with the retry that went with the first undo, where a redo was undone',
      [undo('w', 'v'), undo('v', 'u'), undoWith('u', 'r', ['a']), retry('a', 'r'), first],
      { v: 'undone on 3', a: 'undone', r: 'undone on 3' },
    ],
    ['is a retry', [retry('a', 'r'), first], { r: 'retried on 3' }],
    ['is its rest where it was cancelled', [retry('a', 'r'), cancelled], { r: 'continued on 3' }],
    ['is no retry that was taken back', [undo('u', 'a'), retry('a', 'r'), first], { a: 'undone on 3' }],
    [
      'is undone for a retry that was taken back with it, too',
      [undo('u', 'r'), retry('a', 'r'), first],
      { a: 'undone', r: 'undone on 3' },
    ],
    [
      'is undone with all its retries that the undo names',
      [undoWith('u', 'r', ['a', 'b']), retry('b', 'a'), retry('a', 'r'), first],
      { a: 'undone', b: 'undone', r: 'undone on 3' },
    ],
    [
      'is undone without a retry that the undo does not name, though it began before',
      [undoWith('u', 'r', []), retry('a', 'r'), first],
      { r: 'undone on 3' },
    ],
    ['is undone although a retry came after that', [retry('a', 'r'), undo('u', 'r'), first], { r: 'undone on 3' }],
  ] as const) {
    it(what, () => {
      const listed = withUndoings(runs.map((one, index) => ({ ...common, startedAt: runs.length - index, ...one })));
      const told = Array.from(laterRuns(listed), ([runId, { kind, changed }]) => [
        runId,
        changed === undefined ? kind : `${kind} on ${changed}`,
      ]);
      deepEqual(Object.fromEntries(told), expected);
    });
  }
});

const common = {
  connection: { id: 'demo', name: 'Demo', service: 'shelf' },
  edit: { kind: 'patch', add: ['sale'], remove: [] },
  targets: 3,
} as const;

function endedWith(changed: number, notSent = 0): NonNullable<RunSummary['ended']> {
  return { at: 0, counts: { changed, unchanged: 3 - changed, missing: 0, failed: 0, unknown: 0, notSent } };
}
