import { CancellationError, ProgressLocation, window } from 'vscode';
import { faultOn } from '../../core/model/fault';
import type { Connections, SignedConnection } from '../../app/connections/connections';
import type { ServiceSource } from '../../app/connections/ports';
import type { SampleLibrary } from '../../app/connections/sampleLibrary';
import type { Sessions } from '../../app/connections/sessions';
import { type Doubt, runWizard, type TestedConnection } from '../../app/connections/wizard';
import * as text from '../../app/text/connectionText';
import type { Connection } from '../../core/service/connection';
import type { Account } from '../../core/service/service';
import { signalOf } from '../abortSignal';
import type { Handler } from '../commands';
import { chooseConnection } from './chooseConnection';
import { wizardFace } from './wizardFace';

export interface ConnectionDependencies {
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly services: ServiceSource;
  readonly reveal: (connectionId: string) => Promise<void>;
}

/** Adds a connection and resolves to it. */
export function addConnection({ connections, services, reveal }: ConnectionDependencies): Handler {
  return async (): Promise<Connection> => {
    const id = crypto.randomUUID();
    const isTaken = (name: string) => connections.isTaken(name);
    const signed = await runWizard({ id, services, isTaken }, wizardFace(text.addTitle(), services));
    await connections.save(signed);
    tellWhatOpens(signed);
    await reveal(id);
    return signed.connection;
  };
}

/** Changes a connection and resolves to it. What a message of a fault adds is the fault: its likely cause is asked for first. */
export function editConnection({ connections, services }: ConnectionDependencies): Handler {
  return async (...args): Promise<Connection> => {
    const connection = await chooseConnection(connections, { services, args, prompt: text.whichToEdit() });
    const { id } = connection;
    const former: SignedConnection = { connection, credentials: await connections.credentialsOf(id) };
    const isTaken = (name: string) => connections.isTaken(name, id);
    const [, second] = args;
    const rules = { id, services, isTaken, former, ...(isDoubt(second) && { doubt: second }) };
    const signed = await runWizard(rules, wizardFace(text.editTitle(), services));
    await connections.save(signed);
    tellWhatOpens(signed);
    return signed.connection;
  };
}

/** Removes a connection and its secret; the files stay as they are. */
export function removeConnection({ connections, services }: ConnectionDependencies): Handler {
  return async (...args): Promise<void> => {
    const connection = await chooseConnection(connections, { services, args, prompt: text.whichToRemove() });
    const remove = text.removeButton();
    const options = { modal: true, detail: text.removeDetail() };
    if ((await window.showWarningMessage(text.removeQuestion(connection), options, remove)) !== remove)
      throw new CancellationError();
    await connections.remove(connection.id);
  };
}

/** Asks the service whether it accepts the connection, and resolves to whom it takes us for. */
export function testConnection({ connections, sessions, services }: ConnectionDependencies): Handler {
  return async (...args): Promise<Account> => {
    const connection = await chooseConnection(connections, { services, args, prompt: text.whichToTest() });
    const check = async (signal: AbortSignal) => {
      try {
        return await (await sessions.serviceOf(connection.id)).check(signal);
      } catch (error) {
        throw faultOn(connection, error);
      }
    };
    const options = { location: ProgressLocation.Notification, title: text.testing(connection), cancellable: true };
    const account = await window.withProgress(options, (_progress, token) => check(signalOf(token)));
    void window.showInformationMessage(text.works(connection, account));
    return account;
  };
}

/** Opens the sample library and resolves to its connections. */
export function openSampleLibrary(sample: SampleLibrary, { reveal }: Pick<ConnectionDependencies, 'reveal'>): Handler {
  return async (): Promise<readonly Connection[]> => {
    const connections = await sample.open();
    const [first] = connections;
    if (first) await reveal(first.id);
    return connections;
  };
}

/** The tree shows what a connection leads to; that it is a part only has to be said. */
function tellWhatOpens({ connection, account }: TestedConnection): void {
  if (account?.opens) void window.showInformationMessage(text.works(connection, account));
}

/** VS Code passes a selection in the same place. */
function isDoubt(value: unknown): value is Doubt {
  return typeof value === 'object' && value !== null && 'code' in value;
}
