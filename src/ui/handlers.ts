import { randomUUID } from 'node:crypto';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { Timing } from '../core/run/requestWithRetry';
import type { Runs } from '../core/run/runs';
import type { Connections } from '../app/connections/connections';
import type { ServiceSource } from '../app/connections/ports';
import { type SampleDependencies, SampleLibrary } from '../app/connections/sampleLibrary';
import type { Sessions } from '../app/connections/sessions';
import type { Operations } from '../app/operations/operationTable';
import type { CommandHandlers, Handlers } from './commands';
import {
  addConnection,
  editConnection,
  openSampleLibrary,
  removeConnection,
  testConnection,
} from './connections/connectionCommands';
import { commands } from '../app/commandIds';
import { Jobs } from '../app/jobs/jobs';
import { CompletionNotification } from './jobs/completionNotification';
import { confirmDialog } from './jobs/confirmDialog';
import { PendingPreviews } from './jobs/pendingPreviews';
import { ProgressNotification } from './jobs/progressNotification';
import { confirmRuns } from './settings';
import type { LibraryTree } from '../app/library/libraryTree';
import { libraryCommands } from './library/libraryCommands';
import type { LibraryView } from './library/libraryView';
import { runCommands } from './runs/runCommands';
import type { RunsFeature } from './runs/runsFeature';
import { tagFiles, tagFilesById } from './tagging/tagFiles';

export interface HandlersDependencies {
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly library: LibraryTree;
  readonly libraryView: LibraryView;
  readonly runs: Runs;
  readonly runsFeature: RunsFeature;
  readonly patience: Timing;
  readonly services: ServiceSource;
  readonly startSample: SampleDependencies['start'];
  readonly log: LogOutputChannel;
  /** What is made here is disposed with these. */
  readonly subscriptions: ExtensionContext['subscriptions'];
}

/** What each command does: loaded by the first one that is used. */
export async function makeHandlers(deps: HandlersDependencies): Promise<CommandHandlers> {
  const { connections, sessions, library, libraryView, runs, runsFeature, patience, services, log, subscriptions } = deps;
  const documents = await runsFeature.documents();
  const sample = new SampleLibrary({ connections, services, start: deps.startSample });
  const previews = new PendingPreviews();
  const completion = new CompletionNotification();
  const jobs = new Jobs({
    runs,
    services,
    clock: patience.clock,
    confirmPolicy: confirmRuns,
    ports: {
      confirm: confirmDialog(({ question, preparation }) => previews.ask(question, () => documents.showPreparation(preparation))),
      showProgress: (title, size) => new ProgressNotification(title, size),
      tell: message => {
        completion.tell(message);
      },
      log,
    },
  });
  subscriptions.push(sample, previews, completion);

  const reveal = (connectionId: string) => libraryView.reveal(connectionId);
  const connecting = { connections, sessions, services, reveal };
  const tagging = {
    connections,
    sessions,
    services,
    tree: library,
    timing: patience,
    jobs,
    selection: () => libraryView.selection,
  };
  const running = {
    services,
    runs,
    connections,
    sessions,
    jobs,
    history: runsFeature.history,
    failedFiles: runsFeature.failedFiles,
  };
  const handlers: Handlers = {
    [commands.addConnection]: addConnection(connecting),
    [commands.editConnection]: editConnection(connecting),
    [commands.removeConnection]: removeConnection(connecting),
    [commands.testConnection]: testConnection(connecting),
    [commands.openSampleLibrary]: openSampleLibrary(sample, connecting),
    ...libraryCommands(library),
    [commands.addTags]: tagFiles('add', tagging),
    [commands.removeTags]: tagFiles('remove', tagging),
    [commands.replaceTags]: tagFiles('replace', tagging),
    [commands.clearTags]: tagFiles('clear', tagging),
    [commands.tagFilesById]: tagFilesById(tagging),
    [commands.applyChanges]: resource => previews.press('apply', resource),
    [commands.discardChanges]: resource => previews.press('discard', resource),
    [commands.showLog]: () => {
      log.show();
    },
    ...runCommands({
      ...running,
      documents,
      view: runsFeature.view,
      revealFile: (connectionId, fileId) => libraryView.revealFile(connectionId, fileId),
    }),
  };
  let operations: Operations | undefined;
  return {
    handlers,
    // what programs ask for is loaded by the first of them
    call: async (name, value) => {
      const { callOperation, makeOperations } = await import('../app/operations/operations');
      operations ??= makeOperations({ ...connecting, ...running, tree: library, sample, newConnectionId: randomUUID });
      return callOperation(operations, name, value);
    },
  };
}
