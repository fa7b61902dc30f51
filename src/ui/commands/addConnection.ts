import { randomUUID } from 'node:crypto';
import { l10n } from 'vscode';
import type { Connection } from '../../core/model/connection';
import type { NewConnection } from '../../services/arguments';
import type { Connections } from '../../storage/connections';
import { type Call, callOf } from '../call';
import type { Handler } from '../commands';
import type { Draft } from '../connections/draft';
import { enterConnection } from '../connections/enter';
import type { MakeService } from '../connections/probe';

export interface AddConnectionDependencies {
  readonly connections: Connections;
  readonly makeService: MakeService;
  /** Rejects with a Fault `invalidInput` for what can't be meant. */
  readonly parse: (call: Call) => Promise<NewConnection>;
  readonly reveal: (connectionId: string) => Promise<void>;
}

/** Adds a connection and resolves to it. A call asks nothing and tests nothing: `testConnection` does. */
export function addConnection({ connections, makeService, parse, reveal }: AddConnectionDependencies): Handler {
  return async (...args): Promise<Connection> => {
    const call = callOf(args, ['service', 'name', 'endpoint', 'auth', 'grant']);
    const id = randomUUID();
    const isTaken = (name: string) => connections.isTaken(name);
    const draft = call
      ? draftOf(id, await parse(call))
      : await enterConnection({ id, title: l10n.t('Add Connection'), makeService, isTaken });
    await connections.save(draft.connection, draft.credentials);
    if (!call) await reveal(id);
    return draft.connection;
  };
}

function draftOf(id: string, { credentials, ...rest }: NewConnection): Draft {
  return { connection: { id, ...rest }, credentials };
}
