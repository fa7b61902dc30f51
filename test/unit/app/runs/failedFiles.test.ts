import { deepEqual } from 'node:assert/strict';
import {
  type ChangedFiles,
  type FailedFileGroup,
  FailedFiles,
  failureOf,
  FailureMap,
} from '../../../../src/app/runs/failedFiles';
import { Emitter } from '../../../../src/core/model/emitter';
import type { FileOutcome } from '../../../../src/core/model/ledger';
import { VirtualClock } from '../../../support/virtualClock';

const locked = { outcome: 'failed', fault: { code: 'rejected', detail: 'Locked' } } as const;

describe('the failure that an outcome is', () => {
  const cases = [
    ['changed', { id: 'a', outcome: 'changed' }, 'none'],
    ['unchanged', { id: 'a', outcome: 'unchanged' }, 'none'],
    ['not sent', { id: 'a', outcome: 'notSent' }, undefined],
    ['missing', { id: 'a', outcome: 'missing' }, { outcome: 'missing' }],
    ['failed', { id: 'a', outcome: 'failed', fault: { code: 'rejected', detail: 'Locked', requestId: 'r' } }, locked],
    [
      'denied',
      { id: 'a', outcome: 'failed', fault: { code: 'denied', subject: 'a' } },
      { outcome: 'failed', fault: { code: 'denied' } },
    ],
  ] as const;
  for (const [what, file, failure] of cases) {
    it(what, () => {
      deepEqual(failureOf(file), failure);
    });
  }
});

describe('a map of failed files', () => {
  it('comes back as it was kept', () => {
    const failures = new FailureMap();
    failures.set('c', 'a', locked);
    failures.set('c', 'b', locked);
    failures.set('d', 'a', { outcome: 'missing' });
    const groups = failures.groups(10);
    deepEqual(groups, [
      { connectionId: 'c', ...locked, fileIds: ['a', 'b'] },
      { connectionId: 'd', outcome: 'missing', fileIds: ['a'] },
    ]);
    deepEqual(new FailureMap(groups).groups(10), groups);
  });

  it('keeps the latest where there are too many', () => {
    const failures = new FailureMap();
    for (const id of ['a', 'b', 'c', 'a']) failures.set('c', id, { outcome: 'missing' });
    deepEqual(failures.groups(2), [{ connectionId: 'c', outcome: 'missing', fileIds: ['c', 'a'] }]);
  });

  it('loses what is taken out', () => {
    const failures = new FailureMap([{ connectionId: 'c', outcome: 'missing', fileIds: ['a'] }]);
    deepEqual(
      { first: failures.delete('c', 'a'), again: failures.delete('c', 'a'), left: failures.of('c', 'a') },
      { first: true, again: false, left: undefined },
    );
  });
});

describe('failed files', () => {
  const failed: FileOutcome = { id: 'a', outcome: 'failed', fault: { code: 'rejected', detail: 'Locked' } };

  /** Two windows on one store. */
  function open(kept: readonly FailedFileGroup[] = []) {
    const clock = new VirtualClock();
    let groups = kept;
    const store = { read: () => groups, write: (written: readonly FailedFileGroup[]) => void (groups = written) };
    const windows = [1, 2].map(() => {
      const settled = new Emitter<{ connectionId: string; files: readonly FileOutcome[] }>();
      const files = new FailedFiles({ clock, store, runs: { onDidSettle: listener => settled.add(listener) } });
      return {
        files,
        settle: (...outcomes: FileOutcome[]) => {
          settled.tell({ connectionId: 'c', files: outcomes });
        },
      };
    });
    const [first, second] = windows as [(typeof windows)[number], (typeof windows)[number]];
    return { clock, first, second, kept: () => groups };
  }

  it('are told with their reason at once, and kept a little later', async () => {
    const { clock, first, kept } = open();
    first.settle(failed, { id: 'b', outcome: 'changed' });
    const before = { note: await first.files.note('c', 'a'), other: await first.files.note('c', 'b'), kept: kept().length };
    await clock.sleep(1_000);
    deepEqual(
      { before, kept: kept() },
      {
        before: { note: 'The last run on this file failed: Locked', other: undefined, kept: 0 },
        kept: [{ connectionId: 'c', ...locked, fileIds: ['a'] }],
      },
    );
  });

  it('of two windows are kept together', async () => {
    const { clock, first, second, kept } = open([{ connectionId: 'c', outcome: 'missing', fileIds: ['old'] }]);
    first.settle(failed);
    second.settle({ id: 'b', outcome: 'missing' }, { id: 'old', outcome: 'changed' });
    await clock.sleep(1_000);
    deepEqual(kept(), [
      { connectionId: 'c', ...locked, fileIds: ['a'] },
      { connectionId: 'c', outcome: 'missing', fileIds: ['b'] },
    ]);
  });

  it('are gone once they are dismissed, and kept so even if the window closes at once', () => {
    const { first, kept } = open([
      { connectionId: 'c', outcome: 'missing', fileIds: ['a', 'b'] },
      { connectionId: 'd', outcome: 'missing', fileIds: ['a'] },
    ]);
    const changes: ChangedFiles[] = [];
    first.files.onDidChange(changed => changes.push(...changed));
    first.files.dismissAll('c');
    const count = first.files.count('c');
    first.files.dispose();
    deepEqual(
      { count, changes, kept: kept() },
      {
        count: 0,
        changes: [{ connectionId: 'c', fileIds: ['a', 'b'] }],
        kept: [{ connectionId: 'd', outcome: 'missing', fileIds: ['a'] }],
      },
    );
  });
});
