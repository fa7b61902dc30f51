// Builds the extension as modules that are loaded when they are needed. Start-up pays for extension.js alone: what commands do is
// loaded by the first command, what speaks to services (undici, zod) by the first call to one, what writes reports by the first
// report. sandbox.js is a program of its own.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { production, watch, outdir } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean' },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;

/** The task in .vscode/tasks.json waits for these two lines. @type {esbuild.Plugin} */
const announce = {
  name: 'announce',
  setup(build) {
    build.onStart(() => console.log('build started'));
    build.onEnd(() => console.log('build finished'));
  },
};

/** @type {esbuild.BuildOptions} */
const options = {
  entryPoints: { extension: 'src/extension.ts', network: 'src/network.ts', sandbox: 'src/sandbox/main.ts' },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  external: ['vscode'],
  // undici is CommonJS and asks for Node's modules by require
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  plugins: watch ? [announce] : [],
};

rmSync(outdir, { recursive: true, force: true });
if (watch) await (await esbuild.context(options)).watch();
else await esbuild.build(options).catch(() => process.exit(1));
