import type { ServiceId } from './connection';
import type { RemoteFile } from '../model/file';

/**
 * What is known of a service before it is talked to: data, free of network and parsing libraries. Its words are English; the
 * face that shows them looks them up in the person's language.
 */
export interface ServiceDescriptor {
  readonly id: ServiceId;
  readonly label: string;
  /** Absent where each customer has an address of their own. */
  readonly defaultEndpoint?: string;
  readonly endpointPlaceholder?: string;
  /** What its credentials are made of, in the order in which it is asked. At least one part is needed. */
  readonly credentials: readonly CredentialPart[];
  /** The ids of files in any text, also within URLs; each once, in order. */
  findIds(text: string): readonly string[];
  /** Addresses in any text that lead to files but hold no id; each once, in order. */
  findAddresses(text: string): readonly FileAddress[];
}

/** A part of the credentials, which has one of several forms. */
export interface CredentialPart {
  /** As the credentials have it. */
  readonly name: string;
  /** Which form it has; never asked where there is nothing to choose. */
  readonly prompt: string;
  readonly forms: readonly CredentialForm[];
  /** The choice to do without this part; absent where that is not possible at all. */
  readonly without?: { readonly label: string; readonly detail?: string };
}

/** One way to sign in, or to be let in. */
export interface CredentialForm {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly CredentialField[];
  /** The field to look at where the service refuses it. */
  readonly suspect: string;
}

export interface CredentialField {
  /** As the part of the credentials has it. */
  readonly name: string;
  readonly label: string;
  readonly secret: boolean;
  /** `besides`: only where another part lets the person in as well. */
  readonly optional?: 'always' | 'besides';
  readonly placeholder?: string;
  /** Secrets are sent there: https, or this computer. */
  readonly isAddress?: true;
  /** What the text must hold: anything unless told. */
  readonly pattern?: RegExp;
  readonly help?: FieldHelp;
}

/** Where a person finds what is asked for. */
export interface FieldHelp {
  readonly sentence: string;
  readonly url?: string;
}

/**
 * Where a file can be opened in a browser. Its file is found by searching the name and asking each result: the one that it leads to
 * surely, else of those that it may lead to the one with the longest path.
 */
export interface FileAddress {
  readonly url: string;
  /** The file's name. */
  readonly name: string;
  leadsTo(file: RemoteFile): 'surely' | 'perhaps' | undefined;
}

/** The services that there are. */
export interface ServiceCatalog {
  readonly all: readonly ServiceDescriptor[];
  /** Of a service that this version does not know, as a connection may be kept of one, nothing but its name. */
  of(id: ServiceId): ServiceDescriptor;
}
