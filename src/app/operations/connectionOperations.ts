import { Fault, faultOn } from '../../core/model/fault';
import type { Connections, SignedConnection } from '../connections/connections';
import type { ServiceSource, SessionSource } from '../connections/ports';
import type { SampleLibrary } from '../connections/sampleLibrary';
import type { LibraryTree } from '../library/libraryTree';
import type { Operations } from './operationTable';
import * as z from 'zod/mini';
import { checkEndpoint } from '../../core/service/endpoint';
import { fieldAt } from '../../core/model/invalidInput';

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

const text = z.string().check(z.trim(), z.minLength(1));
const newSchema = z.looseObject({ service: text, name: text, endpoint: z.optional(text) });
const changesSchema = z.looseObject({ connection: z.string(), name: z.optional(text), endpoint: z.optional(text) });

/** The connection that a call wants to be added. @throws Fault `invalidInput`, whose subject is the argument at fault; no value is in it */
export async function newConnection(id: string, call: unknown, services: ServiceSource): Promise<SignedConnection> {
  const { service, name, endpoint, ...credentials } = parse(newSchema, call);
  const descriptor = services.all.find(one => one.id === service);
  if (!descriptor) {
    const choices = services.all.map(one => one.id);
    throw new Fault('invalidInput', { subject: 'service', problem: { kind: 'notOneOf', choices } });
  }
  return {
    connection: { id, service, name, endpoint: endpointOf(endpoint ?? descriptor.defaultEndpoint ?? '') },
    credentials: await services.parse(service, credentials),
  };
}

/** A connection as a call wants it changed: what the call does not name stays. @throws Fault as `newConnection` */
export async function changedConnection(
  former: SignedConnection,
  call: unknown,
  services: ServiceSource,
): Promise<SignedConnection> {
  const { connection: _, name = former.connection.name, endpoint: given, ...credentials } = parse(changesSchema, call);
  const endpoint = given === undefined ? former.connection.endpoint : endpointOf(given);
  const isSignedAnew = Object.keys(credentials).length > 0;
  // a secret goes where it was given to go: for another endpoint it must be given anew
  if (!isSignedAnew && endpoint !== former.connection.endpoint) {
    const [part] = services.of(former.connection.service).credentials;
    throw new Fault('invalidInput', part ? { subject: part.name } : {});
  }
  const { opens, ...rest } = former.connection;
  return {
    // what a new link opens is not known yet
    connection: { ...rest, name, endpoint, ...(opens && !isSignedAnew && { opens }) },
    credentials: isSignedAnew ? await services.parse(former.connection.service, credentials) : former.credentials,
  };
}

function endpointOf(address: string): string {
  const check = checkEndpoint(address);
  if (check.ok) return check.endpoint;
  throw new Fault('invalidInput', { subject: 'endpoint', problem: { kind: check.problem } });
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Fault('invalidInput', { subject: fieldAt(parsed.error.issues[0]?.path ?? []) });
}
