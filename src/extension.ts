import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { env, type ExtensionContext, l10n, commands as vscodeCommands, window } from 'vscode';
import { speak } from './app/text/l10n';
import { systemClock } from './storage/systemClock';
import { stackOf } from './core/model/fault';
import { Runs } from './core/run/runs';
import { AccountLocks } from './storage/accountLock';
import { Connections } from './app/connections/connections';
import { Sessions } from './app/connections/sessions';
import * as definitions from './services';
import { ServiceRegistry } from './services/registry';
import { ConnectionRecords } from './storage/connectionRecords';
import { CredentialSecrets } from './storage/credentialSecrets';
import { JournalFiles } from './storage/journals';
import { registerCommands } from './ui/commands';
import { followConnections } from './ui/connections/connectionsContext';
import { commands } from './app/commandIds';
import { LibraryTree } from './app/library/libraryTree';
import { LibraryView } from './ui/library/libraryView';
import { RunsFeature } from './ui/runs/runsFeature';
import { networkSettings, onDidChangeNetworkSettings } from './ui/settings';

export function activate(context: ExtensionContext): void {
  speak({ locale: env.language, ...(l10n.bundle && { bundle: l10n.bundle }) });
  const { globalState, globalStorageUri, secrets, subscriptions } = context;
  const log = window.createOutputChannel('Tagwright', { log: true });
  const patience = { clock: systemClock, random: Math.random };
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
  const library = new LibraryTree({ connections, sessions, timing: patience });
  const store = new JournalFiles(join(globalStorageUri.fsPath, 'runs'));
  const turns = new AccountLocks(join(globalStorageUri.fsPath, 'accounts'));
  const runs = new Runs({ ...patience, store, turns, newRunId: randomUUID });
  const runsFeature = new RunsFeature({ runs, services, clock: systemClock, state: globalState, log });
  const failureNote = (connectionId: string, fileId: string) => runsFeature.failedFiles.note(connectionId, fileId);
  const libraryView = new LibraryView({ library, connections, sessions, services, failureNote });

  const stopSettling = runs.onDidSettle(({ connectionId, files }) => {
    library.applyOutcomes(connectionId, files);
  });
  const shared = { connections, sessions, library, libraryView, runs, runsFeature, patience, services, log, subscriptions };
  const registered = registerCommands(async () => {
    const { makeHandlers } = await import('./ui/handlers');
    return makeHandlers({
      ...shared,
      startSample: async options => (await import('./sandbox/sampleServer')).startSampleServer(options),
    });
  }, shared);

  subscriptions.push(
    log,
    records,
    credentials,
    connections,
    sessions,
    library,
    libraryView,
    runsFeature,
    registered,
    followConnections(connections),
  );
  subscriptions.push({ dispose: stopSettling });
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
