import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A sample library in a process of its own, that survives whatever becomes of VS Code. */
export interface SandboxProcess {
  /** ImageKit's address and key. */
  readonly imagekit: string;
  readonly key: string;
  /** Oracle Content's address. */
  readonly oracle: string;
  /** The tags of all files, by id. */
  readonly tags: () => Promise<ReadonlyMap<string, readonly string[]>>;
  /** What a colleague does elsewhere: VS Code does not hear of it. */
  readonly addTags: (ids: readonly string[], tags: readonly string[]) => Promise<void>;
  readonly close: () => void;
}

export async function startSandbox(...args: readonly string[]): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['dist/sandbox.js', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const close = () => child.kill();
  process.once('exit', close);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { imagekit, key, oracle } = JSON.parse(line) as { imagekit: string; key: string; oracle: string };
  const headers = { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
  const addTags = async (fileIds: readonly string[], tags: readonly string[]): Promise<void> => {
    for (let at = 0; at < fileIds.length; at += 50) {
      const { status } = await fetch(`${imagekit}/v1/files/addTags`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ fileIds: fileIds.slice(at, at + 50), tags }),
      });
      // 207: some files are locked
      assert.match(String(status), /^20[07]$/);
    }
  };
  return { imagekit, key, oracle, tags: () => tagsOf(imagekit, headers), addTags, close };
}

async function tagsOf(
  imagekit: string,
  headers: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const tags = new Map<string, readonly string[]>();
  for (;;) {
    const response = await fetch(`${imagekit}/v1/files?type=file&limit=1000&skip=${tags.size}`, { headers });
    const files = (await response.json()) as readonly { fileId: string; tags: readonly string[] | null }[];
    for (const file of files) tags.set(file.fileId, file.tags ?? []);
    if (files.length < 1000) return tags;
  }
}
