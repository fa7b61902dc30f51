import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'glob';
import { bundleTests } from './bundleTests.mjs';

/**
 * Bundles the tests of some kinds and runs them in a plain Node.
 * @param {readonly string[]} kinds folders of `test`
 * @param {{ words?: readonly string[], timeout?: number, retries?: number, external?: string[] }} [options]
 *   `words`: only the test files whose path contains one of them
 * @returns {Promise<number>} the exit code: no test at all is a failure too
 */
export async function runPlainTests(kinds, { words = [], timeout = 10_000, retries = 0, external = [] } = {}) {
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
  const args = ['--enable-source-maps', 'test/support/runMocha.mjs', String(timeout), String(retries), ...files];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}
