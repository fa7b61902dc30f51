import type { Connection } from '../../core/model/connection';
import type { Session } from '../../core/model/session';

/** The connections that there are. */
export interface ConnectionList {
  /** In the order in which they were added. */
  readonly all: readonly Connection[];
  /** @throws Fault `invalidInput` where no connection has this id or name */
  find(idOrName: string): Connection;
  /** Calls with the ids of the connections that came, went or changed, in whichever window. */
  readonly onDidChange: (listener: (ids: readonly string[]) => void) => { dispose(): void };
}

/** The connections in use. */
export interface SessionSource {
  /** Rejects with a Fault where there is no such connection. */
  of(connectionId: string): Promise<Session>;
}
