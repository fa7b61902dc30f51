import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { TagChange } from './administration';
import { Administration, editTags } from './administration';
import { parseBehavior } from './behaviorInput';
import type { NameAndPassword } from './http/exchange';
import { httpListener } from './http/httpListener';
import { ImageKitApi } from './imagekit/imagekitApi';
import { colleagueFolder, lockedIds } from './library/documentedFixtures';
import { sampleLibrary, sampleSize } from './library/sampleData';
import { Media } from './media';
import type { Behavior, SandboxOptions } from './options';
import { kindBehavior } from './options';
import { OracleApi } from './oracle/oracleApi';
import { type SampleGrants, sampleGrants } from './oracle/oracleAccess';
import type { RequestCounts } from './http/requestHandler';
import { RequestHandler } from './http/requestHandler';
import { StateFile } from './stateFile';

export type { TagChange } from './administration';
export type { Request } from './http/exchange';
export type { FileFixture, SampleFile } from './library/sampleFile';
export type { Behavior, InjectedFault, FaultRule, Intercept, Interception, RequestLimit, SandboxOptions } from './options';
export type { RequestCounts } from './http/requestHandler';

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
  /** Oracle Content's id of that folder: who has a link alone must know it, since the home folder is not open to a link. */
  readonly grantedFolderId: string;
  readonly behavior: Behavior;
  /** What isn't named stays. A limit or the faults that are named begin anew. */
  behave(change: Partial<Behavior>): void;
  readonly counts: RequestCounts;
  resetCounts(): void;
  /** Edits the tags of ImageKit's or Oracle Content's file, or of Oracle Content's folder, as a colleague would: at once, uncounted. */
  editTags(id: string, change: TagChange): void;
  /** Ends it at once, whatever is under way, and keeps its state. */
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that speaks ImageKit's media API and Oracle's REST API for Documents about one library.
 * @throws Error in one sentence where the port is taken, the state file isn't one, or the behaviour can't be understood
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { key = `private_${randomWord()}`, now = Date.now, refuse = lockedIds } = options;
  const people = {
    user: { name: options.user ?? 'demo', password: options.password ?? randomWord() },
    colleague: { name: 'colleague', password: randomWord() },
  } satisfies Record<string, NameAndPassword>;
  const { accessCode = sampleGrants.protectedLink.accessCode } = options;
  const grants: SampleGrants = { ...sampleGrants, protectedLink: { ...sampleGrants.protectedLink, accessCode } };
  const waits = new AbortController();
  const library = sampleLibrary({
    count: options.files ?? sampleSize,
    folders: options.folders,
    distinctTags: options.distinctTags,
    also: options.also,
    now,
    searchLagMs: () => handler.behavior.searchLagMs,
  });
  const media = new Media(library);
  const context = {
    library,
    now,
    refuses: typeof refuse === 'function' ? refuse : ({ id }: { readonly id: string }) => refuse.includes(id),
    changed: () => state?.touch(),
    behavior: () => handler.behavior,
    handler: () => handler,
    address: () => `http://${host}`,
    tokenSeconds: options.tokenSeconds ?? 3600,
  };
  const imagekit = new ImageKitApi({ ...context, key });
  const apis = [
    imagekit,
    new OracleApi({ ...context, people, grants, media }),
    media,
    new Administration({ ...context, key }),
  ] as const;
  const handler = new RequestHandler({ apis: [...apis], now, seed: options.seed ?? 1, signal: waits.signal });
  const state = options.state === undefined ? undefined : new StateFile(options.state, library);
  handler.behave(behaviorIn(options));
  let host = '';
  const server = httpListener({ handler, intercept: options.intercept, host: () => host, signal: waits.signal });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    imagekit: `http://${host}`,
    oracle: `http://${host}`,
    key,
    user: people.user.name,
    password: people.user.password,
    colleague: { user: people.colleague.name, password: people.colleague.password },
    grants,
    grantedFolderId: library.folder(colleagueFolder)?.oracleId ?? '',
    get behavior() {
      return handler.behavior;
    },
    behave: change => {
      handler.behave(parseBehavior(change));
    },
    get counts() {
      return handler.counts;
    },
    resetCounts: () => {
      handler.resetCounts();
    },
    editTags: (id, change) => {
      editTags(context, id, change);
    },
    close: async () => {
      waits.abort();
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
      state?.flush();
    },
  };
}

function behaviorIn({ rate, burst, ...options }: SandboxOptions): Partial<Behavior> {
  const named = Object.entries<unknown>({ ...options }).filter(
    ([name, value]) => Object.hasOwn(kindBehavior, name) && value !== undefined,
  );
  const behavior = parseBehavior(Object.fromEntries(named));
  if (rate === undefined) return behavior;
  const requests = burst ?? Math.max(1, Math.ceil(rate));
  return { writeLimit: { allows: [{ requests, intervalMs: Math.ceil((requests / rate) * 1000) }] }, ...behavior };
}

function randomWord(): string {
  return randomBytes(18).toString('base64url');
}
