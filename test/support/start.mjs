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

  --files N   a sample library of N files (240 where nothing is said)
  --web       the browser's workbench although there is a desktop VS Code
  --port N    the port of the browser's workbench
  --demo      does the main job by itself, without a window: adds two tags to the files of a folder and prints what became
              of each, the log, and where the screenshot is
  --help      this text`;

try {
  exitOnSignals();
  await start(readOptions());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {ReturnType<typeof readOptions>} options */
async function start({ files, port, web, demo, help: asked }) {
  if (asked) return void console.log(help);
  await installDependencies();
  const build = spawnSync(process.execPath, ['esbuild.js'], { stdio: 'inherit' });
  if (build.status !== 0) throw new Error('The extension could not be built.');
  const size = JSON.stringify(files === undefined ? {} : { files });
  const env = { TAGWRIGHT_SAMPLE_LIBRARY: size };
  if (demo) {
    const { runDemo } = await import('./demo.mjs');
    process.exitCode = await runDemo(size);
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
  const { values } = parseArgs({
    options: {
      files: { type: 'string' },
      port: { type: 'string' },
      web: { type: 'boolean' },
      demo: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  return { ...values, files: toNumber('files', values.files), port: toNumber('port', values.port) };
}

/**
 * @param {string} name
 * @param {string | undefined} text
 */
function toNumber(name, text) {
  if (text === undefined) return undefined;
  if (!/^\d{1,7}$/.test(text)) throw new Error(`--${name} wants a whole number, not "${text}".`);
  return Number(text);
}
