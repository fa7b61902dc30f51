import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-'));
  process.once('exit', () => {
    try {
      // processes that were just killed may still write for a moment
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // or for longer: a folder that stays fails no test
    }
  });
  return folder;
}
