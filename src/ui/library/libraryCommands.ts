import { ProgressLocation, window } from 'vscode';
import { commands } from '../../app/commandIds';
import { type ConnectionNode, type FolderNode, isNode, type SearchNode } from '../../app/library/libraryNode';
import type { LibraryTree } from '../../app/library/libraryTree';
import { Fault } from '../../core/model/fault';
import type { Handler } from '../commands';
import { internalCommands } from '../ids';
import { branchName, loadingAllText, shownSoFarText } from '../../app/text/search/searchNodeText';
import { signalOf } from '../abortSignal';
import type { LibraryView } from './libraryView';

/** What can be done with the Library view itself, from its title, its menus or a click. */
export function libraryCommands(
  tree: LibraryTree,
  view: Pick<LibraryView, 'selection' | 'focusNode'>,
  askLibrary: () => Promise<ConnectionNode>,
) {
  return {
    /** Loads again what is below the clicked connection or folder, or everything that is shown. */
    [commands.refresh]: (node): void => {
      if (isBranch(node)) tree.refresh(node);
      else tree.refresh();
    },
    /** Behind "Load more" and behind what could not be loaded: the next page, or the one that failed. */
    [internalCommands.loadMore]: async (node): Promise<void> => {
      if (!isNode(node, 'more') && !isNode(node, 'fault')) throw new Fault('invalidInput');
      tree.loadMore(node.parent);
      if (node.kind === 'fault') return;
      // the row that was pressed is gone: the keyboard goes on where it was
      const next = (await tree.children(node.parent)).filter(({ kind }) => kind !== 'search')[node.shown];
      if (next) await view.focusNode(next);
    },
    /** Loads all that is left of the clicked branch, or of the one that "Load more" stands in. */
    [commands.loadAll]: async (node): Promise<void> => {
      // a connection is selected as soon as it is shown, and is meant by a click on it alone
      const selected = view.selection.filter(one => one.kind !== 'connection');
      const branch = isNode(node, 'more') ? node.parent : ([node, ...selected].find(isBranch) ?? (await askLibrary()));
      const options = { location: ProgressLocation.Notification, title: loadingAllText(branchName(branch)), cancellable: true };
      await window.withProgress(options, (progress, token) =>
        tree.loadAll(branch, signalOf(token), shown => {
          progress.report({ message: shownSoFarText(shown) });
        }),
      );
    },
  } satisfies Record<string, Handler>;
}

function isBranch(node: unknown): node is ConnectionNode | FolderNode | SearchNode {
  return isNode(node, 'connection') || isNode(node, 'folder') || isNode(node, 'search');
}
