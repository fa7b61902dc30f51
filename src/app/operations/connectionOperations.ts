import { changedConnection, newConnection } from '../connections/connectionCalls';
import { faultOn } from '../connections/connectionFault';
import type { Connections } from '../connections/connections';
import type { ServiceSource, SessionSource } from '../connections/ports';
import type { SampleLibrary } from '../connections/sampleLibrary';
import type { LibraryTree } from '../library/libraryTree';
import type { Operations } from './operationTable';

export interface ConnectionOperationsDependencies {
  readonly connections: Connections;
  readonly sessions: SessionSource;
  readonly services: ServiceSource;
  readonly sample: Pick<SampleLibrary, 'open'>;
  readonly tree: Pick<LibraryTree, 'refresh' | 'root'>;
  readonly newConnectionId: () => string;
  /** Shows a connection, where the face has a place for it. */
  readonly reveal: (connectionId: string) => Promise<void>;
}

type ConnectionOperationName =
  | 'listConnections'
  | 'addConnection'
  | 'editConnection'
  | 'removeConnection'
  | 'testConnection'
  | 'openSampleLibrary'
  | 'refresh';

/** Connections as a program sees them; no answer has a secret in it. */
export function connectionOperations(deps: ConnectionOperationsDependencies): Pick<Operations, ConnectionOperationName> {
  const { connections, sessions, services, sample, tree, newConnectionId, reveal } = deps;
  return {
    listConnections: () => Promise.resolve(connections.all),
    addConnection: async input => {
      const added = await newConnection(newConnectionId(), input, services);
      await connections.save(added);
      return added.connection;
    },
    editConnection: async input => {
      const connection = connections.find(input.connection);
      const former = { connection, credentials: await connections.credentialsOf(connection.id) };
      const changed = await changedConnection(former, input, services);
      await connections.save(changed);
      return changed.connection;
    },
    removeConnection: async input => {
      await connections.remove(connections.find(input.connection).id);
    },
    testConnection: async input => {
      const connection = connections.find(input.connection);
      try {
        const { service } = await sessions.of(connection.id);
        return await service.check(new AbortController().signal);
      } catch (error) {
        throw faultOn(connection, error);
      }
    },
    openSampleLibrary: async options => {
      const opened = await sample.open(options);
      const [first] = opened;
      if (first) await reveal(first.id);
      return opened;
    },
    refresh: ({ connection }) => {
      if (connection === undefined) tree.refresh();
      else tree.refresh(tree.root(connections.find(connection).id));
      return Promise.resolve();
    },
  };
}
