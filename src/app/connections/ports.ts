import type { Budget } from '../../core/pace/rateLimitPause';
import type { Connection, Credentials, ServiceId } from '../../core/service/connection';
import type { ServiceCatalog } from '../../core/service/descriptor';
import type { OpenService, Session } from '../../core/service/service';

/** Ends a subscription. */
export interface Subscription {
  dispose(): void;
}

/** The connections that there are. */
export interface ConnectionList {
  /** In the order in which they were added. */
  readonly all: readonly Connection[];
  /** @throws Fault `invalidInput` where no connection has this id or name */
  find(idOrName: string): Connection;
  /** Calls with the ids of the connections that came, went or changed, in whichever window. */
  readonly onDidChange: (listener: (ids: readonly string[]) => void) => Subscription;
}

/** The connections in use. */
export interface SessionSource {
  /** Rejects with a Fault where there is no such connection. */
  of(connectionId: string): Promise<Session>;
}

/** Where the list of connections is kept; nothing in it is secret. */
export interface RecordStore {
  /** As they were when this window last heard of them. */
  readonly records: readonly Connection[];
  /** Changes what is kept, whatever other windows have kept meanwhile. */
  update(change: (records: readonly Connection[]) => readonly Connection[]): Promise<void>;
  /** Calls when another window has changed them, with what was kept before. */
  readonly onDidChange: (listener: (before: readonly Connection[]) => void) => Subscription;
}

/** Where credentials are kept, and nothing else is. */
export interface SecretStore {
  /** Empty where nothing is kept. @throws Fault `unauthorized` where it is damaged */
  read(connectionId: string): Promise<Credentials>;
  write(connectionId: string, credentials: Credentials): Promise<void>;
  remove(connectionId: string): Promise<void>;
  /** Calls with a connection's id when another window has changed its credentials. */
  readonly onDidChange: (listener: (connectionId: string) => void) => Subscription;
}

/** The services, and the way to them. */
export interface ServiceSource extends ServiceCatalog {
  /** Credentials as the service takes them. @throws Fault `invalidInput` whose subject is the field at fault */
  parse(service: ServiceId, credentials: unknown): Promise<Credentials>;
  /**
   * Sends nothing. @throws Fault `invalidInput` for an endpoint or credentials that can't be meant
   * @param keep is called with credentials that were renewed: the former ones no longer serve
   * @param onReadBudget is called with what the answer to a read says of how many are granted
   */
  open(
    connection: Connection,
    credentials: Credentials,
    keep: (credentials: Credentials) => Promise<void>,
    onReadBudget?: (budget: Budget) => void,
  ): Promise<OpenService>;
}
