import assert from 'node:assert/strict';
import type { RunSummary } from '../../../../src/core/run/journal';
import type { Counts } from '../../../../src/core/model/ledger';
import { abilitiesOf, type Circumstances, statusOf } from '../../../../src/ui/runs/status';

const none: Counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
const nobody: Circumstances = { active: undefined, isCutOff: false };

function ended(counts: Partial<Counts>, stopped?: NonNullable<RunSummary['ended']>['stopped']): Pick<RunSummary, 'ended'> {
  return { ended: { at: 1, counts: { ...none, ...counts }, ...(stopped && { stopped }) } };
}

describe('how a run stands, and what can be done with it', () => {
  const cases: readonly (readonly [Pick<RunSummary, 'ended'>, Circumstances, string, readonly string[]])[] = [
    [{}, { active: 'waiting', isCutOff: false }, 'waiting', ['cancel']],
    [{}, { active: 'running', isCutOff: false }, 'running', ['pause', 'cancel']],
    [{}, { active: 'paused', isCutOff: false }, 'paused', ['continue', 'cancel']],
    [{}, nobody, 'elsewhere', []],
    [{}, { active: undefined, isCutOff: true }, 'cutOff', ['resume', 'undo', 'look']],
    [ended({ changed: 3 }), nobody, 'done', ['undo']],
    [ended({ unchanged: 3 }), nobody, 'done', []],
    [ended({ changed: 3, missing: 1 }), nobody, 'partly', ['undo', 'look']],
    [ended({ failed: 3 }), nobody, 'partly', ['retry', 'look']],
    [ended({ unknown: 3 }), nobody, 'partly', ['undo', 'retry', 'look']],
    [ended({ changed: 1, notSent: 3 }, 'cancelled'), nobody, 'cancelled', ['undo', 'retry', 'look']],
    [ended({ notSent: 3 }, { code: 'unauthorized' }), nobody, 'stopped', ['retry', 'look']],
    [ended({ changed: 3 }), { active: 'ended', isCutOff: false }, 'done', ['undo']],
  ];
  for (const [summary, circumstances, standing, abilities] of cases) {
    it(`${standing}: ${abilities.join(', ') || 'nothing'}`, () => {
      const found = statusOf(summary, circumstances);
      assert.deepEqual([found, abilitiesOf(found, summary)], [standing, abilities]);
    });
  }
});
