import type { Connection, Credentials, ServiceId } from '../../core/service/connection';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { sampleName } from '../text/connectionText';
import { type Connections, sampleIdOf, type SignedConnection } from './connections';

/** How large and how slow the sample library is to be, which key it takes, and how it behaves; see the sandbox's options. */
export type SampleOptions = Partial<Record<SampleNumber, number>> & {
  readonly key?: string;
  readonly behavior?: Readonly<Record<string, unknown>>;
};

/** A server with a library to try things on. */
export interface SampleServer {
  readonly accounts: readonly SampleAccount[];
  close(): Promise<void>;
}

export interface SampleAccount {
  readonly service: ServiceId;
  readonly endpoint: string;
  readonly credentials: Credentials;
}

export interface SampleDependencies {
  readonly connections: Connections;
  readonly services: ServiceCatalog;
  readonly start: (options: SampleOptions) => Promise<SampleServer>;
}

type SampleNumber = 'files' | 'folders' | 'distinctTags' | 'latencyMs' | 'searchLagMs' | 'rate' | 'burst';

/** A library to try things on: a server of our own on this computer, with a connection of each service, until the host is closed. */
export class SampleLibrary {
  private server: Promise<SampleServer> | undefined;

  constructor(private readonly deps: SampleDependencies) {}

  /** Resolves to the connections, which may have been there already. A library that is open keeps its size. */
  async open(options: SampleOptions = {}): Promise<readonly Connection[]> {
    const { connections, services, start } = this.deps;
    this.server ??= start(options);
    let server: SampleServer;
    try {
      server = await this.server;
    } catch (error) {
      this.server = undefined;
      throw error;
    }
    const samples = server.accounts.map(account => sampleOf(account, services));
    connections.addPassing(samples.filter(({ connection }) => !connections.get(connection.id)));
    return samples.map(({ connection }) => connection);
  }

  dispose(): void {
    void this.server?.then(server => server.close());
  }
}

/** The ids are the same in every session, so that whatever is kept about a sample finds its connection again. */
function sampleOf({ service, endpoint, credentials }: SampleAccount, services: ServiceCatalog): SignedConnection {
  const name = sampleName(services.of(service).label);
  return { connection: { id: sampleIdOf(service), name, service, endpoint }, credentials };
}
