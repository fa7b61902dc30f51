import { commands as vscodeCommands, Disposable, ProgressLocation, TreeItemCheckboxState, window } from 'vscode';
import { commands } from '../../app/commandIds';
import { type ConnectionNode, type FolderNode, isNode, type SearchNode } from '../../app/library/libraryNode';
import type { LibraryTree } from '../../app/library/libraryTree';
import { chooseTargets } from '../../app/selection/chooseTargets';
import { clickedNodes } from '../../app/selection/commandContext';
import type { Marks } from '../../app/selection/marks';
import { selectedFile, type Selection, selectionOf } from '../../app/selection/selection';
import { marksText } from '../../app/text/libraryText';
import { branchName, loadingAllText, shownSoFarText } from '../../app/text/search/searchNodeText';
import { Fault } from '../../core/model/fault';
import { signalOf } from '../abortSignal';
import type { Handler } from '../commands';
import { contextKeys, internalCommands } from '../ids';
import { commandContext, type TaggingDependencies } from '../tagging/tagFiles';
import { makeTargetQuestions } from '../tagging/targetQuestions';
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

export interface MarkCommandsDependencies extends Omit<TaggingDependencies, 'marks'> {
  readonly marks: Marks;
  readonly library: Pick<LibraryTree, 'filesLoaded'>;
}

export function markCommands(deps: MarkCommandsDependencies) {
  const { marks } = deps;
  return {
    [commands.toggleMarks]: (): void => {
      marks.switch(marks.areOn ? 'off' : 'on');
    },
    [commands.markFiles]: async (...args): Promise<void> => {
      marks.mark(await chosen('mark', args, deps));
    },
    [commands.unmarkFiles]: async (...args): Promise<void> => {
      marks.unmark(await chosen('unmark', args, deps));
    },
    /** In what was clicked; else of all files that the view has loaded. */
    [commands.invertMarks]: async (...args): Promise<void> => {
      marks.invert(clickedNodes(args).length > 0 ? await chosen('invert', args, deps) : loadedFiles(deps));
    },
    [commands.clearMarks]: (): void => {
      marks.clear();
    },
    /** Behind the space bar: the selected files, all of them as the first one will be. */
    [internalCommands.toggleMark]: (): void => {
      const files = deps.selection().filter(node => isNode(node, 'file'));
      const [first] = files;
      if (!first) return;
      const selections = byConnection(files.map(({ connectionId, file }) => ({ connectionId, file })));
      if (marks.has(first.connectionId, first.file.id)) marks.unmark(selections);
      else marks.mark(selections);
    },
  } satisfies Record<string, Handler>;
}

/** Shows marks as checkboxes while they are on, and tells how many there are. */
export function showMarks(marks: Marks, view: LibraryView, library: Pick<LibraryTree, 'redraw'>): Disposable {
  const isMarked = (connectionId: string, id: string) => marks.has(connectionId, id);
  const stop = marks.onDidChange(files => {
    view.isMarked = marks.areOn ? isMarked : undefined;
    library.redraw(files);
    Object.assign(view.tree, { message: marks.areOn ? marksText(marks.count) : undefined });
    if (!files) void vscodeCommands.executeCommand('setContext', contextKeys.marking, marks.areOn);
  });
  const ticked = view.tree.onDidChangeCheckboxState(({ items }) => {
    const files = items.flatMap(([node, state]) => (node.kind === 'file' ? [{ ...node, state }] : []));
    marks.mark(byConnection(files.filter(({ state }) => state === TreeItemCheckboxState.Checked)));
    marks.unmark(byConnection(files.filter(({ state }) => state === TreeItemCheckboxState.Unchecked)));
  });
  return Disposable.from(ticked, new Disposable(stop));
}

/** What was clicked or is selected; marks are what comes of it, not what it is about. */
function chosen(
  purpose: 'mark' | 'unmark' | 'invert',
  args: readonly unknown[],
  deps: MarkCommandsDependencies,
): Promise<readonly Selection[]> {
  const { connections, services } = deps;
  const context = { ...commandContext(args, deps), marked: [] };
  return chooseTargets(context, { ...deps, questions: makeTargetQuestions(connections, services, purpose) });
}

function loadedFiles({ library }: MarkCommandsDependencies): readonly Selection[] {
  return byConnection(library.filesLoaded());
}

function byConnection(
  files: readonly { readonly connectionId: string; readonly file: Parameters<typeof selectedFile>[0] }[],
): readonly Selection[] {
  const groups = new Map<string, ReturnType<typeof selectedFile>[]>();
  for (const { connectionId, file } of files) {
    const known = groups.get(connectionId);
    if (known) known.push(selectedFile(file));
    else groups.set(connectionId, [selectedFile(file)]);
  }
  return Array.from(groups, entry => selectionOf(...entry));
}
