import type { ServiceId } from './connection';
import type { RemoteFile } from './file';

/** What the interface knows of a service before it talks to one: data, free of network and parsing libraries. */
export interface ServiceDescriptor {
  readonly id: ServiceId;
  readonly label: string;
  /** Undefined where each customer has an address of their own. */
  readonly defaultEndpoint?: string;
  /** Ways to sign in; a service that offers grants can do without. */
  readonly signIns: readonly CredentialForm[];
  /** What a connection may carry beside a sign-in, or instead of it. */
  readonly grants: readonly CredentialForm[];
  /** The ids of files in any text, also within URLs; each once, in order. */
  findIds(text: string): readonly string[];
  /** Addresses in any text that lead to files but hold no id; each once, in order. */
  findAddresses(text: string): readonly FileAddress[];
}

/** One way to sign in. Its fields are named as in `Auth` or `Grant`, so that the answers are one. */
export interface CredentialForm {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly CredentialField[];
}

export interface CredentialField {
  readonly name: string;
  readonly label: string;
  readonly secret: boolean;
  readonly optional: boolean;
  readonly placeholder?: string;
}

/** Where a file can be opened in a browser. Its file is found by searching the name and asking each result. */
export interface FileAddress {
  readonly url: string;
  /** The file's name. */
  readonly name: string;
  leadsTo(file: RemoteFile): boolean;
}

/** The services that there are, by id. */
export interface ServiceCatalog {
  readonly all: readonly ServiceDescriptor[];
  of(id: ServiceId): ServiceDescriptor;
}
