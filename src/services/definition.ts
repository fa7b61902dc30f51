import type { Budget } from '../core/model/budget';
import type { Credentials } from '../core/service/connection';
import type { ServiceDescriptor } from '../core/service/descriptor';
import type { TagService } from '../core/service/service';
import type { Transport } from '../net/transport';

/** A service as its folder offers it: what is known of it at once, and the rest when it is first talked to. */
export interface ServiceDefinition extends ServiceDescriptor {
  load(): Promise<ServiceAdapter>;
}

/** What speaks to a service. */
export interface ServiceAdapter {
  /** Credentials as the service takes them: from a call, a form's answers, or the store. @throws Fault `invalidInput`, whose subject is the field at fault; no value is in it */
  parse(credentials: unknown): Credentials;
  /** Sends nothing. @throws Fault `invalidInput` as `parse` does */
  open(endpoint: string, credentials: unknown, dependencies: AdapterDependencies): OpenAdapter;
}

export interface OpenAdapter {
  readonly service: TagService;
  /** What no message may show, as it is now: tokens are renewed. */
  readonly secrets: () => readonly string[];
  /** Who signs in, as far as the credentials tell it; the same for two connections of one account. It may be a secret. */
  readonly signer: string;
}

/** What an adapter is given to work with. */
export interface AdapterDependencies {
  readonly transport: Transport;
  /** Ms since the epoch. */
  readonly now: () => number;
  /** Called when a sign-in was renewed and the old one no longer serves. */
  readonly saveCredentials: (credentials: Credentials) => Promise<void>;
  /** Called with what the answer to a read says of how many are granted; a write's says it in its result. */
  readonly onReadBudget?: ((budget: Budget) => void) | undefined;
  readonly userAgent: string;
  /** BCP 47: the language in which a service is asked to say what is wrong. */
  readonly language: string;
}
