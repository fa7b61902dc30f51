import { Fault } from '../../core/model/fault';
import type { ConnectionList } from '../../app/connections/ports';
import { callOf, optionalTextOf } from '../call';
import type { Handler } from '../commands';
import type { LibraryTree } from '../../app/library/libraryTree';
import { isNode } from '../../app/library/libraryNode';

/** Loads again what is below the clicked connection or folder, or everything that is shown. */
export function refresh(library: LibraryTree, connections: ConnectionList): Handler {
  return (...args): void => {
    const [first] = args;
    const name = optionalTextOf(callOf(args, ['connection']) ?? {}, 'connection');
    if (name !== undefined) library.refresh(library.root(connections.find(name).id));
    else if (isNode(first, 'connection') || isNode(first, 'folder')) library.refresh(first);
    else library.refresh();
  };
}

/** Behind "Load more" and behind what could not be loaded: the next page, or the one that failed. */
export function loadMore(library: LibraryTree): Handler {
  return (node): void => {
    if (!isNode(node, 'more') && !isNode(node, 'fault')) throw new Fault('invalidInput');
    library.loadMore(node.parent);
  };
}
