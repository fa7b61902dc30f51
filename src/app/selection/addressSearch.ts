import { requestWithRetry, type Timing } from '../../core/run/requestWithRetry';
import type { RemoteFile } from '../../core/model/file';
import type { Session } from '../../core/service/service';
import type { FileAddress } from '../../core/service/descriptor';

export interface ResolvedAddresses {
  readonly files: readonly RemoteFile[];
  /** Addresses that lead to no file. */
  readonly lost: readonly string[];
}

/** The files that addresses without ids lead to: each is searched by its name. @throws Fault; the signal's reason when aborted */
export async function resolveAddresses(
  session: Session,
  addresses: readonly FileAddress[],
  timing: Timing,
  signal: AbortSignal,
): Promise<ResolvedAddresses> {
  const found = await Promise.all(addresses.map(address => resolve(session, address, timing, signal)));
  return {
    files: found.filter(file => file !== undefined),
    lost: addresses.filter((_, index) => found[index] === undefined).map(({ url }) => url),
  };
}

async function resolve(
  session: Session,
  address: FileAddress,
  timing: Timing,
  signal: AbortSignal,
): Promise<RemoteFile | undefined> {
  let cursor: string | undefined;
  let likeliest: RemoteFile | undefined;
  do {
    const page = await requestWithRetry(
      session,
      inner => session.service.search({ words: [address.name] }, cursor, inner),
      timing,
      signal,
    );
    for (const file of page.items) {
      const leads = address.leadsTo(file);
      if (leads === 'surely') return file;
      if (leads === 'perhaps' && file.path.length > (likeliest?.path.length ?? 0)) likeliest = file;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return likeliest;
}
