import assert from 'node:assert/strict';
import type { Counts, Ledger } from '../../../../src/core/model/ledger';
import { completionText, planText, unchangedText, actionButton, actionTitle } from '../../../../src/app/text/jobText';
import type { JobAction, PlanSummary } from '../../../../src/app/jobs/planSummary';
import type { FaultPlace } from '../../../../src/app/text/faultMessages';

const place: FaultPlace = {
  connection: { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' },
  serviceLabel: 'ImageKit',
};
const none: Counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
const add: JobAction = { kind: 'add', tags: ['sale'] };
const nothing: PlanSummary = {
  action: add,
  files: 0,
  changing: 0,
  unchanged: 0,
  missing: 0,
  refused: [],
  drifted: 0,
  gained: [],
  lost: [],
  overwrites: false,
  writes: 0,
  estimateMs: undefined,
};

describe('the words of a job', () => {
  it('are right in number', () => {
    assert.deepEqual(
      [
        actionTitle(add, 1),
        actionTitle({ kind: 'remove', tags: ['a', 'b', 'c', 'd'] }, 1_234),
        actionTitle({ kind: 'replace', tags: ['a', 'b'] }, 2),
        actionButton(add, 1),
        actionButton({ kind: 'clear' }, 12),
        unchangedText(add, 1),
        unchangedText(add, 12),
        unchangedText({ kind: 'clear' }, 2),
        unchangedText({ kind: 'undo' }, 0),
      ],
      [
        'Add "sale" to 1 file',
        'Remove 4 tags from 1,234 files',
        'Replace the tags of 2 files with "a", "b"',
        'Add Tags to 1 File',
        'Clear Tags of 12 Files',
        'The file already has "sale".',
        'All 12 files already have "sale".',
        'None of the 2 files has tags.',
        'There is nothing to undo: that run changed no file.',
      ],
    );
  });

  it('preview a job', () => {
    const lost = Array.from({ length: 10 }, (_, index) => ({ tag: `t${index}`, files: 10 - index }));
    const refused = [{ fault: { code: 'denied', subject: 'f1' }, files: 2 }] as const;
    const summary: PlanSummary = {
      ...nothing,
      changing: 34,
      unchanged: 3,
      missing: 1,
      refused,
      drifted: 2,
      lost,
      writes: 5,
      estimateMs: 90_000,
    };
    assert.equal(
      planText(summary, place),
      [
        '34 files change.',
        '3 files stay unchanged.',
        '1 file does not exist.',
        '2 files were edited since; only what that run did is undone.',
        '2 files refused: This sign-in may not change f1 (403).',
        '',
        'Tags lost: "t0" (10), "t1" (9), "t2" (8), "t3" (7), "t4" (6), "t5" (5), "t6" (4), "t7" (3), and 2 more',
        '',
        '5 requests, about 2 min',
      ].join('\n'),
    );
    assert.equal(
      planText({ ...nothing, changing: 1, gained: [{ tag: 'sale', files: 1 }], writes: 1 }, place),
      '1 file changes.\n\nTags gained: "sale"\n\n1 request',
    );
  });

  it('close a job', () => {
    const text = (counts: Partial<Counts>, stopped?: Ledger['stopped']) =>
      completionText({ runId: 'r', files: [], counts: { ...none, ...counts }, ...(stopped !== undefined && { stopped }) }, add);
    assert.deepEqual(
      [
        text({ changed: 1 }),
        text({ changed: 34, unchanged: 3, missing: 1 }),
        text({ missing: 2, failed: 1 }),
        text({ changed: 2, notSent: 10 }, 'cancelled'),
      ],
      [
        'Added "sale" to 1 file.',
        'Added "sale" to 34 files; 3 unchanged, 1 missing.',
        'Nothing was changed; 2 missing, 1 failed.',
        'Cancelled. Added "sale" to 2 files; 10 not sent.',
      ],
    );
  });
});
