import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { env, type ExtensionContext, l10n, commands as vscodeCommands, window } from 'vscode';
import { speak } from './app/text/l10n';
import { systemClock } from './storage/systemClock';
import { Runs } from './core/run/runs';
import { serviceMaker } from './serviceMaker';
import { Connections } from './storage/connections';
import { JournalFiles } from './storage/journals';
import { Sessions } from './storage/sessions';
import { registerCommands } from './ui/commands';
import { followConnections } from './ui/connectionsContext';
import { commands } from './app/commandIds';
import { LibraryTree } from './app/library/libraryTree';
import { LibraryView } from './ui/library/libraryView';
import { RunsFeature } from './ui/runs/runsFeature';
import { onDidChangeNetworkSettings } from './ui/settings';

export function activate(context: ExtensionContext): void {
  speak({ locale: env.language, ...(l10n.bundle && { bundle: l10n.bundle }) });
  const { globalState, globalStorageUri, secrets, subscriptions } = context;
  const log = window.createOutputChannel('Tagwright', { log: true });
  const patience = { clock: systemClock, random: Math.random };
  const makeService = serviceMaker(context);

  const connections = new Connections(globalState, secrets);
  const sessions = new Sessions({ connections, makeService, clock: systemClock, onDidChangeNetwork: onDidChangeNetworkSettings });
  const library = new LibraryTree({ connections, sessions, timing: patience });
  const runs = new Runs({ ...patience, store: new JournalFiles(join(globalStorageUri.fsPath, 'runs')), newRunId: randomUUID });
  const runsFace = new RunsFeature({ runs, connections, state: globalState, log });
  const remark = (connectionId: string, fileId: string) => runsFace.marks.reason(connectionId, fileId);
  const libraryView = new LibraryView({ library, connections, sessions, remark });

  const stopSettling = runs.onDidSettle(({ connectionId, files }) => {
    library.applyOutcomes(connectionId, files);
  });
  const shared = { connections, sessions, library, libraryView, runs, runsFace, patience, makeService, log, subscriptions };
  const registered = registerCommands(async () => {
    const { makeHandlers } = await import('./ui/handlers');
    return makeHandlers({
      ...shared,
      parseNewConnection: async call => (await import('./network')).parseNewConnection(call),
      startSandbox: async ({ behavior, ...options }) =>
        (await import('./sandbox/server')).startSandbox({ ...options, ...behavior, port: 0 }),
    });
  }, log);

  subscriptions.push(log, connections, sessions, library, libraryView, runsFace, registered, followConnections(connections));
  subscriptions.push({ dispose: stopSettling });
  // no start waits for these
  setImmediate(() => {
    runsFace.begin();
    openSampleAtOnce();
  });
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
