import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'glob';
import { bundleTests } from './bundleTests.mjs';

/**
 * Bundles the tests of some kinds and runs them in a plain Node.
 * @param {readonly string[]} kinds folders of `test`
 * @param {{ words?: readonly string[], timeout?: number, secondTry?: boolean, external?: string[] }} [options]
 *   `words`: only the test files whose path contains one of them; `secondTry`: a file with a failure is run once more from its
 *   beginning, and what came of it then counts
 * @returns {Promise<number>} the exit code: no test at all is a failure too
 */
export async function runPlainTests(kinds, { words = [], timeout = 10_000, secondTry = false, external = [] } = {}) {
  // inside the project, so that packages are found from there; one folder a run, so that two runs don't meet
  const folder = mkdtempSync('test/out-');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  for (const kind of kinds) await bundleTests(kind, { words, external, outdir: join(folder, kind) });
  const files = globSync(`${folder}/**/*.test.js`, { absolute: true }).sort();
  if (files.length === 0) {
    console.error(
      `No test file of ${kinds.join(', ')} ${words.length > 0 ? `has ${words.join(' or ')} in its path` : 'is there'}.`,
    );
    return 1;
  }
  if (!secondTry) return runFiles(files, timeout);
  const codes = files.map(file => runTwice(file, timeout, join(folder, 'results.jsonl')));
  return codes.find(code => code !== 0) ?? 0;
}

/**
 * @param {string} file
 * @param {number} timeout
 * @param {string} results where the results of one try go
 */
function runTwice(file, timeout, results) {
  let code = runFiles([file], timeout, results);
  if (code !== 0) {
    console.log(`  ↻ ${basename(file, '.js')} failed, and is tried once more\n`);
    rmSync(results, { force: true });
    code = runFiles([file], timeout, results);
  }
  const all = process.env.TAGWRIGHT_TEST_RESULTS;
  if (all !== undefined && existsSync(results)) appendFileSync(all, readFileSync(results));
  rmSync(results, { force: true });
  return code;
}

/**
 * @param {readonly string[]} files
 * @param {number} timeout
 * @param {string} [results] by default those of the environment
 */
function runFiles(files, timeout, results = process.env.TAGWRIGHT_TEST_RESULTS) {
  const args = ['--enable-source-maps', 'test/support/runMocha.mjs', String(timeout), ...files];
  const env = { ...process.env, TAGWRIGHT_TEST_RESULTS: results };
  return spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1;
}
