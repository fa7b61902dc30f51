import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { descendants } from './processes.mjs';
import { exitOnSignals } from './signals.mjs';
import { getVsCode, releases } from './vscode.mjs';

/** A VS Code as it is after the first day: nothing greets, calls out or asks, and nothing that is not ours is in the picture. */
const settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Starts VS Code's server, which serves the workbench's page and starts an extension host for each page that opens.
 * @param {{
 *   profile: string,
 *   extensionPath?: string,
 *   testsPath?: string,
 *   release?: import('./vscode.mjs').Release,
 *   port?: number,
 *   env?: Record<string, string>,
 *   settings?: Record<string, unknown>,
 * }} options `profile`: the folder of user data, logs and extensions; kept, so that a second start finds it;
 *   `env`: reaches the extension host; `extensionPath`: an extension that is built. It is installed, or under development
 *   where `testsPath` is to be run in its extension host; `workbenchUrl` wants the same two
 */
export async function startServer(options) {
  const { profile, extensionPath, testsPath, release = releases.newest, port = 0, env = {}, settings: extra = {} } = options;
  const { node, server } = await getVsCode(release);
  const user = join(profile, 'data/User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...settings, ...extra }, undefined, 2));
  const chosen = await freePort(port);
  const flags = [
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-workspace-trust',
    '--disable-telemetry',
  ];
  // Without it a built VS Code ignores extensionDevelopmentPath and extensionTestsPath in the page's payload. With it VS Code
  // shows no notification, and 1.103 answers its own questions: so a person's VS Code has the extension installed.
  if (testsPath !== undefined) flags.push('--enable-smoke-test-driver');
  else if (extensionPath !== undefined) install(extensionPath, join(profile, 'extensions'));
  // else the server asks a login shell for its variables, which takes seconds and could hide ours
  flags.push('--force-disable-user-env');
  const args = [server, '--host', '127.0.0.1', '--port', String(chosen), '--server-data-dir', profile, ...flags];
  // a process group of its own, so that its children (extension hosts, file watchers) can be ended with it
  const detached = process.platform !== 'win32';
  // stderr is dropped: it is full of native modules that were left out
  const child = spawn(node, args, {
    env: { ...outsideVsCode(), EXTENSIONS_GALLERY: '{}', ...env },
    detached,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const end = new Promise(done => child.once('exit', done));
  const kill = (/** @type {NodeJS.Signals} */ signal) => endGroup(child.pid ?? 0, signal);
  const killAtExit = () => kill('SIGKILL');
  process.once('exit', killAtExit);
  exitOnSignals();
  await new Promise((ready, failed) => {
    child.stdout.on('data', text => String(text).includes('agent listening') && ready(undefined));
    child.once('error', failed);
    void end.then(code => failed(new Error(`VS Code's server ended with ${String(code)}`)));
  });
  return {
    port: chosen,
    url: `http://127.0.0.1:${chosen}/`,
    end,
    /** Process ids of the extension hosts: a page has one. VS Code starts a new one when it is killed. */
    extensionHosts: () => descendants(child.pid ?? 0, '--type=extensionHost').map(({ pid }) => pid),
    async close() {
      kill('SIGTERM');
      const timer = setTimeout(() => kill('SIGKILL'), 3000);
      await end;
      clearTimeout(timer);
      kill('SIGKILL');
      process.off('exit', killAtExit);
    },
  };
}

/**
 * The address of a workbench. What the server was started with is given here too.
 * @param {{ port: number, url: string }} server
 * @param {{ extensionPath?: string, testsPath?: string, folder?: string, payload?: [string, string][] }} options
 */
export function workbenchUrl({ port, url }, { extensionPath, testsPath, folder, payload = [] }) {
  const address = new URL(url);
  if (folder !== undefined) address.searchParams.set('folder', resolve(folder));
  else address.searchParams.set('ew', 'true');
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${resolve(path)}`;
  const entries = [['skipWelcome', 'true'], ...payload];
  if (testsPath !== undefined) {
    if (extensionPath !== undefined) entries.push(['extensionDevelopmentPath', remote(extensionPath)]);
    entries.push(['extensionTestsPath', remote(testsPath)]);
  }
  address.searchParams.set('payload', JSON.stringify(entries));
  return String(address);
}

/**
 * Puts a built extension where VS Code looks for installed ones: a copy, so that a build in the meantime breaks no window.
 * @param {string} extensionPath
 * @param {string} extensions
 */
function install(extensionPath, extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(extensionPath, 'package.json'), 'utf8'));
  const place = join(extensions, `${publisher}.${name}-${version}`);
  for (const part of ['package.json', 'package.nls.json', 'README.md', 'dist', 'media']) {
    const source = join(extensionPath, part);
    if (existsSync(source)) cpSync(source, join(place, part), { recursive: true });
  }
}

/** Our own variables without those by which a VS Code tells its terminals and children what they belong to. */
function outsideVsCode() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function endGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // no process is left in it
  }
}

/**
 * @param {number} port 0 for any
 * @returns {Promise<number>}
 */
function freePort(port) {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : port));
    });
  });
}
