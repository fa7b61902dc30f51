// `npm run simulate -- [--seconds N] [--seed N] [--worlds N] [--from N] [--shrink SECONDS] [--trace WORD]`: see simulate.ts. With
// `--shrink` the first world with each kind of disagreement is cut down to what brings it about, and told; with `--trace` all is told
// of the first world that holds the word.
import { parseArgs } from 'node:util';
import { textOf } from '../world/disagreement';
import { scenarioOfWorld, shrunkStory, simulate, type SimulateReport } from './simulate';
import { runWorld } from './world';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    worlds: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    shrink: { type: 'string', default: '0' },
    /** Only kinds that contain it. */
    kind: { type: 'string', default: '' },
    trace: { type: 'string' },
  },
});
const seed = Number(values.seed);

const { trace } = values;
if (trace !== undefined) void tell(trace);
else
  void simulate({
    seconds: Number(values.seconds),
    worlds: Number(values.worlds),
    seed,
    from: Number(values.from),
    onProgress: text => {
      process.stderr.write(`${text}\n`);
    },
  }).then(print);

async function tell(word: string): Promise<void> {
  await runWorld(scenarioOfWorld(seed, Number(values.from)), line => {
    if (line.includes(word)) console.log(line);
  });
}

async function print({ worlds, seconds, files, events, tally, failing }: SimulateReport): Promise<void> {
  console.table(tally.table());
  const kinds = new Map<string, { worlds: number; first: number; text: string }>();
  for (const { number, disagreements } of failing)
    for (const kind of new Set(disagreements.map(one => one.kind))) {
      if (!kind.includes(values.kind)) continue;
      const text = disagreements.filter(one => one.kind === kind).map(textOf)[0] ?? '';
      const known = kinds.get(kind) ?? { worlds: 0, first: number, text };
      known.worlds++;
      kinds.set(kind, known);
    }
  for (const [kind, found] of [...kinds].sort(([, left], [, right]) => right.worlds - left.worlds)) {
    console.log(`\n## ${kind}: in ${found.worlds} worlds, first in --seed ${seed} --from ${found.first} --worlds 1`);
    console.log(found.text);
    if (Number(values.shrink) > 0)
      console.log(await shrunkStory(scenarioOfWorld(seed, found.first), kind, Number(values.shrink)));
  }
  const each = Math.round((files / seconds) * 60);
  console.log(
    `\n${worlds} worlds, ${tally.of('runs')} runs, ${files} files (${each} a minute of one core), ${events} events of the scheduler`,
  );
  console.log(`${tally.of('disagreement')} disagreements in ${failing.length} worlds`);
  process.exitCode = failing.length === 0 ? 0 : 1;
}
