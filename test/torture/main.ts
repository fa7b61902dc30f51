// `npm run torture -- [--runs N] [--seed N]`: see torture.ts.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { torture, type TortureReport } from './torture';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
  },
});
let told = Date.now();
void torture({
  runs: Number(values.runs),
  seed: Number(values.seed),
  from: Number(values.from),
  client: join(__dirname, 'client.js'),
  onProgress: report => {
    if (Date.now() - told < 10_000) return;
    told = Date.now();
    process.stderr.write(`${report.runs} runs, ${report.files} files, ${report.disagreements.length} disagreements\n`);
  },
}).then(print);

function print({ faults, disagreements, ...sums }: TortureReport): void {
  console.table(sums);
  console.table(faults);
  for (const disagreement of disagreements.slice(0, 20)) console.log(disagreement);
  console.log(`${disagreements.length} disagreements`);
  process.exitCode = disagreements.length === 0 ? 0 : 1;
}
