import { deepEqual, equal } from 'node:assert/strict';
import { reasonOf, runTitle } from '../../../../../src/app/text/runs/runText';
import { runDetails, runProgressText } from '../../../../../src/app/text/runs/runStatusText';
import type { RunStatus } from '../../../../../src/app/runs/runStatus';
import type { Edit } from '../../../../../src/core/model/edit';
import type { Origin, RunHead } from '../../../../../src/core/journal/journal';
import { fileRecord, runRecord } from '../../runs/record';

describe('what a run is called', () => {
  const run = (origin: Origin, edit: Edit = { kind: 'add', tags: ['sale'] }): RunHead => ({ ...runRecord([]), origin, edit });
  const runs = new Map([
    ['edit', run({ kind: 'edit' })],
    ['undo', run({ kind: 'undo', of: 'edit' })],
    ['redo', run({ kind: 'undo', of: 'undo' })],
    ['lost', run({ kind: 'undo', of: 'gone' })],
  ]);
  const cases: readonly (readonly [RunHead, string])[] = [
    [run({ kind: 'edit' }), 'Add sale'],
    [run({ kind: 'edit' }, { kind: 'remove', tags: ['a', 'b', 'c', 'd', 'e', 'f'] }), 'Remove a, b, c, d and 2 more'],
    [run({ kind: 'edit' }, { kind: 'replace', tags: ['a'] }), 'Replace with a'],
    [run({ kind: 'edit' }, { kind: 'clear' }), 'Clear tags'],
    [run({ kind: 'edit' }, { kind: 'patch', add: [], remove: [] }), 'Change tags'],
    [run({ kind: 'edit' }, { kind: 'patch', add: ['new'], remove: [] }), 'Add new'],
    [run({ kind: 'edit' }, { kind: 'patch', add: [], remove: ['old'] }), 'Remove old'],
    [run({ kind: 'edit' }, { kind: 'patch', add: ['new'], remove: ['old'] }), 'Add new; remove old'],
    [run({ kind: 'retry', of: 'edit' }), 'Retry: Add sale'],
    [run({ kind: 'retry', of: 'gone' }), 'Retry of an earlier run'],
    [run({ kind: 'undo', of: 'edit' }), 'Undo: Add sale'],
    [run({ kind: 'undo', of: 'gone' }), 'Undo of an earlier run'],
    [run({ kind: 'undo', of: 'undo' }), 'Redo: Add sale'],
    [run({ kind: 'undo', of: 'redo' }), 'Undo: Add sale'],
    [run({ kind: 'undo', of: 'lost' }), 'Redo of an earlier run'],
  ];
  for (const [head, title] of cases) {
    it(title, () => {
      equal(
        runTitle(head, runId => runs.get(runId)),
        title,
      );
    });
  }
});

describe('why a file of a run is not as it should be', () => {
  it('is told in a few words', () => {
    deepEqual(
      [
        fileRecord({ id: 'a' }),
        fileRecord({ id: 'a', outcome: 'failed', fault: { code: 'rejected', detail: 'Locked' } }),
        fileRecord({ id: 'a', outcome: 'failed', fault: { code: 'denied', subject: 'a' } }),
        fileRecord({ id: 'a', outcome: 'unknown', open: true }),
        fileRecord({ id: 'a', outcome: 'missing' }),
        fileRecord({ id: 'a', outcome: 'unknown' }),
        fileRecord({ id: 'a', outcome: 'notSent' }),
      ].map(reasonOf),
      [
        '',
        'Locked',
        'This sign-in may not change a (403).',
        'Sent, and not answered yet.',
        'The library has no such file.',
        'Whether it was changed could not be found out.',
        '',
      ],
    );
  });
});

describe('how far a run has come', () => {
  const ended = runRecord([fileRecord({ id: 'a' }), fileRecord({ id: 'b', outcome: 'failed' })]);
  const { ended: _, ...unended } = ended;
  for (const [status, summary, text] of [
    ['running', unended, '0 of 2 files'],
    ['paused', unended, 'paused, 0 of 2 files'],
    ['starting', unended, 'starting, 2 files'],
    ['waiting', unended, 'waiting for another run, 2 files'],
    ['elsewhere', unended, 'under way in another window, 2 files'],
    ['cutOff', unended, 'cut off, 2 files'],
    ['cancelled', ended, 'cancelled, 1 changed, 1 failed'],
    ['stopped', ended, 'stopped, 1 changed, 1 failed'],
    ['partly', ended, '1 changed, 1 failed'],
    ['done', ended, '1 changed, 1 failed'],
  ] as const satisfies readonly (readonly [RunStatus, object, string])[]) {
    it(`is told while it is ${status}`, () => {
      equal(runProgressText({ summary, status }), text);
    });
  }

  for (const [later, line] of [
    [{ kind: 'undone', changed: 2 }, 'A later run took it back on 2 files.'],
    [{ kind: 'undone' }, 'A later run took it back.'],
    [{ kind: 'retried', changed: 2 }, 'A later run tried what had failed again, and changed 2 files.'],
    [{ kind: 'continued', changed: 2 }, 'A later run went on with it, and changed 2 files.'],
  ] as const) {
    it(`says: ${line}`, () => {
      const entry = { summary: ended, status: 'partly', later } as const;
      deepEqual(
        [runProgressText(entry), runDetails(entry, 'Add sale').split('\n').at(-1)],
        [`${later.kind} · 1 changed, 1 failed`, line],
      );
    });
  }
});
