import assert from 'node:assert/strict';
import type { FileRecord } from '../../../../src/core/run/journal';
import { reportText } from '../../../../src/ui/runs/report';
import { fileRecord } from './record';

const words = {
  l10n: {
    t: (message: string, ...args: (string | number)[]) =>
      message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)])),
  },
  number: (count: number) => count.toLocaleString('en'),
  outcomeTitle: (outcome: string) => outcome,
  reasonOf: ({ fault }: Pick<FileRecord, 'fault'>) => fault?.detail ?? '',
  title: 'Add sale',
  facts: ['demo (ImageKit)', '2 files'],
};

function report(...files: FileRecord[]): string {
  return reportText({ files }, words);
}

describe('a run’s report', () => {
  it('tells the troubles first, and what each file gained and lost', () => {
    const fault = { code: 'rejected', detail: 'Locked', requestId: 'r-1' } as const;
    const text = report(
      fileRecord({ id: 'a1', path: '/mug.jpg', before: ['old', 'mug'], after: ['mug', 'sale'] }),
      fileRecord({ id: 'a2', path: '/cup.jpg', outcome: 'failed', fault, before: ['cup'], after: ['cup', 'sale'] }),
    );
    assert.equal(
      text,
      [
        '# Add sale',
        '',
        'demo \\(ImageKit\\) · 2 files',
        '',
        '| Outcome | Files |',
        '| :-- | --: |',
        '| failed | 1 |',
        '| changed | 1 |',
        '| **Together** | **2** |',
        '',
        '## failed (1)',
        '',
        '| File | Reason | Tags | Id | Request |',
        '| :-- | :-- | :-- | :-- | :-- |',
        '| /cup\\.jpg | Locked | cup | `a2` | `r-1` |',
        '',
        '## changed (1)',
        '',
        '| File | Tags | Id |',
        '| :-- | :-- | :-- |',
        '| /mug\\.jpg | mug, ~~old~~, **sale** | `a1` |',
        '',
        '',
      ].join('\n'),
    );
  });

  it('names the files that somebody edited before an undo', () => {
    assert.match(report(fileRecord({ id: 'a1', before: ['a'], after: [], drifted: true })), /^> 1 file was edited since/m);
  });

  it('lists so many files that an editor shows them with ease, and says how many it does not list', () => {
    const text = report(
      ...Array.from({ length: 50_000 }, (_, index) => fileRecord({ id: `a${index}`, before: [], after: ['sale'] })),
    );
    assert.deepEqual([text.split('\n').length < 1100, /49,000 more are not listed here/.test(text)], [true, true]);
  });
});
