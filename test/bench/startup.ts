import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openWorkbench } from '../support/workbench.mjs';
import type { Row } from './table';

const starts = 20;

/** In the place of the extension's entry: does what VS Code would do, and writes down how long it took. */
const measuringEntry = `
import { appendFileSync } from 'node:fs';
export async function activate(context) {
  const startedAt = performance.now();
  const extension = await import('./extension.js');
  const loadedAt = performance.now();
  await extension.activate(context);
  const endedAt = performance.now();
  appendFileSync(process.env.TAGWRIGHT_STARTS, JSON.stringify([loadedAt - startedAt, endedAt - loadedAt]) + '\\n');
}
`;

/** How long the packaged extension holds up the start of VS Code, each time in an extension host of its own, and what it loads for that. */
export async function benchStartup(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-bench-'));
  try {
    const packaged = join(folder, 'extension');
    for (const part of ['package.json', 'package.nls.json', 'media']) cpSync(part, join(packaged, part), { recursive: true });
    execFileSync(process.execPath, ['esbuild.js', '--production', '--outdir', join(packaged, 'dist')], { stdio: 'inherit' });
    const times = await timesOfStarts(packaged, join(folder, 'starts'));
    const entry = join(packaged, 'dist/extension.js');
    const [bytes, loaded] = [statSync(entry).size, sizeOf(loadedFrom(entry))];
    const ours = median(times.map(([load, activate]) => load + activate));
    const limit = (figure: number) => ({ name: 'goal', figure });
    return [
      { what: `load and activate, median of ${starts}`, unit: 'ms', ours, limit: limit(10), goal: '< 10 ms', met: ours < 10 },
      { what: 'of that, load', unit: 'ms', ours: median(times.map(([load]) => load)), goal: '–', met: true },
      { what: 'extension.js', unit: 'bytes', ours: bytes, limit: limit(60_000), goal: '< 60,000', met: bytes < 60_000 },
      { what: 'extension.js and all that it imports at once', unit: 'bytes', ours: loaded, goal: '–', met: true },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Start = readonly [loadMs: number, activateMs: number];

/** A reloaded page gets a new extension host; the first one finds nothing in the disk's cache and is not counted. */
async function timesOfStarts(packaged: string, file: string): Promise<readonly Start[]> {
  const measured = join(packaged, 'package.json');
  const manifest = JSON.parse(readFileSync(measured, 'utf8')) as object;
  writeFileSync(measured, JSON.stringify({ ...manifest, main: './dist/measure.js' }));
  writeFileSync(join(packaged, 'dist/measure.js'), measuringEntry);
  writeFileSync(file, '');
  const profile = join(dirname(file), 'profile');
  const workbench = await openWorkbench({ extensionPath: packaged, profile, env: { TAGWRIGHT_STARTS: file } });
  try {
    await linesOf(file, 1);
    for (let count = 2; count <= starts + 1; count++) {
      await workbench.page.reload();
      await linesOf(file, count);
    }
  } finally {
    await workbench.close();
  }
  const lines = await linesOf(file, starts + 1);
  return lines.slice(1).map(line => JSON.parse(line) as Start);
}

/** A file's lines, once there are so many. */
function linesOf(file: string, count: number): Promise<readonly string[]> {
  return new Promise(resolve => {
    const watcher = watch(file, look);
    look();
    function look() {
      const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
      if (lines.length < count) return;
      watcher.close();
      resolve(lines);
    }
  });
}

/** A file and all that it asks for at once, and not when it is needed. */
function loadedFrom(path: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(/(?<!return |=>)require\(["'](\.[^"']+)["']\)/g))
    loadedFrom(join(dirname(path), target), found);
  return found;
}

function sizeOf(paths: ReadonlySet<string>): number {
  return [...paths].reduce((sum, path) => sum + statSync(path).size, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
