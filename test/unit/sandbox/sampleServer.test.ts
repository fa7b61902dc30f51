import { deepEqual, notDeepEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxAccount, startSampleServer } from '../../../src/sandbox/sampleServer';

describe('the server of the sample library', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sample-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('has the same accounts and tags the next time', async () => {
    const first = await startSampleServer({ folder });
    await addTag(first.accounts, 'kept');
    await first.close();
    const second = await startSampleServer({ folder });
    const tags = await tagsOf(second.accounts);
    await second.close();
    deepEqual([second.accounts, tags.includes('kept')], [first.accounts, true]);
  });

  it('keeps nothing where it was not told a folder, where another one uses it, and where it is damaged', async () => {
    const first = await startSampleServer({ folder });
    await addTag(first.accounts, 'kept');
    const beside = await startSampleServer({ folder });
    const without = await startSampleServer({});
    const tags = [await tagsOf(beside.accounts), await tagsOf(without.accounts)];
    await Promise.all([first, beside, without].map(server => server.close()));
    writeFileSync(join(folder, 'edits.json'), 'no state');
    const damaged = await startSampleServer({ folder });
    tags.push(await tagsOf(damaged.accounts));
    await damaged.close();
    notDeepEqual(beside.accounts, first.accounts);
    deepEqual(tags, Array(3).fill(['kitchen', 'mug', 'blue']));
  });
});

const fileId = '598821f949c0a938d57563bd';

async function addTag(accounts: readonly SandboxAccount[], tag: string): Promise<void> {
  await request(accounts, 'files/addTags', { method: 'POST', body: JSON.stringify({ fileIds: [fileId], tags: [tag] }) });
}

async function tagsOf(accounts: readonly SandboxAccount[]): Promise<readonly string[]> {
  return ((await request(accounts, `files/${fileId}/details`)) as { readonly tags: readonly string[] }).tags;
}

async function request([account]: readonly SandboxAccount[], path: string, init: RequestInit = {}): Promise<unknown> {
  const { privateKey } = account?.credentials['auth'] as { readonly privateKey: string };
  const authorization = `Basic ${Buffer.from(`${privateKey}:`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  return (await fetch(`${String(account?.endpoint)}/v1/${path}`, { ...init, headers })).json();
}
