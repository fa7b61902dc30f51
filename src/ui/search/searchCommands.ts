import { CancellationError, commands as vscodeCommands, type QuickInputButton, ThemeIcon, window } from 'vscode';
import { commands } from '../../app/commandIds';
import { ConnectionFault } from '../../core/model/fault';
import type { Connections } from '../../app/connections/connections';
import type { ServiceSource } from '../../app/connections/ports';
import { isNode } from '../../app/library/libraryNode';
import type { LibraryTree } from '../../app/library/libraryTree';
import type { FoundFile } from '../../app/search/finder';
import type { KeptSearch, KeptSearches } from '../../app/search/keptSearches';
import { libraryVocabulary, quoteValue } from '../../app/search/searchCompletions';
import { selectedFile, type Selection, selectionOf } from '../../app/selection/selection';
import { explainError } from '../../app/text/faultMessages';
import {
  everywhereText,
  findFilesPrompt,
  findFilesTitle,
  buildIndexAdvice,
  type FinderMessage,
  oneConnectionText,
} from '../../app/text/search/finderText';
import {
  noSearchText,
  saveSearchPrompt,
  saveSearchTitle,
  searchLabel,
  whichSearchText,
} from '../../app/text/search/searchNodeText';
import { whichConnectionText } from '../../app/text/tagging/targetText';
import type { Connection } from '../../core/service/connection';
import type { Timing } from '../../core/run/retryPolicy';
import type { Handler } from '../commands';
import { chooseConnection } from '../connections/chooseConnection';
import { escapeIcons } from '../icons';
import type { LibraryView } from '../library/libraryView';
import { findFiles } from './findFiles';
import type { SearchFeature } from '../../app/search/searchFeature';

export interface SearchCommandsDependencies {
  readonly connections: Connections;
  readonly services: ServiceSource;
  readonly library: LibraryTree;
  readonly libraryView: LibraryView;
  readonly searches: KeptSearches;
  readonly searching: SearchFeature;
  readonly timing: Timing;
  /** Asks for tags and adds them. */
  readonly addTags: (selections: readonly Selection[]) => Promise<unknown>;
}

export function searchCommands(deps: SearchCommandsDependencies) {
  return {
    [commands.findFiles]: find(deps),
    [commands.saveSearch]: saveSearch(deps),
    [commands.closeSearch]: closeSearch(deps),
  } satisfies Record<string, Handler>;
}

/** Finds files in the clicked connection, folder or tag, or in all connections. */
function find(deps: SearchCommandsDependencies): Handler {
  return async (node): Promise<void> => {
    const { connections } = deps;
    if (connections.all.length === 0) throw new CancellationError();
    const everywhere: QuickInputButton = { iconPath: new ThemeIcon('globe'), tooltip: everywhereText() };
    const one: QuickInputButton = { iconPath: new ThemeIcon('cloud'), tooltip: oneConnectionText() };
    let scope = connectionOf(node, connections);
    let text = beginningOf(node);
    for (;;) {
      const searched = scope ? [scope] : connections.all;
      const { indexes, search } = await deps.searching.load();
      const end = await findFiles({
        title: findFilesTitle(searched),
        prompt: findFilesPrompt(),
        text,
        buttons: connections.all.length === 1 ? [] : [scope ? everywhere : one],
        ports: {
          connections: searched,
          find: (...args) => search.find(...args),
          vocabulary: libraryVocabulary(searched, deps.library, indexes),
          explain: error => explained(error, deps),
          clock: deps.timing.clock,
        },
      });
      ({ text } = end);
      switch (end.kind) {
        case 'files':
          await deps.addTags(selectionsOf(end.files));
          return;
        case 'show':
          await keep(end.text, end.connectionIds, deps);
          return;
        case 'buildIndex':
          await vscodeCommands.executeCommand(commands.buildIndex, deps.library.root(end.connectionId));
          return;
        case 'button':
          scope = end.button === everywhere ? undefined : await askConnection(deps);
      }
    }
  };
}

function connectionOf(node: unknown, connections: Connections): Connection | undefined {
  if (isNode(node, 'connection')) return node.connection;
  if (isNode(node, 'folder') || isNode(node, 'search') || isNode(node, 'tag')) return connections.find(node.connectionId);
  return undefined;
}

/** What narrows a search to the clicked thing. */
function beginningOf(node: unknown): string {
  if (isNode(node, 'folder')) return `in:${quoteValue(node.folder.path)} `;
  if (isNode(node, 'search')) return `${node.search.text} `;
  if (isNode(node, 'tag')) return node.tag === undefined ? 'untagged ' : `tag:${quoteValue(node.tag)} `;
  return '';
}

function askConnection({ connections, services }: SearchCommandsDependencies): Promise<Connection> {
  return chooseConnection(connections, { services, args: [], prompt: whichConnectionText() });
}

function explained(error: unknown, { services }: SearchCommandsDependencies): FinderMessage {
  const { what, advice = '' } = explainError(error, services);
  const needsIndex = error instanceof ConnectionFault && error.fault.facts.problem?.kind === 'needsIndex';
  return needsIndex ? { what, advice: buildIndexAdvice(), needsIndex } : { what, advice };
}

function selectionsOf(files: readonly FoundFile[]): readonly Selection[] {
  const ids = new Set(files.map(({ connectionId }) => connectionId));
  return Array.from(ids, id =>
    selectionOf(
      id,
      files.filter(({ connectionId }) => connectionId === id).map(({ file }) => selectedFile(file)),
    ),
  );
}

async function keep(text: string, connectionIds: readonly string[], deps: SearchCommandsDependencies): Promise<void> {
  const kept = connectionIds.map(id => deps.searches.add(id, text));
  const [first] = kept.map(search => deps.library.searchNode(search));
  if (first) await deps.libraryView.revealNode(first);
}

function saveSearch(deps: SearchCommandsDependencies): Handler {
  return async (node): Promise<void> => {
    const search = await searchOf(node, deps);
    const name = await window.showInputBox({
      title: saveSearchTitle(),
      prompt: saveSearchPrompt(),
      value: search.name ?? search.text,
    });
    if (name === undefined || name.trim() === '') throw new CancellationError();
    await deps.searches.save(search.id, name.trim());
  };
}

function closeSearch(deps: SearchCommandsDependencies): Handler {
  return async (node): Promise<void> => {
    await deps.searches.close((await searchOf(node, deps)).id);
  };
}

/** The clicked search, the one that is selected, the only one, or the one that is picked. */
async function searchOf(node: unknown, { connections, searches, libraryView }: SearchCommandsDependencies): Promise<KeptSearch> {
  const clicked = [node, ...libraryView.selection].find(one => isNode(one, 'search'));
  if (isNode(clicked, 'search')) return clicked.search;
  const all = connections.all.flatMap(({ id }) => searches.of(id));
  const [only, ...others] = all;
  if (!only) {
    void window.showInformationMessage(noSearchText());
    throw new CancellationError();
  }
  if (others.length === 0) return only;
  const items = all.map(search => ({
    label: escapeIcons(searchLabel({ search, found: undefined })),
    description: connections.find(search.connectionId).name,
    search,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: whichSearchText() });
  if (!picked) throw new CancellationError();
  return picked.search;
}
