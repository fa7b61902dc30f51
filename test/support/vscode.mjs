import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache.mjs';
import { npm } from './npm.mjs';

/**
 * The releases that the tests run in: the newest, and the oldest that package.json's `engines.vscode` allows. VS Code's own
 * downloads may be out of reach; npm's `code-server` holds the same server and workbench, built.
 * @typedef {{ version: string, codeServer: string, node: string }} Release
 * @type {{ newest: Release, oldest: Release }}
 */
export const releases = {
  newest: { version: '1.139.1', codeServer: '4.139.1', node: '24' },
  oldest: { version: '1.103.2', codeServer: '4.103.2', node: '22' },
};

/**
 * VS Code's server and the Node that this release brings in its desktop form, from npm alone.
 * @param {Release} [release]
 * @returns {Promise<{ version: string, server: string, node: string }>}
 */
export async function getVsCode({ version, codeServer, node } = releases.newest) {
  const home = await cached(`vscode-${version}`, async folder => {
    console.log(`Getting VS Code ${version} from npm (about 800 MB on disk, once)…`);
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    await install(folder, `code-server@${codeServer}`, `${nodePackage()}@${node}`);
    await install(join(folder, vscode), '--omit=dev');
  });
  for (const name of ['spdlog', 'native-watchdog']) standIn(name, join(home, vscode, 'node_modules'));
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    version,
    server: join(home, vscode, 'out/server-main.js'),
    node: join(home, 'node_modules', nodePackage(), 'bin', binary),
  };
}

const vscode = 'node_modules/code-server/lib/vscode';

/**
 * Install scripts are left out: they compile native modules, which would want a compiler.
 * @param {string} folder
 * @param {...string} args
 */
function install(folder, ...args) {
  const flags = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund', '--no-save', '--prefix', folder];
  return npm(['install', ...flags, ...args], folder);
}

/**
 * Puts our stand-in in the place of a native module. Not part of filling the cache, so that a newer checkout brings its own.
 * @param {string} name
 * @param {string} modules
 */
function standIn(name, modules) {
  const source = `test/support/stand-ins/${name}.js`;
  const place = [join(modules, '@vscode', name, 'index.js'), join(modules, name, 'index.js')].find(path => existsSync(path));
  if (place !== undefined && !readFileSync(source).equals(readFileSync(place))) copyFileSync(source, place);
}

/** npm's `node` fetches one of these in its install script, which npm may be set to block; the package itself needs no script. */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}
