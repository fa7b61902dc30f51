import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import {
  guardedCell,
  printCsv,
  printRejectedCsv,
  readCsv,
  tagsOfCell,
  tagsToCell,
  unguardedCell,
} from '../../../../src/app/tables/csvTable';
import { printJsonLines, printRejectedJsonLines, readJsonTable } from '../../../../src/app/tables/jsonTable';
import type { TableProblem, TagTable } from '../../../../src/app/tables/tagTable';
import { hostileFiles, hostileText } from '../../../support/hostileText';

function contentOf(table: TagTable | TableProblem): unknown {
  if ('kind' in table) return table;
  const { rows, rejected } = table;
  return [
    rows.map(({ line, id, path, tags }) => [line, id, path, tags]),
    rejected.map(({ line, problem: { kind } }) => [line, kind]),
  ];
}

describe('a cell', () => {
  for (const [text, cell] of [
    ['mug', 'mug'],
    ['=1+1', "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["don't", "don't"],
    ['-5', "'-5"],
    ['007', "'007"],
    ['1/2', "'1/2"],
    ['5e10', "'5e10"],
    ['5e21880d5efe355febd4bccd', '5e21880d5efe355febd4bccd'],
    ['true', "'true"],
    ['May 5', "'May 5"],
    ['5. März', "'5. März"],
    ['may be 5', 'may be 5'],
    ['/products/007.jpg', '/products/007.jpg'],
  ] as const) {
    it(`keeps ${text} from a spreadsheet`, () => {
      deepEqual([guardedCell(text), unguardedCell(cell)], [cell, text]);
    });
  }

  for (const [tags, cell] of [
    [[], ''],
    [['mug'], 'mug'],
    [['mug', 'sale, 50 off', 'a;b', ' c ', '5" pipe'], 'mug;"sale, 50 off";"a;b";" c ";"5"" pipe"'],
    [['2024'], '2024;'],
    [['2024', '007'], '2024;007'],
    [['a', '=1+1', '@home'], "a;'=1+1;'@home"],
  ] as const) {
    it(`holds tags: ${cell}`, () => {
      deepEqual([tagsToCell(tags), tagsOfCell(cell)], [cell, tags]);
    });
  }

  for (const [cell, separator, tags] of [
    [' mug ; ;mug;red ', ';', ['mug', 'red']],
    ['mug\nred\r\nblue', ';', ['mug', 'red', 'blue']],
    ['mug, red', ',', ['mug', 'red']],
    ['"mug', ';', ['"mug']],
  ] as const) {
    it(`is read as people write it: ${JSON.stringify(cell)}`, () => {
      deepEqual(tagsOfCell(cell, separator), tags);
    });
  }
});

describe('a CSV', () => {
  it('has the columns id, path and tags', () => {
    equal(
      printCsv([
        { id: '5988', path: '/p/mug "x".jpg', tags: ['mug', 'a,b'] },
        { id: 'a1', tags: [] },
      ]),
      '\ufeffid,path,tags\r\n\'5988,"/p/mug ""x"".jpg","mug;""a,b"""\r\na1,,\r\n',
    );
  });

  it('is read to the same files and tags, whatever they hold', () => {
    fc.assert(
      fc.property(hostileFiles, files => {
        const exact = files.flatMap(({ id, path, tags }) => {
          const isWhole = [id, path, ...tags].every(text => !/\p{Surrogate}/u.test(text));
          // an id has no blanks around it, and half a character can't be written in UTF-8
          return isWhole && id.trim() === id && id !== '' ? [{ id, path, tags: tags.filter(tag => tag !== '') }] : [];
        });
        const table = readCsv(printCsv(exact));
        deepEqual('kind' in table ? table : table.rows.map(({ id, path = '', tags }) => ({ id, path, tags })), exact);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 8 }), pieces => {
        const body = pieces.join('');
        for (const text of [body, `id,tags\n${body}`, `\ufeffpath;keywords\r\n${body}`]) {
          const table = readCsv(text);
          if (!('kind' in table)) printRejectedCsv(table, table.rejected, () => 'reason');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  for (const [what, text, content] of [
    ['nothing', '\ufeff\r\n ', { kind: 'empty' }],
    ['no columns', 'a,b\n1,2', { kind: 'noColumns', found: ['a', 'b'] }],
    ['semicolons and tags in quotes', '\ufeffID;Path;Tags\r\n1;/a;"mug;red"\r\n', [[[2, '1', '/a', ['mug', 'red']]], []]],
    ['tabs', 'tags\tid\nmug;red\t1', [[[2, '1', undefined, ['mug', 'red']]], []]],
    ['what Excel is told', 'sep=;\r\nid;tags\r\n1;mug', [[[3, '1', undefined, ['mug']]], []]],
    ['other names', 'File Path,file_id,Keywords,size\n/a,1,mug,12', [[[2, '1', '/a', ['mug']]], []]],
    [
      'commas between tags',
      'id,tags\n1,"mug, red"\n2,blue',
      [
        [
          [2, '1', undefined, ['mug', 'red']],
          [3, '2', undefined, ['blue']],
        ],
        [],
      ],
    ],
    [
      'a comma within a tag',
      'id,tags\n1,"sale, 50 off"\n2,blue;red',
      [
        [
          [2, '1', undefined, ['sale, 50 off']],
          [3, '2', undefined, ['blue', 'red']],
        ],
        [],
      ],
    ],
    [
      'tags that were parted into cells',
      'id,path,tags,,\n1,/a,mug,red,blue\n2,/b,,,',
      [
        [
          [2, '1', '/a', ['mug', 'red', 'blue']],
          [3, '2', '/b', []],
        ],
        [],
      ],
    ],
    ['a path alone', 'path,tags\n/a,mug', [[[2, undefined, '/a', ['mug']]], []]],
    [
      'rows that can not be used',
      'id,path,tags\n\n,,mug\n1\n"2\n3,/a,b',
      [
        [],
        [
          [3, 'noKey'],
          [4, 'noTags'],
          [5, 'unreadable'],
        ],
      ],
    ],
    [
      'lines within cells',
      'id,tags\r\n1,"mug\r\nred"\r\n\r\n2,x',
      [
        [
          [2, '1', undefined, ['mug', 'red']],
          [5, '2', undefined, ['x']],
        ],
        [],
      ],
    ],
    [
      'old line ends',
      'id,tags\r1,mug\r2,red',
      [
        [
          [2, '1', undefined, ['mug']],
          [3, '2', undefined, ['red']],
        ],
        [],
      ],
    ],
    ['empty rows of a spreadsheet', 'id,path,tags\n1,/a,mug\n,,\n', [[[2, '1', '/a', ['mug']]], []]],
  ] as const) {
    it(`is read with ${what}`, () => {
      deepEqual(contentOf(readCsv(text)), content);
    });
  }

  it('writes down what could not be used, to be fixed and read again', () => {
    const table = readCsv('id;path;tags\n1;/a;mug\n;;"red;blue"\n9\n') as TagTable;
    const text = printRejectedCsv(table, table.rejected, ({ line, problem: { kind } }) => `line ${line}: ${kind}`);
    equal(text, '\ufeffproblem;id;path;tags\r\nline 3: noKey;;;"red;blue"\r\nline 4: noTags;9;;\r\n');
    const fixed = text.replace(';;;', ';2;;');
    deepEqual(contentOf(readCsv(fixed)), [
      [
        [2, '2', undefined, ['red', 'blue']],
        [3, '9', undefined, []],
      ],
      [],
    ]);
    const again = readCsv(fixed) as TagTable;
    equal(
      printRejectedCsv(again, [], () => ''),
      '\ufeffproblem;id;path;tags\r\n',
    );
  });
});

describe('JSON Lines', () => {
  it('are read to the same files and tags, whatever they hold', () => {
    fc.assert(
      fc.property(hostileFiles, files => {
        const exact = files.filter(({ id }) => id !== '');
        const table = readJsonTable(printJsonLines(exact));
        deepEqual(
          'kind' in table && exact.length === 0
            ? []
            : (table as TagTable).rows.map(({ id, path = '', tags }) => ({ id, path, tags })),
          exact,
        );
      }),
      { numRuns: 1_000 },
    );
  });

  for (const [what, text, content] of [
    ['nothing', ' \n', { kind: 'empty' }],
    [
      'lines',
      '{"id":"1","tags":["a","a"]}\r\n\n{"path":"/b","tags":[],"x":1}',
      [
        [
          [1, '1', undefined, ['a']],
          [3, undefined, '/b', []],
        ],
        [],
      ],
    ],
    ['an array of a service', '[\n{"fileId":"1","filePath":"/a","tags":null}\n]', [[[1, '1', '/a', []]], []]],
    [
      'what can not be used',
      '{"id":1}\n[]\nx\n{"tags":["a"]}\n{"id":"1"}',
      [
        [],
        [
          [1, 'unreadable'],
          [2, 'unreadable'],
          [3, 'unreadable'],
          [4, 'noKey'],
          [5, 'noTags'],
        ],
      ],
    ],
  ] as const) {
    it(`are read with ${what}`, () => {
      deepEqual(contentOf(readJsonTable(text)), content);
    });
  }

  it('write down what could not be used', () => {
    const { rejected } = readJsonTable('{"tags":["a"]}\nx') as TagTable;
    equal(
      printRejectedJsonLines(rejected, ({ problem: { kind } }) => kind),
      '{"problem":"noKey","tags":["a"]}\n{"problem":"unreadable","text":"x"}\n',
    );
  });
});
