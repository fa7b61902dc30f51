import { deepEqual } from 'node:assert/strict';
import type { RunEntry } from '../../../../src/app/runs/runHistory';
import {
  abilitiesOf,
  type Circumstances,
  countUnseen,
  offersOf,
  type RunStatus,
  statusOf,
} from '../../../../src/app/runs/runStatus';
import type { RunSummary } from '../../../../src/core/journal/journal';
import type { Counts } from '../../../../src/core/model/ledger';

const none: Counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
const elsewhere: Circumstances = { active: undefined, isCutOff: false };

function ended(counts: Partial<Counts>, stopped?: NonNullable<RunSummary['ended']>['stopped']): Pick<RunSummary, 'ended'> {
  return { ended: { at: 1, counts: { ...none, ...counts }, ...(stopped && { stopped }) } };
}

describe('how a run stands, and what can be done with it', () => {
  const cases: readonly (readonly [Pick<RunSummary, 'ended' | 'undoneBy'>, Circumstances, string, readonly string[]])[] = [
    [{}, { active: 'starting', isCutOff: false }, 'starting', ['cancel']],
    [{}, { active: 'waiting', isCutOff: false }, 'waiting', ['cancel']],
    [{}, { active: 'running', isCutOff: false }, 'running', ['pause', 'cancel']],
    [{}, { active: 'paused', isCutOff: false }, 'paused', ['continue', 'cancel']],
    [{}, elsewhere, 'elsewhere', []],
    [{}, { active: undefined, isCutOff: true }, 'cutOff', ['resume', 'undo', 'showFailed', 'forget']],
    [ended({ changed: 3 }), elsewhere, 'done', ['undo']],
    [{ ...ended({ changed: 3 }), undoneBy: 'undo' }, elsewhere, 'done', ['redo']],
    [ended({ unchanged: 3 }), elsewhere, 'done', []],
    [ended({ changed: 3, missing: 1 }), elsewhere, 'partly', ['undo', 'showFailed']],
    [ended({ failed: 3 }), elsewhere, 'partly', ['retry', 'showFailed']],
    [ended({ unknown: 3 }), elsewhere, 'partly', ['undo', 'retry', 'showFailed']],
    [ended({ changed: 1, notSent: 3 }, 'cancelled'), elsewhere, 'cancelled', ['undo', 'retry', 'showFailed']],
    [ended({ notSent: 3 }, { code: 'unauthorized' }), elsewhere, 'stopped', ['retry', 'showFailed']],
    [ended({ changed: 3 }), { active: 'ended', isCutOff: false }, 'done', ['undo']],
  ];
  for (const [summary, circumstances, status, abilities] of cases) {
    it(`${status}: ${abilities.join(', ') || 'nothing'}`, () => {
      const found = statusOf(summary, circumstances);
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
      ['continue', 'showFailed'],
      ['retry', 'showFailed'],
    ]);
  });
});

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
