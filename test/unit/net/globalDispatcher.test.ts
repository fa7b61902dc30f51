import { deepEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A process of its own: another test's modules must not have a say in it.
it("loading the network and using it leaves the process's dispatcher alone", function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-'));
  try {
    const bundle = join(folder, 'network.js');
    execFileSync('npx', [
      'esbuild',
      'test/support/services.ts',
      '--bundle',
      '--platform=node',
      '--format=cjs',
      `--outfile=${bundle}`,
      '--log-level=error',
    ]);
    const program = `
      const symbols = () => ['1', '2'].map(n => Symbol.for('undici.globalDispatcher.' + n) in globalThis);
      const before = symbols();
      const { services } = require(${JSON.stringify(bundle)});
      const connection = { id: 'a', name: 'a', service: 'imagekit', endpoint: 'http://127.0.0.1:1' };
      services.open(connection, { auth: { privateKey: 'k' } }, async () => {})
        .then(({ service }) => service.check(new AbortController().signal))
        .catch(fault => console.log(JSON.stringify([before, symbols(), fault.code])));
    `;
    const printed = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' });
    deepEqual(JSON.parse(printed), [[false, false], [false, false], 'refused']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
