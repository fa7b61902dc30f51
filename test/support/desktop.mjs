import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/**
 * The desktop VS Code that VSCODE_EXECUTABLE names, or `code` on the path.
 * @returns {string | undefined}
 */
export function findDesktop() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  // there `code` is a messenger to a window on another machine: it loads no extension from here
  if (process.env.VSCODE_IPC_HOOK_CLI || process.env.WSL_DISTRO_NAME) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  return folders.map(folder => join(folder, name)).find(path => existsSync(path));
}

/**
 * Opens a desktop VS Code with a profile of its own and waits until its window is closed.
 * @param {string} executable
 * @param {{ profile: string, env: Record<string, string> }} options
 */
export async function openDesktop(executable, { profile, env }) {
  const user = join(profile, 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ 'workbench.startupEditor': 'none' }));
  const args = [`--extensionDevelopmentPath=${resolve('.')}`, `--user-data-dir=${profile}`, '--wait', '--new-window'];
  args.push(`--extensions-dir=${join(profile, 'extensions')}`, '--skip-welcome', '--disable-workspace-trust');
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const shell = process.platform === 'win32';
  const child = spawn(shell ? `"${executable}"` : executable, args, { env: { ...process.env, ...env }, stdio: 'inherit', shell });
  process.once('exit', () => {
    child.kill();
    endWindow(profile);
  });
  await new Promise((done, failed) => child.once('error', failed).once('exit', done));
}

/**
 * `code` is a messenger: VS Code itself is no child of it. Its process id is in its lock.
 * @param {string} profile
 */
function endWindow(profile) {
  try {
    process.kill(Number(readFileSync(join(profile, 'code.lock'), 'utf8')));
  } catch {
    // it is closed already
  }
}
