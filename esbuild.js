// Builds the extension in parts that are loaded when they are needed. Start-up pays for the views alone: what commands do is loaded
// by the first command, what plans and runs by the first run, what speaks to services (undici, zod) by the first call to one.
// sandbox.js is a program of its own.
//
// esbuild translates, bundles and splits; rollup makes CommonJS of its parts, which esbuild can't split. VS Code's extension host
// asks another thread about every import of an ES module, and a start would wait for each answer.
const { mkdtempSync, rmSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const esbuild = require('esbuild');
const { rollup } = require('@rollup/wasm-node');

const { production, watch, outdir } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean' },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;

const parts = mkdtempSync(join(tmpdir(), 'tagwright-parts-'));
process.once('exit', () => rmSync(parts, { recursive: true, force: true }));

/** The task in .vscode/tasks.json waits for the two lines. @type {esbuild.Plugin} */
const toCommonJs = {
  name: 'to-commonjs',
  setup(build) {
    build.onStart(() => void (watch && console.log('build started')));
    build.onEnd(async ({ errors }) => {
      if (errors.length === 0) await writeCommonJs();
      if (watch) console.log('build finished');
    });
  },
};

/** @type {esbuild.BuildOptions} */
const options = {
  entryPoints: { extension: 'src/extension.ts', sandbox: 'src/sandbox/main.ts' },
  outdir: parts,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  external: ['vscode'],
  minify: production,
  sourcemap: production ? false : 'inline',
  logLevel: 'warning',
  plugins: [toCommonJs],
};

/** What rollup adds in joining the parts is long in names. @type {import('@rollup/wasm-node').Plugin} */
const minify = {
  name: 'minify',
  renderChunk: async code => (await esbuild.transform(code, { minify: true, target: 'node20.19' })).code,
};

async function writeCommonJs() {
  const bundle = await rollup({
    input: Object.keys(options.entryPoints ?? {}).map(name => join(parts, `${name}.js`)),
    external: id => id === 'vscode' || isBuiltin(id),
    // esbuild has done it, and knows what has no side effects
    treeshake: false,
    preserveEntrySignatures: 'allow-extension',
    plugins: production ? [minify] : [],
  });
  rmSync(outdir, { recursive: true, force: true });
  await bundle.write({
    dir: outdir,
    format: 'cjs',
    sourcemap: !production,
    chunkFileNames: 'chunks/[name].js',
    generatedCode: 'es2015',
  });
  await bundle.close();
}

async function main() {
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}

main().catch(() => process.exit(1));
