// `npm run test:unit [-- WORD …]`: the unit and contract tests whose path contains one of the words, in plain Node.
import { runPlainTests } from './plainTests.mjs';

process.exitCode = await runPlainTests(['unit', 'contract'], { words: process.argv.slice(2) });
