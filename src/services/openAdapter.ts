// What every service needs to be talked to: loaded by the first call to one.
import { createHash } from 'node:crypto';
import type { Connection, Credentials } from '../core/service/connection';
import { checkEndpoint, type NetworkSettings } from '../core/service/endpoint';
import { Fault } from '../core/model/fault';
import type { OpenService } from '../core/service/service';
import { makeTransport, type Transport } from '../net/transport';
import type { AdapterDependencies, ServiceAdapter } from './registry';
import { guardService } from './guardService';

export interface OpeningDependencies extends Omit<AdapterDependencies, 'transport'> {
  readonly settings: NetworkSettings;
  /** Undici's, where none is given. */
  readonly transport?: Transport;
}

/** An adapter at a connection's endpoint. @throws Fault `invalidInput` */
export function openAdapter(
  adapter: ServiceAdapter,
  connection: Connection,
  credentials: Credentials,
  { settings, transport = makeTransport(settings), ...dependencies }: OpeningDependencies,
): OpenService {
  const check = checkEndpoint(connection.endpoint);
  if (!check.ok) throw new Fault('invalidInput', { subject: 'endpoint', problem: { kind: check.problem } });
  const { service, signer, secrets } = adapter.open(check.endpoint, credentials, { ...dependencies, transport });
  return { service: guardService(service, secrets), account: accountOf(connection.service, check.endpoint, signer) };
}

/** An account may sign in by a secret alone, and journals and locks name the account: it is told by a hash. */
function accountOf(...parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(['tagwright account', ...parts]))
    .digest('hex')
    .slice(0, 32);
}
