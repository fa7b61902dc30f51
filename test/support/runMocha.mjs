// `node test/support/runMocha.mjs TIMEOUT FILE …`: a process of its own for a run, with the stack traces in TypeScript.
import { runMocha } from './mocha.mjs';

const [timeout, ...files] = process.argv.slice(2);
const failures = await runMocha(files, { timeout: Number(timeout) });
// a test that failed while it opened a browser has left that open, and would keep this process for ever
process.exit(failures === 0 ? 0 : 1);
