import { CancellationError, commands as vscodeCommands, window } from 'vscode';
import { commands } from '../../app/commandIds';
import { Fault, faultOn } from '../../core/model/fault';
import type { Connections } from '../../app/connections/connections';
import type { ServiceSource } from '../../app/connections/ports';
import type { Sessions } from '../../app/connections/sessions';
import { isNode } from '../../app/library/libraryNode';
import type { SearchFeature } from '../../app/search/searchFeature';
import type { MoreTagsNode } from '../../app/tagIndex/tagsTree';
import { filterPrompt, filterTitle, slowIndexQuestion, whichIndexText } from '../../app/text/search/tagsViewText';
import type { Connection } from '../../core/service/connection';
import type { Handler } from '../commands';
import { chooseConnection } from '../connections/chooseConnection';
import { contextKeys, internalCommands, views } from '../ids';
import type { TagsView } from './tagsView';

export interface TagsCommandsDependencies {
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly services: ServiceSource;
  readonly searching: SearchFeature;
  readonly tagsView: TagsView;
}

export function tagsCommands(deps: TagsCommandsDependencies) {
  const { searching, tagsView, connections } = deps;
  return {
    [commands.buildIndex]: async (node): Promise<void> => {
      const connection = await connectionOf(node, deps);
      if (!(await isAgreed(connection, deps))) throw new CancellationError();
      void vscodeCommands.executeCommand(`${views.tags}.focus`);
      await work(connection, deps, index => index.build());
    },
    [commands.stopIndex]: async (node): Promise<void> => {
      const connection = await connectionOf(node, deps);
      await (await searching.load()).indexes.of(connection.id).stop();
    },
    /** Brings the clicked index up to date, or all. */
    [commands.refreshTags]: async (node): Promise<void> => {
      const all = isNode(node, 'connection') ? [node.connection] : connections.all;
      await Promise.all(all.map(connection => work(connection, deps, index => index.refresh())));
    },
    [commands.filterTags]: async (): Promise<void> => {
      const { tree } = await tagsView.load();
      // a view that takes the focus afterwards would close the question
      await vscodeCommands.executeCommand(`${views.tags}.focus`);
      await askFilter(tree.filter, text => {
        tree.setFilter(text);
        setContext(contextKeys.tagsFiltered, text !== '');
      });
    },
    [commands.clearTagsFilter]: async (): Promise<void> => {
      (await tagsView.load()).tree.setFilter('');
      setContext(contextKeys.tagsFiltered, false);
    },
    [commands.sortTagsByName]: async (): Promise<void> => {
      (await tagsView.load()).tree.setOrder('name');
      setContext(contextKeys.tagsByFiles, false);
    },
    [commands.sortTagsByFiles]: async (): Promise<void> => {
      (await tagsView.load()).tree.setOrder('files');
      setContext(contextKeys.tagsByFiles, true);
    },
    /** Behind "Show more" of the Tags view. */
    [internalCommands.moreTags]: async (node): Promise<void> => {
      if (!isMoreTags(node)) throw new Fault('invalidInput');
      (await tagsView.load()).tree.loadMore(node);
    },
  } satisfies Record<string, Handler>;
}

function connectionOf(node: unknown, { connections, services }: TagsCommandsDependencies): Promise<Connection> {
  return chooseConnection(connections, { services, args: [node], prompt: whichIndexText() });
}

/** Where each file's tags take a request of their own, a person says yes to that first. */
async function isAgreed(connection: Connection, { sessions, services }: TagsCommandsDependencies): Promise<boolean> {
  const { limits } = await sessions.serviceOf(connection.id).catch((error: unknown) => {
    throw faultOn(connection, error);
  });
  if (limits.tagsInListing) return true;
  const { message, detail, button } = slowIndexQuestion(services.of(connection.service).label);
  return (await window.showInformationMessage(message, { modal: true, detail }, button)) === button;
}

type LibraryIndexes = Awaited<ReturnType<SearchFeature['load']>>['indexes'];

/** Works on an index while the view shows that it does. @throws ConnectionFault for what ended it */
async function work(
  connection: Connection,
  { searching }: TagsCommandsDependencies,
  carryOut: (index: ReturnType<LibraryIndexes['of']>) => Promise<void>,
): Promise<void> {
  const index = (await searching.load()).indexes.of(connection.id);
  await window.withProgress({ location: { viewId: views.tags } }, () => carryOut(index));
  const { fault } = index.status;
  if (fault) throw faultOn(connection, fault);
}

/** Filters with every key; leaving the question brings back what was there before. */
async function askFilter(before: string, filter: (text: string) => void): Promise<void> {
  const input = window.createInputBox();
  input.title = filterTitle();
  input.prompt = filterPrompt();
  input.value = before;
  input.valueSelection = [0, before.length];
  try {
    await new Promise<void>(resolve => {
      let isAccepted = false;
      input.onDidChangeValue(filter);
      input.onDidAccept(() => {
        isAccepted = true;
        input.hide();
      });
      input.onDidHide(() => {
        if (!isAccepted) filter(before);
        resolve();
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

function setContext(key: string, value: boolean): void {
  void vscodeCommands.executeCommand('setContext', key, value);
}

function isMoreTags(node: unknown): node is MoreTagsNode {
  return typeof node === 'object' && node !== null && 'kind' in node && node.kind === 'moreTags';
}
