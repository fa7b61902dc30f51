// `node test/support/program.mjs FOLDER [ARGUMENT …]`: bundles the programs of a folder of `test` and runs its main.ts. The others
// lie beside it at run time, under their own names with `.js`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { globSync } from 'glob';

// A simulation is reckoned by the processor's time, and runs beside others. Nearly all that it makes lives for a moment: one thread
// clears that away cheaper than several that wait for each other, and code that is compiled later is compiled fewer times.
const ofOneCore = ['--single-threaded-gc', '--interrupt-budget=500000'];

const [name = '', ...args] = process.argv.slice(2);
mkdirSync('test/out', { recursive: true });
const folder = mkdtempSync(`test/out-${name}-`);
try {
  const entryPoints = globSync(`test/${name}/{main,client}.ts`);
  buildSync({
    entryPoints,
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'inline',
    // loads files of its own at run time
    external: ['playwright-core'],
    logLevel: 'warning',
  });
  // of a world that is seen again the lines of its errors are told
  const mapsSources = name !== 'simulate' || args.includes('--trace') || args.includes('--shrink');
  const flags = [
    '--no-warnings',
    '--max-semi-space-size=64',
    ...(mapsSources ? ['--enable-source-maps'] : []),
    ...(name === 'simulate' ? ofOneCore : []),
  ];
  const { status } = spawnSync(process.execPath, [...flags, join(folder, 'main.js'), ...args], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
