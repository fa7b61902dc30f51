import { deepEqual, equal } from 'node:assert/strict';
import { reportMarkdown } from '../../../../src/app/runs/reportMarkdown';
import type { FileRecord } from '../../../../src/core/journal/journal';
import { fileRecord } from './record';

function report(...files: FileRecord[]): string {
  return reportMarkdown({ files }, { title: 'Add sale', facts: ['demo (ImageKit)', '2 files'] });
}

describe('a run’s report', () => {
  it('tells the troubles first, and what each file gained and lost', () => {
    const fault = { code: 'rejected', detail: 'Locked', requestId: 'r-1' } as const;
    const text = report(
      fileRecord({ id: 'a1', path: '/mug.jpg', before: ['old', 'mug'], after: ['mug', 'sale'] }),
      fileRecord({ id: 'a2', path: '/cup.jpg', outcome: 'failed', fault, before: ['cup'], after: ['cup', 'sale'] }),
    );
    equal(
      text,
      [
        '# Add sale',
        '',
        'demo \\(ImageKit\\) · 2 files',
        '',
        '| Outcome | Files |',
        '| :-- | --: |',
        '| Failed | 1 |',
        '| Changed | 1 |',
        '| **Total** | **2** |',
        '',
        '## Failed (1)',
        '',
        '| File | Reason | Tags | Request |',
        '| :-- | :-- | :-- | :-- |',
        '| /cup\\.jpg<br>`a2` | Locked | cup | r\\-1 |',
        '',
        '## Changed (1)',
        '',
        '| File | Tags |',
        '| :-- | :-- |',
        '| /mug\\.jpg<br>`a1` | mug, ~~old~~, **sale** |',
        '',
        '',
      ].join('\n'),
    );
  });

  it('names the files that were edited before an undo', () => {
    const note = report(fileRecord({ id: 'a1', before: ['a'], after: [], drifted: true })).split('\n')[4];
    equal(
      note,
      "> 1 file was edited since the run that was taken back \\(marked with \\*\\)\\: only that run's part was undone\\.",
    );
  });

  it('lists so many files that an editor shows them with ease, and says how many it does not list', () => {
    const text = report(
      ...Array.from({ length: 50_000 }, (_, index) => fileRecord({ id: `a${index}`, before: [], after: ['sale'] })),
    );
    const more = text.split('\n').filter(line => line.startsWith('_'));
    deepEqual(
      { rows: text.split('\n').filter(line => line.startsWith('| `a')).length, more },
      {
        rows: 1000,
        more: ['_49,000 more are not listed here\\. "Export Run Report" writes all of them as CSV or JSON\\._'],
      },
    );
  });
});
