import { deepEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textOf } from '../world/disagreement';
import { torture } from '../torture/torture';

describe('runs under torture', () => {
  let folder: string;
  let program: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagwright-client-'));
    program = join(folder, 'client.cjs');
    const build = ['test/torture/client.ts', `--outfile=${program}`];
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

  // `npm run torture` lives through thousands of them
  it('end in ledgers that are so, in 30 of them and more', async function () {
    this.timeout(600_000);
    const { failing, tally } = await torture({ runs: 30, seed: 1, from: 0, abreast: 6, speed: 100, program });
    const told = failing.flatMap(({ number, disagreements }) => disagreements.map(one => `${number}: ${textOf(one)}`));
    deepEqual(told, []);
    const seen = ['landed late', 'drifted', 'undo', 'cancel', 'lostAfter', 'partial', 'colleague edits'].filter(
      kind => tally.of(kind) > 0,
    );
    ok([...tally.counts.keys()].some(kind => kind.startsWith('killed in ')) && seen.length >= 4, JSON.stringify(tally.table()));
  });
});
