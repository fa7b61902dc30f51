import { commands, type Disposable } from 'vscode';
import type { Connections } from '../storage/connections';
import { contextKeys } from './ids';

/** Keeps the context key that says whether there is a connection. */
export function followConnections(connections: Connections): Disposable {
  const tell = () =>
    void commands.executeCommand('setContext', contextKeys.connections, connections.all.length > 0 ? 'some' : 'none');
  tell();
  return connections.onDidChange(tell);
}
