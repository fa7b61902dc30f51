import { deepEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { torture } from '../torture/torture';

describe('runs under torture', () => {
  let folder: string;
  let client: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagwright-client-'));
    client = join(folder, 'client.cjs');
    const build = ['test/torture/client.ts', `--outfile=${client}`];
    // esbuild's API can't be bundled into a test; its command can be called
    execFileSync('node_modules/.bin/esbuild', [
      ...build,
      '--bundle',
      '--platform=node',
      '--target=node20.19',
      '--log-level=error',
    ]);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('tell the truth about every file in 100 of them, and undo puts everything back', async function () {
    this.timeout(600_000);
    const { disagreements, kills, drifted, faults } = await torture({ runs: 100, seed: 1, client });
    deepEqual(disagreements, []);
    ok(kills > 0 && drifted > 0 && Object.values(faults).every(count => count > 0), JSON.stringify({ kills, drifted, faults }));
  });
});
