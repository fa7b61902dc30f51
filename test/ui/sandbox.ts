import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A sample library in a process of its own, that survives whatever becomes of VS Code. */
export interface SandboxProcess {
  /** ImageKit's address and key. */
  readonly imagekit: string;
  readonly key: string;
  /** The tags of all files, by id. */
  readonly tags: () => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly close: () => void;
}

export async function startSandbox(...args: readonly string[]): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['dist/sandbox.js', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const close = () => child.kill();
  process.once('exit', close);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { imagekit, key } = JSON.parse(line) as { imagekit: string; key: string };
  return { imagekit, key, tags: () => tagsOf(imagekit, key), close };
}

async function tagsOf(imagekit: string, key: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const tags = new Map<string, readonly string[]>();
  for (;;) {
    const response = await fetch(`${imagekit}/v1/files?type=file&limit=1000&skip=${tags.size}`, { headers: { authorization } });
    const files = (await response.json()) as readonly { fileId: string; tags: readonly string[] | null }[];
    for (const file of files) tags.set(file.fileId, file.tags ?? []);
    if (files.length < 1000) return tags;
  }
}
