import { CancellationError, window } from 'vscode';
import type { ConnectionList } from '../../app/connections/ports';
import { isNode } from '../../app/library/libraryNode';
import type { Connection } from '../../core/service/connection';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { escapeIcons } from '../icons';

export interface Choosing {
  readonly services: ServiceCatalog;
  readonly args: readonly unknown[];
  /** What is asked where there are several. */
  readonly prompt: string;
  /** What will be done then, where the question does not tell. */
  readonly title?: string;
}

/** The connection that a command is about: the one clicked, the only one, or the one that is picked. */
export async function chooseConnection(
  connections: Pick<ConnectionList, 'all' | 'find'>,
  { services, args: [first], prompt, title }: Choosing,
): Promise<Connection> {
  if (isNode(first, 'connection')) return connections.find(first.connection.id);
  const [only, ...others] = connections.all;
  if (only && others.length === 0) return only;
  const items = connections.all.map(connection => ({
    label: escapeIcons(connection.name),
    ...describe(connection, services),
    connection,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: prompt, ...(title !== undefined && { title }) });
  if (!picked) throw new CancellationError();
  return picked.connection;
}

/** Which service it is on, unless its name says so. */
function describe({ name, service }: Connection, services: ServiceCatalog): { readonly description?: string } {
  const { label } = services.of(service);
  return name.includes(label) ? {} : { description: label };
}
