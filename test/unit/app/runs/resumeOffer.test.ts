import { deepEqual } from 'node:assert/strict';
import { resumeOffer } from '../../../../src/app/runs/resumeOffer';
import type { FileRecord } from '../../../../src/core/journal/journal';
import { fileRecord, runRecord } from './record';

function offer(...runs: (readonly FileRecord[])[]) {
  const records = runs.map((files, index) => ({ ...runRecord(files), runId: `run-${index}` }));
  return resumeOffer(
    {
      unfinished: () => Promise.resolve(records),
      record: runId => Promise.resolve(records.find(record => record.runId === runId) ?? runRecord([])),
    },
    { titleOf: () => Promise.resolve('Add sale') },
  );
}

const notNow = { title: 'Not Now' };

describe('the offer to resume', () => {
  it('is none where no run was cut off', async () => {
    deepEqual(await offer(), undefined);
  });

  it('tells of one run how much is left, and leads to it', async () => {
    const files = [
      fileRecord({ id: 'a' }),
      fileRecord({ id: 'b', outcome: 'notSent' }),
      fileRecord({ id: 'c', outcome: 'unknown', open: true }),
    ];
    const run = { kind: 'run', runId: 'run-0' };
    deepEqual(await offer(files), {
      text: 'A run was cut off: "Add sale" on demo, about 2 of 3 files left.',
      buttons: [
        { title: 'Resume', command: 'tagwright.resumeRun', arguments: [run] },
        { title: 'Show', command: 'tagwright.showFailed', arguments: [run] },
        { title: 'Forget Run', command: 'tagwright.forgetRun', arguments: [run] },
      ],
    });
  });

  it('of several runs leads to their list', async () => {
    deepEqual(await offer([], []), {
      text: '2 runs were cut off before they were done.',
      buttons: [{ title: 'Show', command: 'tagwright.runs.focus' }, notNow],
    });
  });
});
