import type { Disposable } from 'vscode';
import type { Connection } from '../../core/model/connection';
import type { Behavior, Sandbox } from '../../sandbox/server';
import type { Connections } from '../../storage/connections';

/** How large and how slow the sample library is to be, which key it takes, and how it behaves; see the sandbox's options. */
export type SampleOptions = Partial<Record<SampleNumber, number>> & {
  readonly key?: string;
  readonly behavior?: Partial<Behavior>;
};

export const sampleNumbers = ['files', 'folders', 'distinctTags', 'latencyMs', 'searchLagMs', 'rate', 'burst'] as const;

type SampleNumber = (typeof sampleNumbers)[number];

export type StartSandbox = (options: SampleOptions) => Promise<Sandbox>;

/** A library to try things on: a server of our own on this computer, with a connection of each service, until VS Code is closed. */
export class SampleLibrary implements Disposable {
  private server: Promise<Sandbox> | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly start: StartSandbox,
  ) {}

  /** Resolves to the connections, which may have been there already. A library that is open keeps its size. */
  async open(options: SampleOptions = {}): Promise<readonly Connection[]> {
    this.server ??= this.start(options);
    let server: Sandbox;
    try {
      server = await this.server;
    } catch (error) {
      this.server = undefined;
      throw error;
    }
    const samples = samplesOf(server);
    this.connections.addPassing(samples.filter(({ connection }) => !this.connections.get(connection.id)));
    return samples.map(({ connection }) => connection);
  }

  dispose(): void {
    void this.server?.then(server => server.close());
  }
}

/** The ids are the same in every session, so that whatever is kept about a sample finds its connection again. */
function samplesOf({ imagekit, oracle, key: privateKey, user: username, password }: Sandbox) {
  return [
    {
      connection: { id: 'sample-imagekit', name: 'Sample Library (ImageKit)', service: 'imagekit', endpoint: imagekit },
      credentials: { auth: { privateKey } },
    },
    {
      connection: { id: 'sample-oracle', name: 'Sample Library (Oracle Content)', service: 'oracle', endpoint: oracle },
      credentials: { auth: { username, password } },
    },
  ] as const;
}
