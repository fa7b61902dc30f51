import { CancellationError, window } from 'vscode';
import type { Connection } from '../../core/model/connection';
import { serviceDescriptors } from '../../services';
import type { Connections } from '../../storage/connections';
import { type Call, textOf } from '../call';
import { escapeIcons } from '../icons';
import { isNode } from '../../app/library/libraryNode';

export interface Choosing {
  readonly args: readonly unknown[];
  /** The call's object, where the command was called. */
  readonly call: Call | undefined;
  /** What is asked where there are several. */
  readonly prompt: string;
}

/** The connection that a command is about: the one called for, the one clicked, the only one, or the one that is picked. */
export async function chooseConnection(
  connections: Pick<Connections, 'all' | 'find'>,
  { args: [first], call, prompt }: Choosing,
): Promise<Connection> {
  if (call) return connections.find(textOf(call, 'connection'));
  if (isNode(first, 'connection')) return connections.find(first.connection.id);
  const [only, ...others] = connections.all;
  if (only && others.length === 0) return only;
  const items = connections.all.map(connection => ({
    label: escapeIcons(connection.name),
    ...describe(connection),
    connection,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: prompt });
  if (!picked) throw new CancellationError();
  return picked.connection;
}

/** Which service it is on, unless its name says so. */
function describe({ name, service }: Connection): { readonly description?: string } {
  const { label } = serviceDescriptors[service];
  return name.includes(label) ? {} : { description: label };
}
