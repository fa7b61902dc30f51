// `npm run bench [-- --json FILE] [ROW …]`: all figures of one table come from one run, against the sample library's server.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchLatency, benchRateLimit } from './bulk';
import { benchIndex } from './indexing';
import { benchJournal } from './journalling';
import { benchPace } from './pace';
import { benchPlanning, benchReplace } from './planning';
import { benchStartup } from './startup';
import { benchSuggestions } from './suggesting';
import { printTable, type Row } from './table';

const benches: Readonly<Record<string, () => Promise<readonly Row[]> | readonly Row[]>> = {
  latency: benchLatency,
  rate: benchRateLimit,
  pace: benchPace,
  replace: benchReplace,
  planning: benchPlanning,
  journal: benchJournal,
  suggesting: benchSuggestions,
  index: benchIndex,
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
