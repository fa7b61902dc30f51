// `node test/support/runMocha.mjs TIMEOUT RETRIES FILE …`: a process of its own for a run, with the stack traces in TypeScript.
import { runMocha } from './mocha.mjs';

const [timeout, retries, ...files] = process.argv.slice(2);
const failures = await runMocha(files, { timeout: Number(timeout), retries: Number(retries) });
// a test that failed while it opened a browser has left that open, and would keep this process for ever
process.exit(failures === 0 ? 0 : 1);
