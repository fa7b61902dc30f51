import { join } from 'node:path';
import type { Behavior, SandboxOptions } from './options';
import { startSandbox } from './server';
import { SharedSandbox } from './sharedSandbox';

/** An account of a service, and how it is signed in to. */
export interface SandboxAccount {
  readonly service: string;
  readonly endpoint: string;
  readonly credentials: Readonly<Record<string, unknown>>;
}

export interface SampleServerOptions extends Omit<SandboxOptions, 'port' | 'state'> {
  readonly behavior?: Partial<Behavior>;
  /** Where its edits outlast it, and its addresses and sign-ins, so that it is the same account the next time and in every window. */
  readonly folder?: string;
}

/** A sandbox on any free port, for what wants to try the product and knows no service. */
export async function startSampleServer({
  behavior,
  folder,
  ...options
}: SampleServerOptions): Promise<{ readonly accounts: readonly SandboxAccount[]; close(): Promise<void> }> {
  const given = { ...options, ...behavior };
  const sandbox = folder === undefined ? await startSandbox(given) : await openShared(folder, given);
  const { imagekit, oracle, key: privateKey, user: username, password } = sandbox;
  return {
    accounts: [
      { service: 'imagekit', endpoint: imagekit, credentials: { auth: { privateKey } } },
      { service: 'oracle', endpoint: oracle, credentials: { auth: { username, password } } },
    ],
    close: () => sandbox.close(),
  };
}

/** Where what was kept can't be used, nothing is kept. */
async function openShared(folder: string, options: SandboxOptions) {
  const shared = new SharedSandbox(join(folder, 'server.json'), { ...options, state: join(folder, 'edits.json') });
  try {
    const address = await shared.open();
    return { ...address, close: () => shared.close() };
  } catch {
    await shared.close();
    return startSandbox(options);
  }
}
