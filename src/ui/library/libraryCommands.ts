import { commands } from '../../app/commandIds';
import { isNode } from '../../app/library/libraryNode';
import type { LibraryTree } from '../../app/library/libraryTree';
import { Fault } from '../../core/model/fault';
import type { Handler } from '../commands';
import { internalCommands } from '../ids';

/** What can be done with the Library view itself, from its title, its menus or a click. */
export function libraryCommands(tree: LibraryTree) {
  return {
    /** Loads again what is below the clicked connection or folder, or everything that is shown. */
    [commands.refresh]: (node): void => {
      if (isNode(node, 'connection') || isNode(node, 'folder')) tree.refresh(node);
      else tree.refresh();
    },
    /** Behind "Load more" and behind what could not be loaded: the next page, or the one that failed. */
    [internalCommands.loadMore]: (node): void => {
      if (!isNode(node, 'more') && !isNode(node, 'fault')) throw new Fault('invalidInput');
      tree.loadMore(node.parent);
    },
  } satisfies Record<string, Handler>;
}
