import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands } from 'vscode';

const missing = '000000000000000000000000';

/** The demo's half in the extension host: what another extension or a key binding would do. `demo.mjs` has the other half. */
export async function run(): Promise<void> {
  const folder = process.env.TAGWRIGHT_DEMO ?? '';
  try {
    const options = JSON.parse(process.env.TAGWRIGHT_DEMO_SAMPLE ?? '{}') as { readonly key: string };
    const [connection] = await commands.executeCommand<readonly Connection[]>('tagwright.openSampleLibrary', options);
    if (!connection) throw new Error('The sample library has no connection.');
    const ids = await idsIn(connection.endpoint, options.key, '/products');
    hand(folder, 'opened', { count: ids.length });
    await handed(folder, 'selected');
    const call = { connection: connection.id, fileIds: [...ids, missing], tags: ['sale', 'summer'] };
    const ledger = await commands.executeCommand('tagwright.addTags', call);
    await commands.executeCommand('tagwright.showLog');
    hand(folder, 'ledger', { call, ledger });
    await handed(folder, 'seen');
  } catch (error) {
    hand(folder, 'failed', { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    throw error;
  }
}

interface Connection {
  readonly id: string;
  readonly endpoint: string;
}

/** The sample library speaks ImageKit's API. */
async function idsIn(endpoint: string, key: string, path: string): Promise<readonly string[]> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const response = await fetch(`${endpoint}/v1/files?type=file&limit=1000&path=${path}`, { headers: { authorization } });
  const files = (await response.json()) as readonly { fileId: string }[];
  return files.map(({ fileId }) => fileId);
}

/** Renamed into place, so that it is never seen half written. */
function hand(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, `${name}.partial`), JSON.stringify(value));
  renameSync(join(folder, `${name}.partial`), join(folder, name));
}

async function handed(folder: string, name: string): Promise<void> {
  while (!existsSync(join(folder, name))) await sleep(50);
}
