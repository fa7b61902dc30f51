import { deepEqual, equal } from 'node:assert/strict';
import type { PlanSummary } from '../../../../../src/app/jobs/planSummary';
import { confirmationText } from '../../../../../src/app/text/runs/confirmationText';
import type { FaultPlace } from '../../../../../src/app/text/faultMessages';

const place: FaultPlace = {
  connection: { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' },
  serviceLabel: 'ImageKit',
};
const nothing: PlanSummary = {
  action: { kind: 'add', tags: ['sale'] },
  files: 0,
  changing: 0,
  paths: [],
  unchanged: 0,
  missing: 0,
  refused: [],
  drifted: 0,
  conflicts: [],
  gained: [],
  lost: [],
  unrestorable: [],
  overwrites: false,
  writes: 0,
  estimateMs: undefined,
};

describe('the question before a job', () => {
  it('tells what would happen', () => {
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
    equal(
      confirmationText([{ summary, place }]).detail,
      [
        'demo (ImageKit)',
        '34 files change.',
        '3 files stay unchanged.',
        '1 file does not exist.',
        '2 files were edited since; only what that run did is taken back.',
        '2 files refused: This sign-in may not change f1 (403).',
        '',
        'Removed: "t0" (10), "t1" (9), "t2" (8), "t3" (7), "t4" (6), "t5" (5), "t6" (4), "t7" (3), and 2 more',
        '',
        'Takes 5 requests, about 2 min.',
      ].join('\n'),
    );
    const conflicts = Array.from({ length: 6 }, (_, index) => ({
      id: `${index}`,
      path: `/${index}.jpg`,
      added: ['hat'],
      removed: ['mug', 'red'],
    }));
    equal(
      confirmationText([{ summary: { ...nothing, changing: 6, drifted: 6, conflicts, writes: 1 }, place }]).detail,
      [
        'demo (ImageKit)',
        '6 files change.',
        '6 files were edited elsewhere meanwhile. Your changes go on top, and those edits are kept:',
        ...['0', '1', '2', '3', '4'].map(name => `• /${name}.jpg: "hat" added, "mug", "red" removed`),
        '… and 1 more',
        '',
        'Takes 1 request.',
      ].join('\n'),
    );
    const one = {
      ...nothing,
      changing: 1,
      name: 'mug.jpg',
      paths: ['/a/mug.jpg'],
      gained: [{ tag: 'sale', files: 1 }],
      writes: 1,
    };
    deepEqual(confirmationText([{ summary: one, place }]), {
      question: 'Add "sale" to mug.jpg in demo?',
      detail: 'demo (ImageKit) · /a/mug.jpg\n1 file changes.\n\nAdded: "sale"\n\nTakes 1 request.',
      facts: 'demo (ImageKit) · /a/mug.jpg\n1 file changes.\n\nTakes 1 request.',
      apply: 'Add Tags to 1 File',
      showChanges: 'Show Changes',
    });
  });

  it('says why it is asked once more', () => {
    const lost = [
      { tag: 'old', files: 20 },
      { tag: 'legal-hold', files: 3 },
    ];
    const summary: PlanSummary = { ...nothing, action: { kind: 'clear' }, changing: 20, lost, writes: 1 };
    equal(
      confirmationText([{ summary, place, more: [{ tag: 'legal-hold', files: 3 }] }]).detail,
      [
        'Edited elsewhere since you agreed. Now also removed: "legal-hold" (3)',
        '',
        'demo (ImageKit)',
        '20 files change.',
        '',
        'Removed: "old" (20), "legal-hold" (3)',
        '',
        'Takes 1 request.',
      ].join('\n'),
    );
  });

  it('says that it goes on with a run that was cut off, and that retries are undone with their run', () => {
    const summary: PlanSummary = { ...nothing, action: { kind: 'clear' }, changing: 322, writes: 7 };
    const undo: PlanSummary = { ...nothing, action: { kind: 'undo' }, changing: 400, withRetries: true, writes: 8 };
    deepEqual(
      [
        confirmationText([{ summary, place, cutOff: { done: 72, of: 400 } }]).detail,
        confirmationText([{ summary: undo, place }]).detail,
      ],
      [
        [
          'Goes on with a run that was cut off: 72 of 400 files are done.',
          'demo (ImageKit)\n322 files change.',
          'Takes 7 requests.',
        ].join('\n\n'),
        [
          'demo (ImageKit)',
          '400 files change.',
          'What was tried again of that run, or gone on with, is taken back, too.',
          '',
          'Takes 8 requests.',
        ].join('\n'),
      ],
    );
  });

  it('is one for several libraries, and tells what was pointed at in each', () => {
    const shop = { ...place, connection: { ...place.connection, name: 'Shop' } };
    const part = (changing: number): PlanSummary => ({ ...nothing, action: { kind: 'clear' }, changing, writes: 1 });
    const { facts, ...text } = confirmationText([
      { summary: part(1_000), place, scope: { kind: 'library', reach: 'below' } },
      { summary: part(123), place: shop, mark: 'production', scope: { kind: 'folders', paths: ['/blog'], reach: 'below' } },
    ]);
    deepEqual(facts, text.detail);
    deepEqual(text, {
      question: 'Clear all tags of 1,123 files in 2 libraries?',
      detail: [
        'demo (ImageKit) · whole library\n1,000 files change.\n\nTakes 1 request.',
        'Shop (ImageKit) · production · /blog and all below\n123 files change.\n\nTakes 1 request.',
      ].join('\n\n'),
      apply: 'Clear Tags of 1,123 Files',
      showChanges: 'Show Changes',
    });
  });
});
