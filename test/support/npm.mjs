import { spawn } from 'node:child_process';

/**
 * Runs npm, the one that runs this script where there is one, and waits for its end.
 * @param {readonly string[]} args
 * @param {string} [folder] where to run it
 * @returns {Promise<void>}
 */
export async function npm(args, folder = process.cwd()) {
  const cli = process.env.npm_execpath ?? '';
  const [command, first] = cli.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []];
  // on Windows npm is a .cmd file, which only a shell can start
  const shell = command === 'npm' && process.platform === 'win32';
  const child = spawn(command, [...first, ...args], { cwd: folder, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (output += String(text)));
  const code = await new Promise((done, failed) => child.on('close', done).on('error', failed));
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${String(code)}:\n${output.trim()}`);
}
