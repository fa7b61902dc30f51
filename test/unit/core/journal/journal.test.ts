import { deepEqual, rejects } from 'node:assert/strict';
import type { Edit } from '../../../../src/core/model/edit';
import { beginningOf, type RunHead, summaryOf } from '../../../../src/core/journal/journal';
import { runRecordOf } from '../../../../src/core/journal/readRecord';
import { type Entry, parseLine } from '../../../../src/core/journal/journalLines';
import { jobLines, lineOf } from '../../../../src/core/journal/writtenLines';

const add: Edit = { kind: 'add', tags: ['sale'] };
const head: RunHead = {
  runId: 'r',
  connection: { id: 'c', name: 'demo', service: 'imagekit' },
  account: 'a',
  edit: add,
  origin: { kind: 'edit' },
  targets: 2,
};
const counts = { changed: 2, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };
const job = [
  ...jobLines(
    head,
    [
      { id: '0', edit: add },
      { id: '1', edit: add },
    ],
    5,
  ),
];
const send: Entry = { type: 'send', at: 6, write: { kind: 'add', fileIds: ['0'], tags: ['sale'] }, before: [['old']] };
const settled: Entry = {
  type: 'outcomes',
  at: 7,
  files: [{ ids: ['0'], outcome: 'changed', before: ['old'], after: ['old', 'sale'] }],
};
const whole = [...job, lineOf(send), lineOf(settled), lineOf({ type: 'end', at: 8, counts, touched: 1 })];

function plain(lines: readonly string[]): readonly string[] {
  return lines.map(line => line.trimEnd());
}

/** One character of a line is another one. */
function damaged(line: string, at = 20): string {
  return line.slice(0, at) + (line[at] === 'x' ? 'y' : 'x') + line.slice(at + 1);
}

/** As a version without sums wrote it. */
function bare(lines: readonly string[]): readonly string[] {
  return plain(lines).map(line => line.replace(/,"sum":"\w+"\}$/, '}'));
}

async function* stream(lines: readonly string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* plain(lines);
}

describe('a journal', () => {
  const first = { id: '0', edit: add, outcome: 'changed', before: ['old'], after: ['old', 'sale'], at: 7 };
  const cases: readonly { readonly name: string; readonly lines: readonly string[]; readonly files: unknown }[] = [
    { name: 'tells of each file what became of it', lines: whole, files: [first, { id: '1', edit: add, outcome: 'notSent' }] },
    {
      name: 'of an earlier version is read as it was',
      lines: bare(whole).filter(line => !line.includes('"ready"')),
      files: [first, { id: '1', edit: add, outcome: 'notSent' }],
    },
    ...[(line: string) => line, (line: string) => lineOf(JSON.parse(line) as Entry)].map((write, index) => ({
      name: `of an earlier version, which said of each file by itself what is said of many, is read alike: ${index === 0 ? 'without' : 'with'} sums`,
      lines: [
        `{"type":"begin","version":1,"at":5,${JSON.stringify(head).slice(1)}`,
        '{"type":"targets","files":[{"id":"0","path":"/a"},{"id":"1"}]}',
        '{"type":"send","at":6,"write":{"kind":"add","fileIds":["0"],"tags":["sale"]},"before":[["old"]]}',
        '{"type":"outcomes","at":7,"files":[{"id":"0","outcome":"changed","before":["old"],"after":["old","sale"]}]}',
      ].map(write),
      files: [
        { ...first, path: '/a' },
        { id: '1', edit: add, outcome: 'notSent' as const },
      ],
    })),
    {
      name: 'names a write of which nothing was heard',
      lines: [...job, lineOf(send)],
      files: [
        { id: '0', edit: add, outcome: 'unknown', open: true, before: ['old'], after: ['old', 'sale'], at: 6 },
        { id: '1', edit: add, outcome: 'notSent' },
      ],
    },
    {
      name: 'whose outcomes are damaged takes no file for settled',
      lines: whole.with(4, damaged(whole[4] ?? '')),
      files: [
        { id: '0', edit: add, outcome: 'unknown', open: true, before: ['old'], after: ['old', 'sale'], at: 6 },
        { id: '1', edit: add, outcome: 'unknown', fault: { code: 'journal' } },
      ],
    },
    {
      name: 'is read without its first line',
      lines: whole.with(0, damaged(whole[0] ?? '')),
      files: [first, { id: '1', edit: add, outcome: 'unknown', fault: { code: 'journal' } }],
    },
    { name: 'that is not marked whole was never begun', lines: job.slice(0, -1), files: undefined },
    { name: 'of a later version is not taken for one of this', lines: ['{"type":"begin","version":3}'], files: undefined },
  ];
  for (const { name, lines, files } of cases) {
    it(name, async () => {
      deepEqual((await runRecordOf(plain(lines)))?.files, files);
    });
  }

  it("keeps each file's own edit, and says the job's but once", async () => {
    const own: Edit = { kind: 'remove', tags: ['old'] };
    const lines = [
      ...jobLines(
        head,
        [
          { id: '0', edit: add },
          { id: '1', edit: own },
        ],
        5,
      ),
    ];
    const record = await runRecordOf(plain([...lines, lineOf(send)]));
    deepEqual(
      [record?.files.map(({ edit }) => edit), lines.map(line => line.split('"sale"').length - 1)],
      [
        [add, own],
        [1, 0, 1],
      ],
    );
  });

  it('says but once what is so of many files, and tells each from those of which the path is not known', async () => {
    const own = { kind: 'patch', add: ['sale'], remove: [] } as const;
    const targets = ['0', '1', '2', '3'].map(id => ({ id, edit: { ...own }, ...(id !== '1' && { path: `/${id}` }) }));
    const lines = [...jobLines({ ...head, edit: own }, targets, 5)];
    const record = await runRecordOf(plain(lines));
    deepEqual(
      [lines[1]?.split('"patch"').length, record?.files.map(({ id, path, edit }) => [id, path, edit])],
      [3, ['0', '2', '3', '1'].map(id => [id, id === '1' ? undefined : `/${id}`, own])],
    );
  });

  it('tells how many of its entries are damaged', async () => {
    const told = await Promise.all(
      whole.map(async (_, index) => (await runRecordOf(plain(whole.with(index, damaged(whole[index] ?? '')))))?.damaged),
    );
    // without its mark, what was sent says that the job was whole
    deepEqual([told, (await runRecordOf(plain(whole)))?.damaged], [[1, 1, 1, 1, 1, 1], undefined]);
  });

  it('notices any one character that is another', async () => {
    const text = (whole[4] ?? '').trimEnd();
    const passed = Array.from(text, (_, at) => parseLine(damaged(text, at)).kind).filter(kind => kind === 'entry');
    // a line whose sum can't be told from the rest is one of an earlier version, and of those this journal has none
    const record = await Promise.all(
      Array.from(text, async (_, at) => (await runRecordOf(plain(whole.with(4, damaged(text, at)))))?.damaged),
    );
    deepEqual([passed.length < text.length / 4, record.filter(count => count !== 1)], [true, []]);
  });

  it('lets entries pass that a later version has added', async () => {
    const weather = lineOf({ type: 'weather' } as unknown as Entry);
    const record = await runRecordOf(plain([...job, weather]));
    deepEqual([record?.files.length, record?.damaged], [2, undefined]);
  });

  it('tells from its ends what the run is', () => {
    const ends = (from: string, to: string) => summaryOf({ runId: 'r', first: from.trimEnd(), last: to.trimEnd() });
    const [begin = '', ...rest] = whole;
    const later = JSON.stringify({
      type: 'begin',
      version: 3,
      at: 9,
      connection: { id: 'c', name: 'demo', service: 'imagekit' },
    });
    deepEqual(
      [
        ends(begin, rest.at(-1) ?? ''),
        ends(begin, lineOf(send))?.ended,
        ends(begin, job[1] ?? ''),
        ends(begin, ''),
        ends(bare([begin])[0] ?? '', ''),
        ends(later, '')?.isLaterVersion,
      ],
      [
        { ...head, startedAt: 5, ended: { at: 8, counts, touched: 1 } },
        undefined,
        undefined,
        undefined,
        { ...head, startedAt: 5 },
        true,
      ],
    );
  });

  it('tells a stump from a run that began', async () => {
    const kinds = [[], job.slice(0, 1), job.slice(0, 2), job, [...job.slice(0, 2), damaged(job[2] ?? ''), lineOf(send)]].map(
      async lines => (await beginningOf(stream(lines))).kind,
    );
    deepEqual(await Promise.all(kinds), ['stump', 'stump', 'stump', 'begun', 'begun']);
  });

  it('that can not be read says so', async () => {
    await rejects(
      runRecordOf(
        (async function* () {
          yield await Promise.reject<string>(new Error('EIO'));
        })(),
      ),
      { message: 'EIO' },
    );
  });
});
