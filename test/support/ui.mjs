// `npm run test:ui [-- --screenshots] [WORD …]`: the ui tests whose path contains one of the words. With --screenshots their
// pictures replace those of the README in media/screenshots.
import { parseArgs } from 'node:util';
import { runPlainTests } from './plainTests.mjs';
import { exitOnSignals } from './signals.mjs';

exitOnSignals();
const { values, positionals } = parseArgs({ options: { screenshots: { type: 'boolean' } }, allowPositionals: true });
const folder = values.screenshots ? 'media/screenshots' : 'test/out/screenshots';
const env = { TAGWRIGHT_SCREENSHOTS: folder };
const external = ['playwright-core'];
process.exitCode = await runPlainTests(['ui'], { words: positionals, timeout: 90_000, external, env });
