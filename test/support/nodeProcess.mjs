import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporaryFolder.mjs';

let count = 0;
/** @type {string | undefined} */
let folder;

/**
 * Runs a program in a Node of its own, which ends with this process at the latest.
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, heading?: string }} [options] `heading`: others may print meanwhile, so what this one
 *   prints is kept, and printed as a whole below its heading when it has ended
 * @returns {Promise<number>} its exit code
 */
export function runNode(args, { env = process.env, heading } = {}) {
  folder ??= temporaryFolder();
  // a file, not a pipe: a pipe stays open as long as a grandchild has it
  const file = join(folder, `output-${++count}.txt`);
  const output = heading === undefined ? 'inherit' : openSync(file, 'a');
  const child = spawn(process.execPath, args, { env, stdio: ['inherit', output, output] });
  if (output !== 'inherit') closeSync(output);
  const print = () => {
    if (heading !== undefined) process.stdout.write(`${heading}\n${readFileSync(file, 'utf8')}`);
  };
  const endEarly = () => {
    child.kill();
    print();
  };
  // before the listener that removes the folder
  process.prependOnceListener('exit', endEarly);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', code => {
      process.off('exit', endEarly);
      print();
      done(code ?? 1);
    });
  });
}
