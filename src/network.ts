// All that talks to a service: loaded by the first call to one.
import type { Connection, Credentials } from './core/model/connection';
import { Fault } from './core/model/fault';
import type { TagService } from './core/model/service';
import type { NetworkSettings } from './net/proxy';
import type { Transport } from './net/transport';
import { makeTransport } from './net/undici';
import type { AdapterDependencies } from './services/dependencies';
import { checkEndpoint } from './services/endpoint';
import { ImageKitAdapter } from './services/imagekit/adapter';
import { OracleAdapter } from './services/oracle/adapter';

export { parseCredentials, parseNewConnection, type NewConnection } from './services/arguments';

export interface ServiceDeps extends Omit<AdapterDependencies, 'transport'> {
  readonly settings: NetworkSettings;
  /** Undici's, where none is given. */
  readonly transport?: Transport;
}

/** The service behind a connection. Throws `invalidInput` for an endpoint or credentials that can't be meant; sends nothing. */
export function makeService(connection: Connection, credentials: Credentials, deps: ServiceDeps): TagService {
  const check = checkEndpoint(connection.endpoint);
  if (!check.ok) throw new Fault('invalidInput', { subject: 'endpoint', problem: { kind: check.problem } });
  const dependencies = { ...deps, transport: deps.transport ?? makeTransport(deps.settings) };
  switch (connection.service) {
    case 'imagekit': {
      const { auth } = credentials;
      if (auth === undefined || !('privateKey' in auth)) throw new Fault('invalidInput', { subject: 'auth' });
      return new ImageKitAdapter(check.endpoint, auth.privateKey, dependencies);
    }
    case 'oracle':
      return new OracleAdapter(check.endpoint, credentials, dependencies);
  }
}
