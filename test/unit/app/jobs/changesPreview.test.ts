import { deepEqual, ok } from 'node:assert/strict';
import { previewChanges } from '../../../../src/app/jobs/changesPreview';
import type { Change } from '../../../../src/core/model/edit';
import type { Preparation } from '../../../../src/core/plan/plan';
import { previewPage } from '../../../../src/ui/jobs/previewPage';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const session = sessionOf(new MemoryService(new Map()), new VirtualClock());

function preparation(...changes: readonly (readonly [string, readonly string[], readonly string[]])[]): Preparation {
  const planned = changes.map(([id, before, after]): Change => ({ id, path: `/${id}`, before, after, add: [], remove: [] }));
  const job = { session, targets: [], origin: { kind: 'edit' } } as const;
  return { job, plan: { changes: planned, phases: [], settled: [], unverified: [], unrestorable: [] }, readAt: 0 };
}

describe('a look at what would change', () => {
  it('tells the tags, files with the same change together, and each file', () => {
    deepEqual(previewChanges([preparation(['a', ['old'], ['new']], ['b', ['x', 'old'], ['x', 'new']], ['c', [], ['new']])]), {
      added: [{ tag: 'new', files: 3 }],
      removed: [{ tag: 'old', files: 2 }],
      groups: [
        { added: ['new'], removed: ['old'], files: 2 },
        { added: ['new'], removed: [], files: 1 },
      ],
      files: [
        { id: 'a', name: '/a', kept: [], added: ['new'], removed: ['old'] },
        { id: 'b', name: '/b', kept: ['x'], added: ['new'], removed: ['old'] },
        { id: 'c', name: '/c', kept: [], added: ['new'], removed: [] },
      ],
      moreGroups: 0,
      moreFiles: 0,
    });
  });

  it('names the library of each file where there are several', () => {
    const { files } = previewChanges([preparation(['a', [], ['n']]), preparation(['b', [], ['n']])]);
    deepEqual(
      files.map(({ name, library }) => [name, library]),
      [
        ['/a', 'demo'],
        ['/b', 'demo'],
      ],
    );
  });

  it('lists so many of 100,000 files as an editor shows with ease, and counts the rest', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => [`f${index}`, [`t${index % 500}`], ['n']] as const);
    const preview = previewChanges([preparation(...many)]);
    const page = previewPage({ question: 'Q?', facts: '', files: 100_000, preview, nonce: 'n' });
    deepEqual(
      [preview.files.length, preview.moreFiles, preview.groups.length, preview.moreGroups, preview.removed.length],
      [1000, 99_000, 100, 400, 500],
    );
    ok(page.length < 500_000, `${page.length} characters`);
  });

  it('shows names as text, whatever they hold', () => {
    const preview = previewChanges([preparation(['<img src=x onerror=alert(1)>', ['"></del><script>'], []])]);
    const page = previewPage({ question: '<b>Q</b>?', facts: 'a\nb\n\n<c>', files: 1, preview, nonce: 'n' });
    deepEqual(page.match(/<(img|b|c)\b|<script>/g), null);
    deepEqual(page.match(/<script nonce="n">/g)?.length, 1);
    // where only text can be, an element would be read out as its name
    deepEqual(page.match(/<title>.*<\/title>/)?.[0], '<title>&#60;b&#62;Q&#60;/b&#62;?</title>');
    deepEqual(page.match(/="[^"]*<[^"]*"/g), null);
  });
});
