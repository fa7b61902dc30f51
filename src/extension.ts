import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { env, type ExtensionContext, l10n, Uri, commands as vscodeCommands, window } from 'vscode';
import { speak } from './app/text/l10n';
import { systemClock } from './storage/systemClock';
import { stackOf } from './core/model/fault';
import { Runs } from './core/run/runs';
import { AccountLocks } from './storage/accountLock';
import { Connections } from './app/connections/connections';
import { Sessions } from './app/connections/sessions';
import { definitions, ServiceRegistry } from './services/registry';
import { ConnectionRecords, searchRecords } from './storage/connectionRecords';
import { CredentialSecrets } from './storage/credentialSecrets';
import { DraftFiles } from './storage/draftFiles';
import { JournalFiles } from './storage/journalFiles';
import { registerCommands } from './ui/commands';
import { followConnections, LibraryView } from './ui/library/libraryView';
import { commands } from './app/commandIds';
import { SearchFeature } from './app/search/searchFeature';
import { KeptSearches } from './app/search/keptSearches';
import { DraggedNodes, SelectedNodes } from './ui/selectedNodes';
import { LibraryTree } from './app/library/libraryTree';
import type { FileContents } from './app/library/fileContents';
import { RemoteFileSystem } from './ui/documentFileSystem';
import { RunsFeature } from './ui/runs/runsFeature';
import { TagsView } from './ui/tags/tagsView';
import { SheetFeature } from './ui/sheet/sheetFeature';
import { networkSettings, onDidChangeNetworkSettings } from './ui/settings';

export function activate(context: ExtensionContext): void {
  speak({ locale: env.language, ...(l10n.bundle && { bundle: l10n.bundle }) });
  const { globalState, globalStorageUri, secrets, subscriptions } = context;
  const log = window.createOutputChannel('Tagwright', { log: true });
  const timing = { clock: systemClock, random: Math.random };
  const services = new ServiceRegistry(definitions, {
    settings: networkSettings,
    now: Date.now,
    userAgent: userAgent(context),
    language: env.language,
  });

  const records = new ConnectionRecords({ state: globalState, secrets, windowId: randomUUID() });
  const credentials = new CredentialSecrets(secrets);
  const connections = new Connections(records, credentials);
  const sessions = new Sessions({
    connections,
    services,
    clock: systemClock,
    onDidChangeNetwork: onDidChangeNetworkSettings,
    onInternalFault: fault => {
      log.error(stackOf(fault));
    },
  });
  const storageFolder = globalStorageUri.fsPath;
  const searches = new KeptSearches({ store: searchRecords(globalState), connections, newId: randomUUID });
  const searching = new SearchFeature({
    connections,
    sessions,
    timing,
    openStore: async () => {
      const { IndexFiles } = await import('./storage/indexFiles');
      const isKept = (connectionId: string) => !connections.isPassing(connectionId);
      return new IndexFiles({ folder: join(storageFolder, 'indexes'), isKept, newId: randomUUID });
    },
    onStoreError: error => {
      log.warn(`The index of a library can't be kept: ${String(error)}`);
    },
  });
  const library = new LibraryTree({
    connections,
    sessions,
    timing,
    searches,
    find: (...args) => searching.find(...args),
    tagsIndexed: id => searching.tagCounts(id),
  });
  const store = new JournalFiles(join(storageFolder, 'runs'));
  const turns = new AccountLocks(join(storageFolder, 'accounts'));
  const runs = new Runs({ ...timing, store, turns, newRunId: randomUUID });
  const journals = Uri.joinPath(globalStorageUri, 'runs');
  const runsFeature = new RunsFeature({ runs, services, clock: systemClock, state: globalState, journals, log });
  const failureNote = (connectionId: string, fileId: string) => runsFeature.failedFiles.note(connectionId, fileId);
  const isFailed = (connectionId: string, fileId: string) => runsFeature.failedFiles.of(connectionId, fileId) !== undefined;
  const dragged = new DraggedNodes();
  const libraryView = new LibraryView({ library, connections, sessions, services, dragged, isFailed, failureNote });

  const tagsView = new TagsView(async () => {
    const { makeTagsFace } = await import('./ui/tags/tagsFace');
    return makeTagsFace({ connections, sessions, services, searching, clock: systemClock, isFailed, failureNote });
  }, dragged);

  let contents: Promise<FileContents> | undefined;
  const loadContents = () =>
    (contents ??= import('./app/library/fileContents').then(
      module => new module.FileContents({ sessions, tree: library, clock: systemClock }),
    ));
  const files = new RemoteFileSystem(loadContents);
  const selected = new SelectedNodes([libraryView, tagsView], [runsFeature.view]);

  const sheetFeature = new SheetFeature({
    connections,
    sessions,
    services,
    tree: library,
    timing,
    store: new DraftFiles({ folder: join(storageFolder, 'drafts'), newId: randomUUID }),
    newId: () => randomUUID().slice(0, 8),
  });

  const stopSettling = runs.onDidSettle(({ connectionId, files }) => {
    library.applyOutcomes(connectionId, files);
    searching.applyOutcomes(connectionId, files);
    sheetFeature.applyOutcomes(connectionId, files);
  });
  const stopMarking = runsFeature.failedFiles.onDidChange(changed => {
    library.redraw(changed.flatMap(({ connectionId, fileIds }) => fileIds.map(id => ({ connectionId, id }))));
  });
  const shared = {
    connections,
    sessions,
    library,
    libraryView,
    tagsView,
    selected,
    contents: loadContents,
    searches,
    searching,
    runs,
    runsFeature,
    sheetFeature,
    timing,
    services,
    log,
  };
  const registered = registerCommands(async () => {
    const { makeHandlers } = await import('./ui/handlers');
    return makeHandlers({
      ...shared,
      subscriptions,
      startSample: async options => {
        const { startSampleServer } = await import('./sandbox/sampleServer');
        // one of another size or behavior is for a try, and begins anew each time
        const isUsual = Object.keys(options).length === 0;
        return startSampleServer(isUsual ? { folder: join(storageFolder, 'sample-library') } : options);
      },
    });
  }, shared);

  subscriptions.push(
    log,
    records,
    credentials,
    connections,
    sessions,
    searches,
    searching,
    library,
    libraryView,
    tagsView,
    selected,
    files,
    runsFeature,
    sheetFeature,
    registered,
    followConnections(connections),
  );
  subscriptions.push({ dispose: stopSettling }, { dispose: stopMarking });
  // no start waits for these
  setImmediate(() => {
    runsFeature.begin();
    openSampleAtOnce();
  });
}

function userAgent({ extension }: ExtensionContext): string {
  return `Tagwright/${(extension.packageJSON as { readonly version: string }).version}`;
}

/**
 * The environment variable TAGWRIGHT_SAMPLE_LIBRARY, such as `{"files":100000}`, opens the sample library when VS Code starts.
 * An installed extension heeds it too: it opens a server on loopback with files that are made up, and nothing else.
 */
function openSampleAtOnce(): void {
  const size = process.env['TAGWRIGHT_SAMPLE_LIBRARY'];
  if (!size) return;
  void Promise.resolve(size).then(text => vscodeCommands.executeCommand(commands.openSampleLibrary, JSON.parse(text)));
}
