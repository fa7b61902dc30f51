import { appendFileSync } from 'node:fs';

/**
 * Runs test files with mocha in this process. Beside the report on the console each result goes as a JSON line into the file
 * that the environment variable TAGWRIGHT_TEST_RESULTS names. A run that was cut off has no line `end` there.
 * @param {readonly string[]} files
 * @param {{ timeout?: number, quiet?: boolean }} [options]
 * @returns {Promise<number>} how many failed
 */
export async function runMocha(files, { timeout = 10_000, quiet = false } = {}) {
  // bundled as CommonJS for the extension host this stays an import: what require() makes of mocha differs between Nodes
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout, reporter: quiet ? Mocha.reporters.Base : 'spec' });
  for (const file of files) mocha.addFile(file);
  const results = process.env.TAGWRIGHT_TEST_RESULTS;
  /** @param {import('./results.mjs').Line} line */
  const write = line => results !== undefined && appendFileSync(results, `${JSON.stringify(line)}\n`);
  return await new Promise(done => {
    const runner = mocha.run(failures => {
      write({ end: true });
      done(failures);
    });
    runner.on('pass', test => write({ passed: test.fullTitle(), milliseconds: test.duration ?? 0 }));
    runner.on('fail', (test, error) => write({ failed: test.fullTitle(), reason: String(error?.stack ?? error) }));
  });
}
