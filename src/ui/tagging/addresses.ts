import { requestWithRetry, type Timing } from '../../core/run/requestWithRetry';
import type { RemoteFile } from '../../core/model/file';
import type { Session } from '../../core/model/session';
import type { FileAddress } from '../../services';

export interface Resolved {
  readonly files: readonly RemoteFile[];
  /** Addresses that lead to no file. */
  readonly lost: readonly string[];
}

/** The files that addresses without ids lead to: each is searched by its name. @throws Fault; the signal's reason when aborted */
export async function resolveAddresses(
  session: Session,
  addresses: readonly FileAddress[],
  patience: Timing,
  signal: AbortSignal,
): Promise<Resolved> {
  const found = await Promise.all(addresses.map(address => resolve(session, address, patience, signal)));
  return {
    files: found.filter(file => file !== undefined),
    lost: addresses.filter((_, index) => found[index] === undefined).map(({ url }) => url),
  };
}

async function resolve(
  session: Session,
  address: FileAddress,
  patience: Timing,
  signal: AbortSignal,
): Promise<RemoteFile | undefined> {
  let cursor: string | undefined;
  do {
    const page = await requestWithRetry(
      session,
      inner => session.service.search({ words: [address.name] }, cursor, inner),
      patience,
      signal,
    );
    const file = page.items.find(item => address.leadsTo(item));
    if (file) return file;
    cursor = page.next;
  } while (cursor !== undefined);
  return undefined;
}
