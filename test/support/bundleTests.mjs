// Bundles test files for Node. Nothing here marks `vscode` as external unless asked: a unit test that reaches it fails to build.
import { globSync } from 'glob';
import * as esbuild from 'esbuild';

/**
 * Bundles every `test/<kind>/**\/*.test.ts` whose path contains one of the words (all, where there are none).
 * @param {string} kind a folder of `test`
 * @param {{ words?: readonly string[], external?: string[], outdir?: string, entries?: readonly string[] }} [options]
 *   `entries`: further files to bundle, beside the tests
 * @returns {Promise<string>} the folder that holds the bundles
 */
export async function bundleTests(kind, { words = [], external = [], outdir = `test/out/${kind}`, entries = [] } = {}) {
  const files = globSync(`test/${kind}/**/*.test.ts`).filter(
    file => words.length === 0 || words.some(word => file.includes(word)),
  );
  await esbuild.build({
    entryPoints: [...files, ...entries],
    outdir,
    outbase: `test/${kind}`,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    sourcemap: 'inline',
    external,
    logLevel: 'warning',
  });
  return outdir;
}
