// `npm start`: VS Code with the extension and its sample library, from a bare checkout.
import './nodeVersion.mjs';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { installDependencies } from './dependencies.mjs';
import { exitOnSignals } from './signals.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

const help = `npm start [-- OPTION …]

Opens VS Code with Tagwright and its sample library: the desktop VS Code where "code" is on the path or
VSCODE_EXECUTABLE names one, else VS Code's own workbench for the browser. Ctrl-C ends all that it started.

  --web              the browser's workbench although there is a desktop VS Code
  --port N           the port of the browser's workbench
  --demo             does the main job by itself, without a window: adds two tags to the files of a folder and prints what
                     became of each, the log, and where the screenshot is
  --help             this text

The sample library:

  --files N          how many files it has (240 where nothing is said)
  --folders N        how many folders hold those beyond 240 (one for 500)
  --distinct-tags N  how many tags those have together, beside the words for what they show
  --latency MS       how long every answer takes
  --lag MS           how much later listings and searches show edits
  --rate N           how many writes it lets through in a second
  --burst N          and at once after a pause (as many as --rate)
  --behavior JSON    limits and faults, as "node dist/sandbox.js --help" and src/sandbox/options.ts have them`;

/** The sample library's options by their names here and in the call that opens it. */
const sampleNumbers = {
  files: 'files',
  folders: 'folders',
  'distinct-tags': 'distinctTags',
  latency: 'latencyMs',
  lag: 'searchLagMs',
  rate: 'rate',
  burst: 'burst',
};

try {
  exitOnSignals();
  await start(readOptions());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {ReturnType<typeof readOptions>} options */
async function start({ sample, port, web, demo, help: asked }) {
  if (asked) return void console.log(help);
  await installDependencies();
  const build = spawnSync(process.execPath, ['esbuild.js'], { stdio: 'inherit' });
  if (build.status !== 0) throw new Error('The extension could not be built.');
  const env = { TAGWRIGHT_SAMPLE_LIBRARY: JSON.stringify(sample) };
  if (demo) {
    const { runDemo } = await import('./demo.mjs');
    process.exitCode = await runDemo(sample);
    return;
  }
  const { findDesktop, openDesktop } = await import('./desktop.mjs');
  const desktop = web ? undefined : findDesktop();
  if (desktop !== undefined) {
    console.log(`Opening ${desktop}. Ctrl-C closes it.`);
    return openDesktop(desktop, { profile: temporaryFolder(), env });
  }
  const { startServer, workbenchUrl } = await import('./server.mjs');
  const extension = { extensionPath: '.' };
  const server = await startServer({ profile: temporaryFolder(), port: port ?? 0, env, ...extension });
  console.log(`\nOpen VS Code in a browser at\n\n  ${workbenchUrl(server, extension)}\n\nCtrl-C ends it.`);
  await server.end;
}

function readOptions() {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  const numbers = Object.fromEntries(Object.keys(sampleNumbers).map(name => [name, text]));
  const { values } = parseArgs({ options: { ...numbers, behavior: text, port: text, web: flag, demo: flag, help: flag } });
  const sample = Object.entries(sampleNumbers).flatMap(([name, option]) => {
    const number = toNumber(name, /** @type {Record<string, unknown>} */ (values)[name]);
    return number === undefined ? [] : [[option, number]];
  });
  const { behavior, port, web, demo, help } = values;
  return {
    ...{ web, demo, help, port: toNumber('port', port) },
    sample: { ...Object.fromEntries(sample), ...(behavior !== undefined && { behavior: toObject('behavior', behavior) }) },
  };
}

/**
 * @param {string} name
 * @param {unknown} text
 */
function toNumber(name, text) {
  if (text === undefined) return undefined;
  if (!/^\d{1,7}$/.test(String(text))) throw new Error(`--${name} wants a whole number, not "${text}".`);
  return Number(text);
}

/**
 * @param {string} name
 * @param {string} text
 */
function toObject(name, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`--${name} wants JSON, not "${text}".`);
  }
}
