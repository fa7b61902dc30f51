import { commands } from 'vscode';
import type { ConnectionList, Subscription } from '../../app/connections/ports';
import { contextKeys } from '../ids';

/** Keeps the context key that says whether there is a connection. */
export function followConnections(connections: ConnectionList): Subscription {
  const tell = () =>
    void commands.executeCommand('setContext', contextKeys.connections, connections.all.length > 0 ? 'some' : 'none');
  tell();
  return connections.onDidChange(tell);
}
