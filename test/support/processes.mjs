import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {{ pid: number, parent: number, command: string }} Process */

/**
 * All processes below this one whose command line contains the text.
 * @param {number} ancestor
 * @param {string} [text]
 * @returns {Process[]}
 */
export function descendants(ancestor, text = '') {
  const all = list();
  const found = [];
  const queue = [ancestor];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    const children = all.filter(child => child.parent === pid);
    found.push(...children);
    queue.push(...children.map(child => child.pid));
  }
  return found.filter(child => child.command.includes(text));
}

/** @returns {Process[]} */
function list() {
  // Debian's slim images have no ps
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(readLinux);
  if (process.platform === 'win32') return [];
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap(line => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** @param {string} name */
function readLinux(name) {
  if (!/^\d+$/.test(name)) return [];
  try {
    // the name in parentheses may itself hold spaces and parentheses
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
    return [
      { pid: Number(name), parent: Number(parent), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') },
    ];
  } catch {
    return []; // it ended in the meantime
  }
}
