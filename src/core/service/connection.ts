/** A service's own name, as the registry of services has it. */
export type ServiceId = string;

/** One way into an account on a service; nothing in it is secret. */
export interface Connection {
  readonly id: string;
  /** Chosen by the user, unique. */
  readonly name: string;
  readonly service: ServiceId;
  /** An origin, perhaps with a path, without a slash at its end. https, or http to loopback. */
  readonly endpoint: string;
  /** Known from its last test; absent where it leads to whatever the person may see. */
  readonly opens?: Opens;
}

/** What a link opens: a folder and all below it, or a file. */
export type Opens = 'folder' | 'file';

const derivedSuffix = '#derived';

/** The id of a connection's derived tags, where they are dealt with as if they were a connection of their own. */
export function derivedConnectionId(connectionId: string): string {
  return `${connectionId}${derivedSuffix}`;
}

/** The connection that the files are on, and whether their derived tags are meant. */
export function partsOfConnectionId(id: string): { readonly connectionId: string; readonly isDerived: boolean } {
  const isDerived = id.endsWith(derivedSuffix);
  return { connectionId: isDerived ? id.slice(0, -derivedSuffix.length) : id, isDerived };
}

/**
 * How a connection signs in, as JSON: kept in SecretStorage alone. What is in it is the service's own affair; its descriptor names the
 * parts and their fields for the one that asks, and its schema decides what serves.
 */
export type Credentials = Readonly<Record<string, unknown>>;
