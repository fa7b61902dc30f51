import { deepEqual, equal, ok } from 'node:assert/strict';
import { applySheetEdits } from '../../../../src/app/drafts/sheet';
import { TagSheets, type SheetSource } from '../../../../src/app/drafts/tagSheets';
import type { Confirmation, JobPorts } from '../../../../src/app/jobs/jobPorts';
import { Jobs } from '../../../../src/app/jobs/jobs';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryDrafts } from '../../../support/memoryDrafts';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, type MemoryServiceOptions, sessionOf } from '../../../support/memoryService';
import { services } from '../../../support/services';
import { VirtualClock } from '../../../support/virtualClock';

const opened: readonly (readonly [string, readonly string[]])[] = [
  ['a', ['sumer', 'mug']],
  ['b', ['sumer']],
  ['c', ['hat']],
];
const silent = () => undefined;

/** A library with a sheet of its three files open, with or without unsaved text. */
async function scene({ answer = true, ...options }: Partial<MemoryServiceOptions> & { readonly answer?: boolean } = {}) {
  const clock = new VirtualClock();
  const library = new Map(opened.map(([id, tags]) => [id, tags] as const));
  const session = sessionOf(new MemoryService(library, { clock, ...options }), clock);
  const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'run' });
  const asked: Confirmation[] = [];
  const ports: JobPorts = {
    confirm: confirmation => {
      asked.push(confirmation);
      return Promise.resolve(answer);
    },
    showProgress: () => ({ signal: new AbortController().signal, report: silent, hide: silent }),
    tell: silent,
    log: { info: silent, warn: silent },
  };
  const jobs = new Jobs({ runs, services, clock, confirmPolicy: () => 'never', ports });
  const store = new MemoryDrafts();
  /** The editor's text, where it waits to be saved. */
  const editor: { text?: string } = {};
  let count = 0;
  const sheets = new TagSheets({
    store,
    clock,
    connections: { all: [session.connection], find: () => session.connection, onDidChange: () => ({ dispose: silent }) },
    sessions: { of: () => Promise.resolve(session) },
    tagsSeen: () => new Map([['summer', 9]]),
    editors: {
      textOf: () => editor.text,
      edit: (_, edits) => {
        if (editor.text !== undefined) editor.text = applySheetEdits(editor.text, edits);
        return Promise.resolve();
      },
      refresh: silent,
    },
    newId: () => `sheet-${++count}`,
  });
  const source: SheetSource = {
    connectionId: session.connection.id,
    title: '/all',
    source: 'all',
    files: opened.map(([id, tags]) => ({ id, path: `/${id}`, tags })),
    header: ['three files'],
  };
  const sheet = await sheets.open(source);
  return { sheets, sheet, jobs, store, library, asked, editor, source };
}

const lines = (...tags: readonly string[]) =>
  `# three files\n${tags.map((tag, index) => `/${'abc'[index]} : ${tag}  # ${'abc'[index]}\n`).join('')}`;

describe('a sheet', () => {
  it('begins with what the files have', async () => {
    const { sheet } = await scene();
    equal(sheet.text, '# three files\n/a : sumer, mug  # a\n/b : sumer       # b\n/c : hat         # c\n');
    deepEqual(sheet.state(sheet.text).changed, []);
  });

  it('asks, changes what was changed in it, and shows what the library has then', async () => {
    const { sheets, sheet, jobs, library, asked, store } = await scene();
    await sheet.keep(sheet.text.replaceAll('sumer', 'summer').replace(/.*# c\n/, ''));
    deepEqual(await sheets.apply(sheet, 'summary', jobs), { kind: 'applied' });
    deepEqual(
      [...library],
      [
        ['a', ['mug', 'summer']],
        ['b', ['summer']],
        ['c', ['hat']],
      ],
    );
    deepEqual(
      asked.map(({ question, opens }) => [question, opens]),
      [['Change the tags of 2 files in demo?', 'summary']],
    );
    deepEqual(
      [sheet.state(sheet.text).changed, sheet.text],
      [[], '# three files\n/a : summer, mug  # a\n/b : summer       # b\n'],
    );
    deepEqual(await store.read('sheet-1'), { record: sheet.record, text: sheet.text });
    deepEqual(await sheets.pending(), []);
  });

  it('sends nothing while it has errors, nothing changes, or the answer is no', async () => {
    const { sheets, sheet, jobs, library, asked } = await scene({ answer: false });
    deepEqual(await sheets.apply(sheet, 'summary', jobs), { kind: 'unchanged' });
    await sheet.keep(sheet.text.replace('/b', '/x').replace('hat', 'cap'));
    equal((await sheets.apply(sheet, 'summary', jobs)).kind, 'blocked');
    equal(asked.length, 0);
    await sheet.keep(sheet.text.replace('/x', '/b'));
    deepEqual(await sheets.apply(sheet, 'changes', jobs), { kind: 'declined' });
    deepEqual([asked[0]?.opens, library.get('c')], ['changes', ['hat']]);
    deepEqual(
      (await sheets.pending()).map(({ title, changed }) => [title, changed]),
      [['/all', 1]],
    );
  });

  it('keeps what others did meanwhile, and says so beforehand', async () => {
    const { sheets, sheet, jobs, library, asked } = await scene();
    library.set('a', ['mug', 'theirs']);
    await sheet.keep(sheet.text.replaceAll('sumer', 'summer'));
    await sheets.apply(sheet, 'summary', jobs);
    deepEqual([...library.values()], [['mug', 'theirs', 'summer'], ['summer'], ['hat']]);
    ok(asked[0]?.detail.includes('• /a: "theirs" added, "sumer" removed'), asked[0]?.detail);
    deepEqual(sheet.state(sheet.text).draft.wanted.get('a'), ['mug', 'theirs', 'summer']);
    deepEqual(sheet.state(sheet.text).changed, []);
  });

  it('is in step where others did the same already', async () => {
    const { sheets, sheet, jobs, library, asked } = await scene();
    for (const id of ['a', 'b'])
      library.set(
        id,
        (library.get(id) ?? []).map(tag => (tag === 'sumer' ? 'summer' : tag)),
      );
    await sheet.keep(sheet.text.replaceAll('sumer', 'summer'));
    deepEqual(await sheets.apply(sheet, 'summary', jobs), { kind: 'applied' });
    deepEqual([asked.length, sheet.state(sheet.text).changed], [0, []]);
  });

  it('keeps the edit of a line that failed, with the reason', async () => {
    const { sheets, sheet, jobs } = await scene({ refused: new Set(['b']) });
    await sheet.keep(sheet.text.replaceAll('sumer', 'summer'));
    await sheets.apply(sheet, 'summary', jobs);
    const { changed, draft } = sheet.state(sheet.text);
    deepEqual(
      [changed.map(({ id }) => id), draft.wanted.get('b'), sheet.record.failures],
      [['b'], ['summer'], { b: 'Error in adding tags' }],
    );
  });

  it('takes over what other runs do, beneath what is being typed', async () => {
    const { sheets, sheet, editor } = await scene();
    editor.text = sheet.text.replace('hat', 'hat, new').replace('sumer  ', 'sumer, mine');
    await sheets.applyOutcomes(sheet.record.connectionId, [
      { id: 'c', outcome: 'changed', before: ['hat'], after: ['cap'] },
      { id: 'b', outcome: 'changed', before: ['sumer'], after: ['summer'] },
      { id: 'z', outcome: 'changed', before: [], after: ['x'] },
    ]);
    const wanted = sheet.state(editor.text).draft.wanted;
    deepEqual(
      [...wanted],
      [
        ['a', ['sumer', 'mug']],
        ['b', ['summer', 'mine']],
        ['c', ['cap', 'new']],
      ],
    );
    deepEqual([...sheet.state(sheet.text).draft.wanted.values()], [['sumer', 'mug'], ['summer'], ['cap']]);
    await sheets.applyOutcomes('another', [{ id: 'c', outcome: 'changed', after: [] }]);
    deepEqual(sheet.state(sheet.text).draft.wanted.get('c'), ['cap']);
  });

  it('of the same files goes on with its edits, on top of what they have by now', async () => {
    const { sheets, sheet, source } = await scene();
    await sheet.keep(lines('summer, mug', 'sumer', 'hat'));
    const files = [
      { id: 'a', path: '/a', tags: ['sumer'] },
      { id: 'd', path: '/d', tags: ['d'] },
    ];
    const again = await sheets.open({ ...source, files });
    equal(again, sheet);
    deepEqual(
      [...again.state(again.text).draft.wanted],
      [
        ['a', ['summer']],
        ['b', ['sumer']],
        ['c', ['hat']],
        ['d', ['d']],
      ],
    );
    deepEqual(
      again.state(again.text).changed.map(({ id }) => id),
      ['a'],
    );
  });

  it('without edits is made anew, and taken away when it is not open', async () => {
    const { sheets, sheet, source, store } = await scene();
    const again = await sheets.open({ ...source, files: [{ id: 'a', path: '/a', tags: ['x'] }] });
    deepEqual([again.record.id, again.text], [sheet.record.id, '# three files\n/a : x  # a\n']);
    await sheets.open({ ...source, source: 'other' });
    await again.keep(again.text.replace('x', 'y'));
    await sheets.prune(() => false);
    deepEqual([...store.records.keys()], ['sheet-1']);
    await sheets.discard(again);
    deepEqual([again.text, again.state(again.text).changed], ['# three files\n/a : x  # a\n', []]);
    await sheets.prune(id => id === 'sheet-1');
    deepEqual([...store.records.keys()], ['sheet-1']);
  });

  it('is there in another session', async () => {
    const { sheet, store, sheets } = await scene();
    await sheet.keep(lines('summer, mug', 'sumer', 'hat'));
    const kept = await sheets.get('sheet-1');
    equal(kept, sheet);
    equal(await sheets.get('gone'), undefined);
    deepEqual(store.texts.get('sheet-1'), sheet.text);
  });
});
