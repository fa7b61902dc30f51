// Builds the bundles. Start-up pays for extension.js alone: network.js is loaded by the first call to a service,
// reports.js by the first report or diff, sandbox.js by "Open Sample Library" (it is a program of its own too).
const esbuild = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** The task in .vscode/tasks.json waits for these two lines. @type {import('esbuild').Plugin} */
const announce = {
  name: 'announce',
  setup(build) {
    build.onStart(() => console.log('build started'));
    build.onEnd(() => console.log('build finished'));
  },
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: {
    extension: 'src/extension.ts',
    network: 'src/network.ts',
    reports: 'src/reports.ts',
    sandbox: 'src/sandbox/main.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // the bundles reach each other by require at run time, never by inlining
  external: ['vscode', './network.js', './reports.js', './sandbox.js'],
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  plugins: watch ? [announce] : [],
};

async function main() {
  if (!watch) return void (await esbuild.build(options));
  const context = await esbuild.context(options);
  await context.watch();
}

main().catch(() => process.exit(1));
