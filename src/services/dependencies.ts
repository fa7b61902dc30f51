import type { Credentials } from '../core/model/connection';
import type { Transport } from '../net/transport';

/** What an adapter is given to work with. */
export interface AdapterDependencies {
  readonly transport: Transport;
  /** Ms since the epoch. */
  readonly now: () => number;
  /** Called when a sign-in was renewed and the old one no longer serves. */
  readonly saveCredentials: (credentials: Credentials) => Promise<void>;
  readonly userAgent: string;
}
