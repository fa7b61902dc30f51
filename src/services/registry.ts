import type { Connection, Credentials, ServiceId } from '../core/service/connection';
import type { ServiceCatalog, ServiceDescriptor } from '../core/service/descriptor';
import { Fault } from '../core/model/fault';
import type { NetworkSettings } from '../core/service/networkSettings';
import type { OpenService } from '../core/service/service';
import type { AdapterDependencies, ServiceAdapter, ServiceDefinition } from './definition';

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
