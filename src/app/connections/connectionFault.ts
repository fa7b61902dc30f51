import type { Connection } from '../../core/service/connection';
import { type Fault, faultOf } from '../../core/model/fault';
import { isCancelled } from '../../core/model/abortSignals';

/** A fault together with the connection that it happened on, so that its sentence can name it and lead to it. */
export class ConnectionFault extends Error {
  override readonly name = 'ConnectionFault';

  constructor(
    readonly connection: Connection,
    readonly fault: Fault,
  ) {
    super(fault.message, { cause: fault });
  }
}

/** An error as one of this connection; what is none, or has a connection already, stays as it is. */
export function faultOn(connection: Connection, error: unknown): unknown {
  if (isCancelled(error) || error instanceof ConnectionFault) return error;
  return new ConnectionFault(connection, faultOf(error));
}
