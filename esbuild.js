// Builds the three bundles. Start-up pays for extension.js alone: network.js is loaded by the first call to a service,
// sandbox.js by "Open Sample Library" (it is a program of its own too).
const esbuild = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: { extension: 'src/extension.ts', network: 'src/network.ts', sandbox: 'src/sandbox/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // the bundles reach each other by require at run time, never by inlining
  external: ['vscode', './network.js', './sandbox.js'],
  minify: production,
  sourcemap: !production,
  metafile: true,
  logLevel: 'warning',
};

async function main() {
  const context = await esbuild.context(options);
  if (watch) {
    await context.watch();
    return;
  }
  await context.rebuild();
  await context.dispose();
}

main().catch(() => process.exit(1));
