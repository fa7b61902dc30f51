import { Fault } from '../core/model/fault';
import type { Budget } from '../core/pace/rateLimitPause';
import type { Connection, Credentials, ServiceId } from '../core/service/connection';
import type { ServiceCatalog, ServiceDescriptor } from '../core/service/descriptor';
import type { NetworkSettings } from '../core/service/endpoint';
import type { OpenService, TagService } from '../core/service/service';
import type { Transport } from '../net/transport';
import { imagekit } from './imagekit/imagekit';
import { oracle } from './oracle/oracle';

/** The services that there are: a line each. All else about one is in its folder. */
export const definitions = { imagekit, oracle } satisfies Readonly<Record<string, ServiceDefinition>>;

export interface RegistryDependencies extends Pick<AdapterDependencies, 'now' | 'userAgent' | 'language'> {
  /** Asked anew for each service that is opened. */
  readonly settings: () => NetworkSettings;
}

/** The services by their names, and the way to them: what speaks to them is loaded by the first call to one. */
export class ServiceRegistry implements ServiceCatalog {
  readonly all: readonly ServiceDefinition[];

  constructor(
    services: Readonly<Record<string, ServiceDefinition>>,
    private readonly deps: RegistryDependencies,
  ) {
    this.all = Object.values(services);
  }

  of(id: ServiceId): ServiceDescriptor {
    return this.find(id) ?? unknownService(id);
  }

  /** Credentials as the service takes them. @throws Fault `invalidInput`, as `ServiceAdapter.parse` */
  async parse(id: ServiceId, credentials: unknown): Promise<Credentials> {
    return (await this.load(id)).parse(credentials);
  }

  /** The service behind a connection; sends nothing. @throws Fault `invalidInput` for an endpoint or credentials that can't be meant */
  async open(
    connection: Connection,
    credentials: Credentials,
    saveCredentials: AdapterDependencies['saveCredentials'],
    onReadBudget?: AdapterDependencies['onReadBudget'],
  ): Promise<OpenService> {
    const { settings, ...rest } = this.deps;
    const [adapter, { openAdapter }] = await Promise.all([this.load(connection.service), import('./openAdapter')]);
    return openAdapter(adapter, connection, credentials, { ...rest, settings: settings(), saveCredentials, onReadBudget });
  }

  private find(id: ServiceId): ServiceDefinition | undefined {
    return this.all.find(one => one.id === id);
  }

  private async load(id: ServiceId): Promise<ServiceAdapter> {
    const found = this.find(id);
    if (found) return found.load();
    throw new Fault('invalidInput', { subject: 'service', problem: { kind: 'notOneOf', choices: this.all.map(one => one.id) } });
  }
}

/** A connection may be kept of a service that a later version has, or an earlier one had. */
function unknownService(id: ServiceId): ServiceDescriptor {
  return { id, label: id, credentials: [], findIds: () => [], findAddresses: () => [] };
}

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
