import { l10n } from 'vscode';
import type { Connection } from '../../core/model/connection';
import { Fault } from '../../core/model/fault';
import type { NewConnection } from '../../services/arguments';
import type { Connections } from '../../storage/connections';
import { type Call, callOf } from '../call';
import type { Handler } from '../commands';
import { chooseConnection } from '../connections/choose';
import type { Draft } from '../connections/draft';
import { enterConnection } from '../connections/enter';
import type { MakeService } from '../connections/probe';

export interface EditConnectionDependencies {
  readonly connections: Connections;
  readonly makeService: MakeService;
  /** Rejects with a Fault `invalidInput` for what can't be meant. */
  readonly parse: (call: Call) => Promise<NewConnection>;
}

/** Changes a connection and resolves to it. A call names what is to change. */
export function editConnection({ connections, makeService, parse }: EditConnectionDependencies): Handler {
  return async (...args): Promise<Connection> => {
    const call = callOf(args, ['connection', 'name', 'endpoint', 'auth', 'grant']);
    const connection = await chooseConnection(connections, {
      args,
      call,
      prompt: l10n.t('Which connection do you want to edit?'),
    });
    const former: Draft = { connection, credentials: await connections.credentialsOf(connection.id) };
    const title = l10n.t('Edit Connection');
    const isTaken = (name: string) => connections.isTaken(name, connection.id);
    const draft = call
      ? await draftFrom(call, former, parse)
      : await enterConnection({ id: connection.id, title, makeService, isTaken, former });
    await connections.save(draft.connection, draft.credentials);
    return draft.connection;
  };
}

/** What the call does not name stays; but a secret goes where it was given to go, and for another endpoint must be given anew. */
async function draftFrom(
  call: Call,
  { connection, credentials }: Draft,
  parse: EditConnectionDependencies['parse'],
): Promise<Draft> {
  const { name = connection.name, endpoint = connection.endpoint, auth, grant } = call;
  const { service } = connection;
  const isGiven = auth !== undefined || grant !== undefined;
  const signIn = isGiven ? { ...(auth !== undefined && { auth }), ...(grant !== undefined && { grant }) } : credentials;
  const parsed = await parse({ service, name, endpoint, ...signIn });
  if (!isGiven && parsed.endpoint !== connection.endpoint) throw new Fault('invalidInput', { subject: 'auth' });
  return {
    connection: { id: connection.id, service, name: parsed.name, endpoint: parsed.endpoint },
    credentials: parsed.credentials,
  };
}
