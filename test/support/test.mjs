// `npm test`: everything that can be known of this checkout, from nothing. It closes with one line: N passed, N failed.
import './nodeVersion.mjs';
import { join } from 'node:path';
import { installDependencies } from './dependencies.mjs';
import { runNode } from './nodeProcess.mjs';
import { countResults, readResults } from './results.mjs';
import { exitOnSignals } from './signals.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

exitOnSignals();
const folder = temporaryFolder();
/** @type {{ part: string, passed: number, failed: number, seconds: number }[]} */
const summary = [];

await installDependencies();
const { getChromium } = await import('./chromium.mjs');
const { getVsCode, releases } = await import('./vscode.mjs');
await part('machine', async () => {
  console.log(`Chromium: ${getChromium()}`);
  for (const release of Object.values(releases)) console.log(`VS Code ${(await getVsCode(release)).version} is there`);
});
await part('build', () => run(['esbuild.js']));
// the tests in plain Node use one core: what is checked as a whole has the other
await Promise.all([check(), tests('unit and contract', 'test/support/unit.mjs')]);
await tests('host', 'test/support/host.mjs');
await tests('ui', 'test/support/ui.mjs');

console.log('');
for (const { part: name, passed, failed, seconds } of summary) {
  console.log(
    `${name.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed ${String(seconds).padStart(5)} s`,
  );
}
const sum = (/** @type {'passed' | 'failed'} */ key) => summary.reduce((total, line) => total + line[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;

async function check() {
  const programs = {
    types: ['node_modules/typescript/bin/tsc'],
    style: ['node_modules/eslint/bin/eslint.js', '.'],
    format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  };
  for (const [name, args] of Object.entries(programs)) await part(name, () => run(args, headingOf(name)), '');
}

/** @param {string} name */
function headingOf(name) {
  return `\n── ${name}`;
}

/**
 * Something that passes or fails as a whole.
 * @param {string} name
 * @param {() => void | Promise<void>} work
 * @param {string} [heading] printed before; none where the work prints its own
 */
async function part(name, work, heading = headingOf(name)) {
  const start = Date.now();
  if (heading !== '') console.log(heading);
  const reason = await Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      error => error,
    );
  if (reason !== undefined) console.error(reason instanceof Error ? reason.message : reason);
  const failed = reason === undefined ? 0 : 1;
  summary.push({ part: name, passed: 1 - failed, failed, seconds: since(start) });
}

/**
 * A program that writes a result for each of its tests. One that ran none, or ended early, counts as a failure.
 * @param {string} name
 * @param {string} program
 */
async function tests(name, program) {
  const start = Date.now();
  console.log(headingOf(name));
  const file = join(folder, `${name}.jsonl`);
  const status = await runNode([program], { env: { ...process.env, TAGWRIGHT_TEST_RESULTS: file } });
  const { passed, failed, ends } = countResults(readResults(file));
  const broken = passed + failed === 0 || ends === 0 || (status !== 0 && failed === 0);
  if (broken) console.error(`${name}: the tests did not run to their end`);
  summary.push({ part: name, passed, failed: failed + Number(broken), seconds: since(start) });
}

/**
 * @param {readonly string[]} args
 * @param {string} [heading] what is printed is kept, and printed below it at the end
 */
async function run(args, heading) {
  const code = await runNode(args, heading === undefined ? {} : { heading });
  if (code !== 0) throw new Error(`${String(args[0])} ended with ${code}`);
}

/** @param {number} start */
function since(start) {
  return Math.round((Date.now() - start) / 1000);
}
