import type { Account, TagService } from '../../core/model/service';
import type { Connection, Credentials } from '../../core/model/connection';
import { faultOn } from '../../app/connections/connectionFault';
import type { Draft } from './draft';

/** Makes the service of a connection. `keep` is called with credentials that were renewed on the way. */
export type MakeService = (
  connection: Connection,
  credentials: Credentials,
  keep: (credentials: Credentials) => Promise<void>,
) => Promise<TagService>;

/** A draft that its service answered to. */
export interface Proof {
  readonly account: Account;
  /** As given, or as they were renewed on the way. */
  readonly credentials: Credentials;
}

/** Asks the service whether the draft serves. Throws a ConnectionFault where it does not. */
export async function probe({ connection, credentials }: Draft, makeService: MakeService, signal: AbortSignal): Promise<Proof> {
  let latest = credentials;
  try {
    const service = await makeService(connection, credentials, renewed => {
      latest = renewed;
      return Promise.resolve();
    });
    return { account: await service.check(signal), credentials: latest };
  } catch (error) {
    throw faultOn(connection, error);
  }
}
