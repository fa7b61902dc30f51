import { deepEqual, notDeepEqual, rejects } from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
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

  it('is one for all windows, and goes on in another one when its own is closed', async () => {
    const first = await startSampleServer({ folder });
    const second = await startSampleServer({ folder });
    const third = await startSampleServer({ folder });
    await addTag(second.accounts, 'kept');
    const tags = [await tagsOf(first.accounts)];
    await first.close();
    tags.push(await tagsOnceBack(second.accounts));
    await addTag(third.accounts, 'again');
    await Promise.all([second.close(), third.close()]);
    await rejects(tagsOf(second.accounts));
    const last = await startSampleServer({ folder });
    tags.push(await tagsOf(last.accounts));
    await last.close();
    deepEqual([second.accounts, third.accounts, last.accounts], Array(3).fill(first.accounts));
    deepEqual(
      tags.map(list => list.slice(3)),
      [['kept'], ['kept'], ['kept', 'again']],
    );
  });

  it('is one where two windows open it at the same time', async () => {
    const [first, second] = await Promise.all([startSampleServer({ folder }), startSampleServer({ folder })]);
    await addTag(first.accounts, 'kept');
    const tags = await tagsOf(second.accounts);
    await Promise.all([first.close(), second.close()]);
    deepEqual([second.accounts, tags.includes('kept')], [first.accounts, true]);
  });

  it('keeps its edits where its port is taken by something else', async () => {
    const first = await startSampleServer({ folder });
    await addTag(first.accounts, 'kept');
    await first.close();
    const stranger = createServer((_, answer) => answer.end()).listen(portOf(first.accounts), '127.0.0.1');
    await once(stranger, 'listening');
    const moved = await startSampleServer({ folder });
    const tags = await tagsOf(moved.accounts);
    stranger.close();
    const beside = await startSampleServer({ folder });
    await Promise.all([moved, beside].map(server => server.close()));
    notDeepEqual(moved.accounts, first.accounts);
    deepEqual([beside.accounts, tags.includes('kept')], [moved.accounts, true]);
  });

  it('keeps nothing where it was not told a folder, and where what was kept is damaged', async () => {
    const first = await startSampleServer({ folder });
    await addTag(first.accounts, 'kept');
    const without = await startSampleServer({});
    const tags = [await tagsOf(without.accounts)];
    await Promise.all([first, without].map(server => server.close()));
    writeFileSync(join(folder, 'edits.json'), 'no state');
    const damaged = await startSampleServer({ folder });
    tags.push(await tagsOf(damaged.accounts));
    await damaged.close();
    deepEqual(tags, Array(2).fill(['kitchen', 'mug', 'blue']));
  });
});

const fileId = '598821f949c0a938d57563bd';

function portOf([account]: readonly SandboxAccount[]): number {
  return Number(new URL(String(account?.endpoint)).port);
}

async function addTag(accounts: readonly SandboxAccount[], tag: string): Promise<void> {
  await request(accounts, 'files/addTags', { method: 'POST', body: JSON.stringify({ fileIds: [fileId], tags: [tag] }) });
}

async function tagsOf(accounts: readonly SandboxAccount[]): Promise<readonly string[]> {
  return ((await request(accounts, `files/${fileId}/details`)) as { readonly tags: readonly string[] }).tags;
}

/** The one that takes over needs a moment. */
async function tagsOnceBack(accounts: readonly SandboxAccount[]): Promise<readonly string[]> {
  for (;;) {
    const tags = await tagsOf(accounts).catch(() => undefined);
    if (tags) return tags;
  }
}

async function request([account]: readonly SandboxAccount[], path: string, init: RequestInit = {}): Promise<unknown> {
  const { privateKey } = account?.credentials['auth'] as { readonly privateKey: string };
  const authorization = `Basic ${Buffer.from(`${privateKey}:`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  return (await fetch(`${String(account?.endpoint)}/v1/${path}`, { ...init, headers })).json();
}
