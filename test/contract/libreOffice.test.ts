import { deepEqual } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printCsv } from '../../src/app/tables/csvTable';
import { differing, importRows, keyedRows, readTable } from '../../src/app/tables/tagImport';
import type { Finding } from '../../src/core/plan/readImages';
import { bulkLimits } from '../support/memoryService';
import { pick, seededRandom, some } from '../support/random';

/** What a spreadsheet likes to take for something else, and what likes to break. */
const tags = [
  ...[
    'sale',
    'mug',
    'two words',
    'sale, 50 off',
    'a;b',
    '"quoted"',
    '5" pipe',
    "don't",
    ' padded ',
    '#1',
    'C#',
    '50%',
    'a\tb',
    'two\nlines',
  ],
  ...[
    '2024',
    '007',
    '1.50',
    '1,50',
    '1/2',
    '1-2',
    '5e10',
    '5E10',
    '+49',
    '-5',
    '=1+1',
    '@home',
    '=cmd|x',
    'true',
    'FALSE',
    'May 5',
    '5. März',
  ],
  ...[
    '10:30',
    '€5',
    '12 Jan 2024',
    '1 1/2',
    'TRUE',
    'N/A',
    '#N/A',
    '日本',
    '😀 party',
    'שלום',
    "'tis",
    "'=1+1",
    '0x1F',
    '1e',
    '(5)',
    '1_000',
  ],
];

const files = (() => {
  const random = seededRandom(5_000);
  const ids = ['598821e10057563', '000000000000000000000001', '123456789012345678901234', '1e10', '5988e210'];
  return Array.from({ length: 5_000 }, (_, index) => ({
    id: ids[index] ?? (0x5988_2100_0000 + index * 7_919).toString(16).padStart(24, '0'),
    path: `/products/${pick(random, ['mugs', '=hats', '2024', 'a, b', 'c;d'])}/${pick(random, tags).trim()} ${index}.jpg`,
    tags: some(random, tags, 4),
  }));
})();

describe('a CSV that LibreOffice has opened and saved', () => {
  it('reads as the same tags of 5,000 files', function () {
    if (spawnSync('soffice', ['--version']).status !== 0) {
      // its package is large, and this can break with a change of the tables alone
      console.log('      soffice is not installed: apt-get install libreoffice-calc');
      this.skip();
    }
    this.timeout(180_000);
    const folder = mkdtempSync(join(tmpdir(), 'tagwright-csv-'));
    try {
      writeFileSync(join(folder, 'tags.csv'), printCsv(files));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      // commas, quotes, UTF-8: what its dialogue offers for this file, and what it writes by itself
      const format = 'Text - txt - csv (StarCalc):44,34,76';
      const convert = ['--headless', `--infilter=${format}`, '--convert-to', `csv:${format}`, '--outdir', join(folder, 'saved')];
      execFileSync('soffice', [profile, ...convert, join(folder, 'tags.csv')], { stdio: 'ignore' });
      const table = readTable(readFileSync(join(folder, 'saved', 'tags.csv'), 'utf8'), 'csv');
      if ('kind' in table) throw new Error(table.kind);
      const limits = { ...bulkLimits, fileId: /^[0-9a-f]+$/ };
      const { targets, rejected } = importRows(keyedRows(table, limits), 'replace', new Map());
      const findings = new Map(
        files.map(({ id, tags: own }): [string, Finding] => [
          id,
          { kind: 'present', image: { tags: own, source: 'search', at: 0 } },
        ]),
      );
      deepEqual([differing(targets, findings), rejected, targets.length], [[], [], 5_000]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
