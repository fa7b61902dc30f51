// `npm run bench [-- --json FILE] [ROW …]`: all figures of one table come from one run, against the sample library's server.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchBrowsing } from './browsing';
import { benchLatency, benchRateLimit } from './bulk';
import { benchIndex } from './indexing';
import { benchJournal, benchLargeJournal } from './journalling';
import { benchPace } from './pace';
import { benchPlanning, benchReplace } from './planning';
import { benchRequests } from './requests';
import { benchSheets } from './sheets';
import { benchStartup } from './startup';
import { benchSuggestions } from './suggesting';
import { printTable, type Row } from './table';
import { benchWalk } from './walking';

const benches: Readonly<Record<string, () => Promise<readonly Row[]> | readonly Row[]>> = {
  latency: benchLatency,
  rate: benchRateLimit,
  pace: benchPace,
  replace: benchReplace,
  requests: benchRequests,
  planning: benchPlanning,
  journal: benchJournal,
  'large-journal': benchLargeJournal,
  suggesting: benchSuggestions,
  index: benchIndex,
  browse: benchBrowsing,
  walk: benchWalk,
  sheet: benchSheets,
  startup: benchStartup,
};

void main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string', default: 'test/out/bench.json' } },
    allowPositionals: true,
  });
  const rows: Row[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    rows.push(...(await bench()));
  }
  printTable(rows);
  writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
}
