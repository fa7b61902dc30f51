// `npm run test:host [-- --only 1.139] [--verbose] [WORD …]`: the host tests whose path contains one of the words, in the
// extension host of both releases of VS Code, or in the desktop VS Code that VSCODE_EXECUTABLE names.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { bundleTests } from './bundleTests.mjs';
import { countResults, readResults } from './results.mjs';
import { exitOnSignals } from './signals.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';
import { getVsCode, releases } from './vscode.mjs';

exitOnSignals();
const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, verbose: { type: 'boolean' } },
  allowPositionals: true,
});
if (values.verbose) process.env.TAGWRIGHT_VERBOSE = '1';

const folder = mkdtempSync('test/out-');
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const external = ['vscode', 'mocha'];
await bundleTests('host', { words: positionals, external, outdir: folder, entries: ['test/host/run.ts'] });

const desktop = process.env.VSCODE_EXECUTABLE;
const chosen = Object.entries(releases).filter(([, { version }]) => version.startsWith(values.only ?? ''));
if (chosen.length === 0) {
  console.error(
    `--only ${values.only ?? ''}: there is ${Object.values(releases)
      .map(({ version }) => version)
      .join(' and ')}.`,
  );
  process.exit(1);
}
if (desktop !== undefined) await runIn(desktop, desktop, []);
else {
  for (const [name, release] of chosen) {
    await getVsCode(release);
    await runIn(`VS Code ${release.version}`, process.execPath, [resolve('test/support/launcher.mjs'), `--release=${name}`]);
  }
}

/**
 * @param {string} title
 * @param {string} executable
 * @param {string[]} args
 */
async function runIn(title, executable, args) {
  console.log(`\n  In ${title}`);
  const data = temporaryFolder();
  const results = join(data, 'results.jsonl');
  const profile = join(data, 'user');
  const printed = follow(results);
  const problem = await runTests({
    vscodeExecutablePath: executable,
    launchArgs: [...args, `--user-data-dir=${profile}`, `--extensions-dir=${join(data, 'extensions')}`],
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath: resolve(folder, 'run.js'),
    extensionTestsEnv: { TAGWRIGHT_TEST_RESULTS: results, TAGWRIGHT_PROFILE: profile },
  }).then(
    () => undefined,
    (/** @type {unknown} */ error) => String(error),
  );
  const lines = printed();
  const { passed, failed, ends } = countResults(lines);
  const broken = ends === 0 || passed + failed === 0;
  if (broken) lines.push({ failed: `the host tests in ${title} ran to their end`, reason: problem ?? 'no test ran' });
  for (const line of lines)
    if ('failed' in line) console.log(`\n    ✗ ${line.failed}\n${line.reason.replace(/^/gm, '        ')}`);
  console.log(`\n    ${passed} passing, ${failed + Number(broken)} failing in ${title}`);
  if (problem !== undefined || broken || failed > 0) process.exitCode = 1;
  const all = process.env.TAGWRIGHT_TEST_RESULTS;
  if (all !== undefined) appendFileSync(all, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}

/**
 * Prints results as they come. What the extension host prints itself is mixed with VS Code's own log.
 * @param {string} file
 */
function follow(file) {
  let seen = 0;
  const print = () => {
    const lines = readResults(file);
    for (const line of lines.slice(seen)) {
      if ('passed' in line) console.log(`    ✓ ${line.passed}${line.milliseconds > 100 ? ` (${line.milliseconds} ms)` : ''}`);
      if ('failed' in line) console.log(`    ✗ ${line.failed}`);
    }
    seen = lines.length;
    return lines;
  };
  const timer = setInterval(print, 200);
  return () => {
    clearInterval(timer);
    return print();
  };
}
