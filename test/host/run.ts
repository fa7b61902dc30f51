import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from '../support/mocha.mjs';

/** What VS Code calls in its extension host to run the bundled tests beside this file. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.test.js'));
  const failures = await runMocha(
    files.sort().map(name => join(__dirname, name)),
    { timeout: 60_000, quiet: true },
  );
  if (failures > 0) throw new Error(`${failures} failing`);
}
