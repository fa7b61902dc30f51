// Stands in for a desktop VS Code's executable: takes the arguments that runTests() of @vscode/test-electron passes, runs the
// tests in VS Code's server and a headless Chromium, and ends with their exit code. `--release=oldest` picks the release.
import { parseArgs } from 'node:util';
import { exitOnSignals } from './signals.mjs';
import { releases } from './vscode.mjs';
import { openWorkbench } from './workbench.mjs';

exitOnSignals();
const { values, positionals } = parseArgs({
  options: {
    release: { type: 'string' },
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
  strict: false,
});
const text = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : undefined);
const extensionPath = text(values.extensionDevelopmentPath);
const testsPath = text(values.extensionTestsPath);
const profile = text(values['user-data-dir']);
const [folder] = positionals;
const workbench = await openWorkbench({
  release: values.release === 'oldest' ? releases.oldest : releases.newest,
  ...(extensionPath !== undefined && { extensionPath }),
  ...(testsPath !== undefined && { testsPath }),
  ...(folder !== undefined && { folder }),
  ...(profile !== undefined && { profile }),
  onLine: line => void (process.env.TAGWRIGHT_VERBOSE && console.log(line)),
});
const code = await workbench.ended;
await workbench.close();
process.exit(code);
