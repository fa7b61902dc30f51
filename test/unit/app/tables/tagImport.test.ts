import { deepEqual, equal } from 'node:assert/strict';
import {
  importRows,
  jobOfImport,
  type ImportMode,
  keyedRows,
  readTable,
  rejectedAfter,
  tableFormatOf,
} from '../../../../src/app/tables/tagImport';
import type { Job } from '../../../../src/core/plan/plan';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';
import { printRejectedLines, printSheetTable, type TagTable } from '../../../../src/app/tables/tagTable';

const never = new AbortController().signal;
const limits = { fileId: /^[0-9a-f]{4}$/ };

function imported(csv: string, mode: ImportMode): unknown {
  const { targets, rejected } = importRows(keyedRows(readTable(csv, 'csv') as TagTable, limits), mode, new Map([['/b', 'bbbb']]));
  return [targets, rejected.map(({ line, problem }) => [line, problem])];
}

describe('an import of tags', () => {
  const csv = `id,path,tags
aaaa,/a,mug;red
,/b,
5E+10,/b,
zzz,,mug
,/c,mug
aaaa,/a,red
aaaa,/a,mug;red`;
  const rejected = [
    [5, { kind: 'badId', id: 'zzz' }],
    [6, { kind: 'noSuchPath', path: '/c' }],
    [7, { kind: 'doubled', firstLine: 2 }],
  ];

  it('replaces tags, and says what is wrong with which row', () => {
    deepEqual(imported(csv, 'replace'), [
      [
        { id: 'aaaa', path: '/a', edit: { kind: 'replace', tags: ['mug', 'red'] } },
        { id: 'bbbb', path: '/b', edit: { kind: 'clear' } },
      ],
      rejected,
    ]);
  });

  it('adds tags, and leaves alone what gains none', () => {
    deepEqual(imported(csv, 'add'), [[{ id: 'aaaa', path: '/a', edit: { kind: 'add', tags: ['mug', 'red'] } }], rejected]);
  });

  it('asks for what differs alone, whichever tags a search that is behind does not show yet', async () => {
    const clock = new VirtualClock();
    const library = new Map(Array.from({ length: 100 }, (_, index) => [String(index), ['old'] as readonly string[]]));
    const service = new MemoryService(library, { clock, lagMs: 60_000 });
    const session = sessionOf(service, clock);
    let count = 0;
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => `run-${++count}` });
    const run = async (job: Job) => runs.start(await runs.prepare(job, { signal: never })).done;
    const edit = { kind: 'add', tags: ['new'] } as const;
    await run({ session, targets: [{ id: '7', edit }], origin: { kind: 'edit' } });
    const jobOf = (tags: string) => {
      const rows = [...library.keys(), 'ffff'].map(id => `${id},${tags}`).join('\n');
      const table = readTable(`id,tags\n${rows}`, 'csv') as TagTable;
      return jobOfImport(importRows(keyedRows(table, session.service.limits), 'replace', new Map()), session, runs, {
        signal: never,
      });
    };
    const editsOf = ({ targets }: Job) => [...new Set(targets.map(target => `${JSON.stringify(target.edit)} ${target.id}`))];
    const asked = [await jobOf('old'), await jobOf('old;more')];
    const ledger = await run(asked[0] as Job);
    deepEqual(
      [asked.map(job => job.targets.length), editsOf(asked[0] as Job), new Set(ledger.files.map(({ outcome }) => outcome))],
      [
        [2, 101],
        ['{"kind":"remove","tags":["new"]} 7', '{"kind":"replace","tags":["old"]} ffff'],
        new Set(['changed', 'missing']),
      ],
    );
  });

  it('lists the rows that the run could not carry out, too', () => {
    const found = importRows(keyedRows(readTable(csv, 'csv') as TagTable, limits), 'add', new Map());
    const file = { id: 'aaaa', outcome: 'failed', fault: { code: 'rejected' } } as const;
    deepEqual(
      rejectedAfter(found, [file, { id: 'bbbb', outcome: 'changed' }]).map(({ line, problem: { kind } }) => [line, kind]),
      [
        [2, 'failed'],
        [3, 'noSuchPath'],
        [4, 'noSuchPath'],
        [5, 'badId'],
        [6, 'noSuchPath'],
        [7, 'doubled'],
      ],
    );
  });

  it('reads a sheet', () => {
    const text = printSheetTable(
      [
        { id: 'aaaa', path: '/a', tags: ['mug'] },
        { id: 'bbbb', tags: [] },
      ],
      ['two files'],
    );
    const table = readTable(`${text}/c : mug\n`, 'sheet') as TagTable;
    deepEqual(
      [
        table.rows.map(({ line, id, path, tags }) => [line, id, path, tags]),
        printRejectedLines(table.rejected, ({ line }) => `line ${line}`),
      ],
      [
        [
          [2, 'aaaa', '/a', ['mug']],
          [3, 'bbbb', 'bbbb', []],
        ],
        '# line 4\n/c : mug\n',
      ],
    );
  });

  for (const [text, name, format] of [
    ['id,tags\n1,a', '', 'csv'],
    ['\ufeff{"id":1}', '', 'jsonl'],
    ['\n[{}]', '', 'jsonl'],
    ['# demo\n/a : mug # 1', '', 'sheet'],
    ['/a : mug # 1', '', 'sheet'],
    ['', 'x.JSONL', 'jsonl'],
    ['{', 'x.csv', 'csv'],
    ['', 'x.tagsheet', 'sheet'],
    ['', 'x.txt', 'csv'],
  ] as const) {
    it(`takes ${JSON.stringify(text)} of "${name}" for ${format}`, () => {
      equal(tableFormatOf(text, name), format);
    });
  }
});
