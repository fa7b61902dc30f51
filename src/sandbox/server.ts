import type { AddressInfo } from 'node:net';
import { Bucket } from './bucket';
import { ImageKit } from './imagekit/api';
import { LOCKED } from './library/catalogue';
import { sampleLibrary, SAMPLE_SIZE } from './library/sample';
import { listener } from './listener';
import { Media } from './media';
import { OracleContent } from './oracle/api';
import { SAMPLE_GRANTS, COLLEAGUE } from './oracle/samples';
import type { SampleGrants } from './oracle/samples';
import type { SandboxOptions } from './options';
import { StateFile } from './state';

export type { Request } from './exchange';
export type { SampleFile } from './library/file';
export type { Sketch } from './library/sketch';
export type { Intercept, Interception, SandboxOptions } from './options';

/** A running server. */
export interface Sandbox {
  /** The address of ImageKit's API. */
  readonly imagekit: string;
  /** The address of Oracle Content. */
  readonly oracle: string;
  readonly key: string;
  readonly user: string;
  readonly password: string;
  /** Another user of Oracle Content, whose folder the first one can't see. */
  readonly colleague: { readonly user: string; readonly password: string };
  /** Links that open the colleague's folder. */
  readonly grants: SampleGrants;
  /** Ends it at once, whatever is under way, and keeps its state. */
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that speaks ImageKit's media API and Oracle's REST API for Documents about one library.
 * @throws Error where the port is taken or the state file isn't one
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { key = 'private_sandbox', user = 'demo', password = 'sandbox', now = Date.now, refuse = LOCKED } = options;
  const library = sampleLibrary(options.files ?? SAMPLE_SIZE, options.also);
  const state = options.state === undefined ? undefined : new StateFile(options.state, library);
  const refuses = typeof refuse === 'function' ? refuse : ({ id }: { readonly id: string }) => refuse.includes(id);
  const media = new Media(library);
  let address = '';
  const imagekit = new ImageKit({ library, key, refuses, now, address: () => address, changed: () => state?.touch() });
  const oracle = new OracleContent({
    library,
    media,
    user,
    password,
    refuses,
    now,
    tokenSeconds: options.tokenSeconds ?? 3600,
    changed: () => state?.touch(),
  });
  const waits = new AbortController();
  const server = listener({
    apis: [imagekit, oracle, media],
    bucket:
      options.rate === undefined
        ? undefined
        : new Bucket({ rate: options.rate, burst: options.burst ?? Math.max(1, Math.ceil(options.rate)) }, now),
    latencyMs: options.latencyMs ?? 0,
    intercept: options.intercept,
    signal: waits.signal,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    imagekit: address,
    oracle: address,
    key,
    user,
    password,
    colleague: COLLEAGUE,
    grants: SAMPLE_GRANTS,
    close: async () => {
      waits.abort();
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
      state?.flush();
    },
  };
}
