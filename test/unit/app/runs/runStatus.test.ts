import { deepEqual } from 'node:assert/strict';
import type { RunEntry } from '../../../../src/app/runs/runHistory';
import { abilitiesOf, countUnseen, offersOf, type RunStatus, statusOf } from '../../../../src/app/runs/runStatus';
import type { RunSummary } from '../../../../src/core/journal/journal';
import type { Counts } from '../../../../src/core/model/ledger';
import type { RunState } from '../../../../src/core/run/activeRun';

const none: Counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };

function ended(counts: Partial<Counts>, stopped?: NonNullable<RunSummary['ended']>['stopped']): Pick<RunSummary, 'ended'> {
  return { ended: { at: 1, counts: { ...none, ...counts }, ...(stopped && { stopped }) } };
}

describe('how a run stands, and what can be done with it', () => {
  type Known = Pick<RunSummary, 'ended' | 'undoneBy' | 'isCutOff'>;
  const cases: readonly (readonly [Known, RunState | undefined, string, readonly string[]])[] = [
    [{}, 'starting', 'starting', ['cancel']],
    [{}, 'waiting', 'waiting', ['cancel']],
    [{}, 'running', 'running', ['pause', 'cancel']],
    [{}, 'paused', 'paused', ['continue', 'cancel']],
    [{}, undefined, 'elsewhere', []],
    [{ isCutOff: true }, undefined, 'cutOff', ['resume', 'undo', 'showFailed', 'forget']],
    [{ isCutOff: true, undoneBy: 'undo' }, undefined, 'cutOff', ['redo', 'showFailed', 'forget']],
    [ended({ changed: 3 }), undefined, 'done', ['undo']],
    [{ ...ended({ changed: 3 }), undoneBy: 'undo' }, undefined, 'done', ['redo']],
    [ended({ unchanged: 3 }), undefined, 'done', []],
    [ended({ changed: 3, missing: 1 }), undefined, 'partly', ['undo', 'showFailed']],
    [ended({ failed: 3 }), undefined, 'partly', ['retry', 'showFailed']],
    [ended({ unknown: 3 }), undefined, 'partly', ['undo', 'retry', 'showFailed']],
    [ended({ changed: 1, notSent: 3 }, 'cancelled'), undefined, 'cancelled', ['undo', 'retry']],
    [{ ...ended({ changed: 1, notSent: 3 }, 'cancelled'), undoneBy: 'undo' }, undefined, 'cancelled', ['redo']],
    [ended({ notSent: 3 }, { code: 'unauthorized' }), undefined, 'stopped', ['retry']],
    [ended({ changed: 3 }), 'ended', 'done', ['undo']],
  ];
  for (const [summary, active, status, abilities] of cases) {
    it(`${status}: ${abilities.join(', ') || 'nothing'}`, () => {
      const found = statusOf(summary, active);
      deepEqual({ status: found, abilities: abilitiesOf(found, summary) }, { status, abilities });
    });
  }

  it('offers to go on with what ended early, and to try again what failed', () => {
    const offers = [
      { summary: ended({ changed: 1, failed: 1, notSent: 3 }, 'cancelled'), status: 'cancelled' },
      { summary: ended({ changed: 1, failed: 1 }, 'cancelled'), status: 'cancelled' },
      { summary: ended({ notSent: 3 }, { code: 'unauthorized' }), status: 'stopped' },
      { summary: ended({ failed: 3 }), status: 'partly' },
    ] as const;
    deepEqual(offers.map(offersOf), [
      ['undo', 'continue', 'showFailed'],
      ['undo', 'retry', 'showFailed'],
      ['continue'],
      ['retry', 'showFailed'],
    ]);
  });

  it('offers nothing more of what a later run has gone on with', () => {
    const summary = ended({ changed: 1, failed: 1, notSent: 3 }, 'cancelled');
    deepEqual(
      (['continued', 'retried', 'undone'] as const).map(kind => offersOf({ summary, status: 'cancelled', later: { kind } })),
      [
        ['undo', 'showFailed'],
        ['undo', 'showFailed'],
        ['undo', 'continue', 'showFailed'],
      ],
    );
  });

  it('offers to redo what an undo took back, and to undo what a redo did', () => {
    const undo = { kind: 'undo', of: 'run' } as const;
    deepEqual(
      [
        { ...ended({ changed: 3 }), origin: undo },
        { ...ended({ changed: 3 }), origin: undo, undoneBy: 'redo' },
        { ...ended({ changed: 3 }), origin: { ...undo, isRedo: true } as const },
        { ...ended({ changed: 3 }), origin: { ...undo, isRedo: true } as const, undoneBy: 'undo' },
      ].map(summary => offersOf({ summary, status: 'done' })),
      [['redo'], ['undo'], ['undo'], ['redo']],
    );
  });
});

const entry = (status: RunStatus, startedAt: number, endedAt?: number, undoneBy?: string) =>
  ({ status, summary: { startedAt, undoneBy, ...(endedAt !== undefined && { ended: { at: endedAt } }) } }) as RunEntry;

describe('runs that were not looked at yet', () => {
  it('are those that failed, stopped or were cut off since, and were not taken back', () => {
    const entries = [
      entry('partly', 1, 11),
      entry('partly', 1, 10),
      entry('stopped', 1, 12),
      entry('cutOff', 11),
      entry('cutOff', 9),
      entry('cutOff', 11, undefined, 'undo'),
      entry('cancelled', 1, 12),
      entry('done', 1, 12),
      entry('running', 11),
    ];
    deepEqual(countUnseen(entries, 10), 3);
  });
});
