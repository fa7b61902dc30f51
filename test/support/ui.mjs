// `npm run test:ui [-- --screenshots] [WORD …]`: the ui tests whose path contains one of the words. With --screenshots their
// pictures replace those of the README in media/screenshots.
import { parseArgs } from 'node:util';
import { runPlainTests } from './plainTests.mjs';
import { renewReadmePictures } from './readmePictures.mjs';
import { exitOnSignals } from './signals.mjs';

exitOnSignals();
const { values, positionals } = parseArgs({ options: { screenshots: { type: 'boolean' } }, allowPositionals: true });
const start = Date.now();
process.exitCode = await runPlainTests(['ui'], {
  words: positionals,
  timeout: 90_000,
  // a busy computer loses a key or a click on its way to VS Code now and then
  secondTry: true,
  external: ['playwright-core'],
});
if (values.screenshots) await renewReadmePictures('test/out/screenshots', start);
