import { deepEqual, equal } from 'node:assert/strict';
import type { Counts, Ledger } from '../../../../../src/core/model/ledger';
import { completionText, runningText, unchangedText, actionButton, actionTitle } from '../../../../../src/app/text/runs/jobText';
import type { JobAction } from '../../../../../src/app/jobs/planSummary';

const none: Counts = { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
const add: JobAction = { kind: 'add', tags: ['sale'] };

describe('the words of a job', () => {
  it('are right in number', () => {
    deepEqual(
      [
        actionTitle(add, 1),
        actionTitle({ kind: 'remove', tags: ['a', 'b', 'c', 'd'] }, 1_234),
        actionTitle({ kind: 'replace', tags: ['a', 'b'] }, 2),
        actionTitle({ kind: 'rename', from: ['Sale'], to: 'sale' }, 1_200),
        actionTitle({ kind: 'merge', from: ['Sale', 'sales'], to: 'sale' }, 1, 'mug.jpg'),
        actionButton({ kind: 'merge' }, 12),
        unchangedText({ kind: 'rename', from: ['Sale'], to: 'sale' }, 2),
        actionButton(add, 1),
        actionButton({ kind: 'clear' }, 12),
        unchangedText(add, 1),
        unchangedText(add, 12),
        unchangedText({ kind: 'clear' }, 2),
        unchangedText({ kind: 'undo' }, 0),
        unchangedText({ kind: 'undo' }, 40),
      ],
      [
        'Add "sale" to 1 file',
        'Remove 4 tags from 1,234 files',
        'Replace the tags of 2 files with "a", "b"',
        'Rename "Sale" to "sale" on 1,200 files',
        'Merge "Sale", "sales" into "sale" on mug.jpg',
        'Merge Tags on 12 Files',
        'None of the 2 files has "Sale" any more.',
        'Add Tags to 1 File',
        'Clear Tags of 12 Files',
        'The file already has "sale".',
        'All 12 files already have "sale".',
        'None of the 2 files has tags.',
        'There is nothing to undo: that run changed no file.',
        'Nothing is left to take back on the 40 files: their tags have changed since.',
      ],
    );
  });

  it('close a job', () => {
    const text = (counts: Partial<Counts>, stopped?: Ledger['stopped']) =>
      completionText({ runId: 'r', files: [], counts: { ...none, ...counts }, ...(stopped !== undefined && { stopped }) }, add);
    deepEqual(
      [
        text({ changed: 1 }),
        text({ changed: 34, unchanged: 3, missing: 1 }),
        text({ missing: 2, failed: 1 }),
        text({ unchanged: 3 }),
        text({ changed: 2, notSent: 10 }, 'cancelled'),
      ],
      [
        'Added "sale" to 1 file.',
        'Added "sale" to 34 files; 3 unchanged, 1 missing.',
        'Nothing was changed; 2 missing, 1 failed.',
        'All 3 files already have "sale".',
        'Cancelled. Added "sale" to 2 files; 10 not sent.',
      ],
    );
  });

  it('close a job on files that others have edited meanwhile', () => {
    const text = (drifted: readonly true[]) => {
      const files = [...drifted.map(() => ({ drifted: true as const })), {}, {}].map((file, index) => ({
        ...file,
        id: `${index}`,
        outcome: 'changed' as const,
      }));
      return completionText({ runId: 'r', files, counts: { ...none, changed: files.length } }, add);
    };
    deepEqual(
      [text([true]), text([true, true])],
      [
        'Added "sale" to 3 files. 1 file was edited elsewhere meanwhile; that edit was kept.',
        'Added "sale" to 4 files. 2 files were edited elsewhere meanwhile; those edits were kept.',
      ],
    );
  });

  it('close an undo without a word of others, where later runs may be meant', () => {
    const files = [{ id: 'a', outcome: 'changed', drifted: true }] as const;
    equal(
      completionText({ runId: 'r', files, counts: { ...none, changed: 1 } }, { kind: 'undo' }),
      'Undid the changes to 1 file. 1 file was edited since; only what that run did was taken back.',
    );
  });

  it('keep a tag that runs from right to left in its place', () => {
    equal(actionTitle({ kind: 'add', tags: ['שלום', 'sale'] }, 2), 'Add \u2068"שלום"\u2069, "sale" to 2 files');
  });

  const running = {
    settledFiles: 1_240,
    targets: 5_000,
    state: 'running',
    pausedMs: undefined,
    isUnanswered: false,
    filesPerSecond: undefined,
  } as const;
  for (const [what, facts, text] of [
    ['begins', running, '1,240 of 5,000'],
    ['waits', { ...running, state: 'waiting', filesPerSecond: 10 }, '1,240 of 5,000 · waiting for another run'],
    ['waits for its first turn', { ...running, settledFiles: 0, state: 'waiting' }, 'waiting for another run'],
    ['is paused', { ...running, state: 'paused', filesPerSecond: 10 }, '1,240 of 5,000 · paused'],
    ['is held up', { ...running, pausedMs: 12_000 }, "1,240 of 5,000 · waiting for the service's limit, 12 s"],
    [
      'has no answer',
      { ...running, isUnanswered: true, filesPerSecond: 10 },
      '1,240 of 5,000 · the service does not answer, trying again',
    ],
    ['gets on', { ...running, filesPerSecond: 320.4 }, '1,240 of 5,000 · 320/s · 12 s left'],
  ] as const) {
    it(`tell that it ${what}`, () => {
      equal(runningText(facts), text);
    });
  }
});
