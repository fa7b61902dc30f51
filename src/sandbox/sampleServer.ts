import type { Behavior, SandboxOptions } from './options';
import { startSandbox } from './server';

/** An account of a service, and how it is signed in to. */
export interface SandboxAccount {
  readonly service: string;
  readonly endpoint: string;
  readonly credentials: Readonly<Record<string, unknown>>;
}

export interface SampleServerOptions extends Omit<SandboxOptions, 'port'> {
  readonly behavior?: Partial<Behavior>;
}

/** A sandbox on any free port, for what wants to try the product and knows no service. */
export async function startSampleServer({
  behavior,
  ...options
}: SampleServerOptions): Promise<{ readonly accounts: readonly SandboxAccount[]; close(): Promise<void> }> {
  const sandbox = await startSandbox({ ...options, ...behavior, port: 0 });
  const { imagekit, oracle, key: privateKey, user: username, password } = sandbox;
  return {
    accounts: [
      { service: 'imagekit', endpoint: imagekit, credentials: { auth: { privateKey } } },
      { service: 'oracle', endpoint: oracle, credentials: { auth: { username, password } } },
    ],
    close: () => sandbox.close(),
  };
}
