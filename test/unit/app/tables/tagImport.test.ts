import { deepEqual, equal } from 'node:assert/strict';
import {
  importRows,
  type ImportMode,
  keyedRows,
  readTable,
  rejectedAfter,
  tableFormatOf,
} from '../../../../src/app/tables/tagImport';
import type { TagTable } from '../../../../src/app/tables/tagTable';
import { printRejectedLines, printSheetTable } from '../../../../src/app/tables/sheetTable';

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
