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
}

/**
 * How a connection signs in, as JSON: kept in SecretStorage alone. What is in it is the service's own affair; its descriptor names the
 * parts and their fields for whoever asks, and its schema decides what serves.
 */
export type Credentials = Readonly<Record<string, unknown>>;
