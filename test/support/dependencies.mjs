import { existsSync, statSync, utimesSync } from 'node:fs';
import { npm } from './npm.mjs';

const lock = 'package-lock.json';
const installed = 'node_modules/.package-lock.json';

/** Installs what package-lock.json names, unless that has been done. Uses Node's own modules alone. */
export async function installDependencies() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing the development dependencies from npm…');
  // NODE_ENV=production and the like would leave out all that is needed here
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  const now = new Date();
  utimesSync(installed, now, now);
}
