import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, parsedJson } from './http/exchange';
import type { Behavior, SandboxOptions } from './options';
import { type Sandbox, startSandbox } from './server';

/** An account of a service, and how it is signed in to. */
export interface SandboxAccount {
  readonly service: string;
  readonly endpoint: string;
  readonly credentials: Readonly<Record<string, unknown>>;
}

export interface SampleServerOptions extends Omit<SandboxOptions, 'port' | 'state'> {
  readonly behavior?: Partial<Behavior>;
  /** Where its edits outlast it, and its addresses and sign-ins, so that it is the same account the next time. */
  readonly folder?: string;
}

/** A sandbox on any free port, for what wants to try the product and knows no service. */
export async function startSampleServer({
  behavior,
  folder,
  ...options
}: SampleServerOptions): Promise<{ readonly accounts: readonly SandboxAccount[]; close(): Promise<void> }> {
  const given = { ...options, ...behavior };
  const sandbox = folder === undefined ? await startSandbox(given) : await startKept(folder, given);
  const { imagekit, oracle, key: privateKey, user: username, password } = sandbox;
  return {
    accounts: [
      { service: 'imagekit', endpoint: imagekit, credentials: { auth: { privateKey } } },
      { service: 'oracle', endpoint: oracle, credentials: { auth: { username, password } } },
    ],
    close: () => sandbox.close(),
  };
}

/** Where what was kept can't be used, as while another window does, nothing is kept. */
async function startKept(folder: string, options: SandboxOptions): Promise<Sandbox> {
  const path = join(folder, 'server.json');
  const former = formerServer(path);
  try {
    const sandbox = await startSandbox({ ...former, ...options, state: join(folder, 'edits.json') });
    if (former === undefined) keepServer(path, folder, sandbox);
    return sandbox;
  } catch {
    return startSandbox(options);
  }
}

function formerServer(path: string): Pick<SandboxOptions, 'port' | 'key' | 'password'> | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const kept = parsedJson(text);
  if (!isRecord(kept)) return undefined;
  const { port, key, password } = kept;
  if (typeof port !== 'number' || typeof key !== 'string' || typeof password !== 'string') return undefined;
  return { port, key, password };
}

function keepServer(path: string, folder: string, { imagekit, key, password }: Sandbox): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, JSON.stringify({ port: Number(new URL(imagekit).port), key, password }), { mode: 0o600 });
}
