import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(folder => folder !== undefined)
    .map(folder => join(folder, 'Google/Chrome/Application/chrome.exe')),
];

/**
 * The path of a Chromium: the one that the environment variable CHROMIUM names, one that is installed, or Debian's,
 * installed now where that is allowed.
 * @returns {string}
 */
export function getChromium() {
  const found = process.env.CHROMIUM ?? findChromium();
  if (found) return found;
  const debian = existsSync('/etc/debian_version');
  if (debian && process.getuid?.() === 0) {
    console.log("Installing Debian's package chromium…");
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    debian
      ? 'Chromium is missing: run "sudo apt-get update && sudo apt-get install -y chromium", or set CHROMIUM to its path.'
      : 'Chromium is missing: install Chromium or Chrome, or set CHROMIUM to its path.',
  );
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  return [...folders.flatMap(folder => names.map(name => join(folder, name))), ...usualPlaces].find(path => existsSync(path));
}

/** @param {...string} args */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync('apt-get', args, { env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${error?.message ?? `${stdout}${stderr}`.trim()}`);
}
