// `npm run torture -- [--runs N] [--seed N] [--from N] [--abreast N] [--speed N]`: see torture.ts. What happened in a world with
// disagreements is written to test/out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { textOf } from '../world/disagreement';
import { type FailingWorld, torture, type TortureReport } from './torture';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    abreast: { type: 'string', default: '8' },
    speed: { type: 'string', default: '100' },
  },
});
const seed = Number(values.seed);
const began = Date.now();
let told = began;

void torture({
  runs: Number(values.runs),
  seed,
  from: Number(values.from),
  abreast: Number(values.abreast),
  speed: Number(values.speed),
  program: join(__dirname, 'client.js'),
  onFailing: tell,
  onProgress: ({ worlds, files, tally, failing }) => {
    if (Date.now() - told < 10_000) return;
    told = Date.now();
    const seconds = Math.round((told - began) / 1_000);
    process.stderr.write(`${seconds} s: ${worlds} worlds, ${tally.of('runs')} runs, ${files} files, ${failing.length} failing\n`);
  },
}).then(print);

function tell({ number, disagreements, story }: FailingWorld): void {
  const file = `test/out/torture-${seed}-${number}.log`;
  mkdirSync('test/out', { recursive: true });
  writeFileSync(file, [...story, ...disagreements.map(textOf)].join('\n'));
  console.log(`\n## --seed ${seed} --from ${number}, told in ${file}`);
  for (const one of disagreements.slice(0, 3)) console.log(textOf(one));
}

function print({ worlds, files, tally, failing }: TortureReport): void {
  console.table(tally.table());
  console.log(`\n${worlds} worlds, ${tally.of('runs')} runs, ${files} files`);
  console.log(`${tally.of('disagreement')} disagreements in ${failing.length} worlds`);
  process.exitCode = failing.length === 0 ? 0 : 1;
}
