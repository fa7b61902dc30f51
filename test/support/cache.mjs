import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const hour = 3_600_000;

/**
 * A folder in the user's cache that is there whole or not at all: it is filled beside its place and renamed when complete.
 * Two processes may fill it at once; the slower one takes what the faster one left.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder's path
 */
export async function cached(name, fill) {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tagwright');
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  dropAbandoned(cache);
  const partial = mkdtempSync(join(cache, `partial-${name}-`));
  try {
    await fill(partial);
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

/**
 * What a killed process left behind. A younger one may still be in work.
 * @param {string} cache
 */
function dropAbandoned(cache) {
  for (const name of readdirSync(cache).filter(entry => entry.startsWith('partial-'))) {
    const path = join(cache, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > hour) rmSync(path, { recursive: true, force: true });
  }
}
