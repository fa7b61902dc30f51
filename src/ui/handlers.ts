import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { Timing } from '../core/run/requestWithRetry';
import type { Runs } from '../core/run/runs';
import type { Connections } from '../storage/connections';
import type { Sessions } from '../storage/sessions';
import type { Handlers } from './commands';
import { addConnection, type AddConnectionDependencies } from './commands/addConnection';
import { editConnection } from './commands/editConnection';
import { openSampleLibrary } from './commands/openSampleLibrary';
import { loadMore, refresh } from './commands/refresh';
import { removeConnection } from './commands/removeConnection';
import { testConnection } from './commands/testConnection';
import type { MakeService } from './connections/probe';
import { SampleLibrary, type StartSandbox } from './connections/sampleLibrary';
import { internalCommands } from './ids';
import { commands } from '../app/commandIds';
import { JobFlow } from './jobs/jobFlow';
import type { LibraryTree } from '../app/library/libraryTree';
import type { LibraryView } from './library/libraryView';
import { cancelRun, continueRun, pauseRun } from './runs/control';
import type { RunsFeature } from './runs/runsFeature';
import { copyFileId, dismissFailed, showFailed } from './runs/failedCommands';
import { resumeRun, retryFailed, undoRun } from './runs/followUps';
import { exportRunReport, showRunChanges, showRunReport } from './runs/reportCommands';
import { moreRunFiles, revealRunFile } from './runs/treeClicks';
import { tagFiles, tagFilesById } from './tagging/tagFiles';

export interface HandlersDependencies {
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly library: LibraryTree;
  readonly libraryView: LibraryView;
  readonly runs: Runs;
  readonly runsFace: RunsFeature;
  readonly patience: Timing;
  readonly makeService: MakeService;
  readonly parseNewConnection: AddConnectionDependencies['parse'];
  readonly startSandbox: StartSandbox;
  readonly log: LogOutputChannel;
  /** What is made here is disposed with these. */
  readonly subscriptions: ExtensionContext['subscriptions'];
}

/** What each command does: loaded by the first one that is used. */
export async function makeHandlers(deps: HandlersDependencies): Promise<Handlers> {
  const { connections, sessions, library, libraryView, runs, runsFace, patience, makeService, log, subscriptions } = deps;
  const { history, view, marks } = runsFace;
  const { changes, reports } = await runsFace.pages();
  const sample = new SampleLibrary(connections, deps.startSandbox);
  const flow = new JobFlow({ runs, sessions, log, showChanges: preparation => changes.showPreparation(preparation) });
  subscriptions.push(sample, flow);

  const reveal = (connectionId: string) => libraryView.reveal(connectionId);
  const tagging = { connections, sessions, library, patience, flow, selection: () => libraryView.selection };
  const failed = { runs, history, connections, marks, view };
  const followUp = { history, connections, jobs: flow };
  return {
    [commands.addConnection]: addConnection({ connections, makeService, parse: deps.parseNewConnection, reveal }),
    [commands.editConnection]: editConnection({ connections, makeService, parse: deps.parseNewConnection }),
    [commands.removeConnection]: removeConnection(connections),
    [commands.testConnection]: testConnection(connections, sessions),
    [commands.openSampleLibrary]: openSampleLibrary(sample, reveal),
    [commands.refresh]: refresh(library, connections),
    [commands.addTags]: tagFiles('add', tagging),
    [commands.removeTags]: tagFiles('remove', tagging),
    [commands.replaceTags]: tagFiles('replace', tagging),
    [commands.clearTags]: tagFiles('clear', tagging),
    [commands.tagFilesById]: tagFilesById(tagging),
    [commands.applyChanges]: resource => flow.decide('apply', resource),
    [commands.discardChanges]: resource => flow.decide('discard', resource),
    [commands.showLog]: () => {
      log.show();
    },
    [commands.undoRun]: undoRun(followUp),
    [commands.retryFailed]: retryFailed(followUp),
    [commands.resumeRun]: resumeRun(followUp),
    [commands.pauseRun]: pauseRun(history),
    [commands.continueRun]: continueRun(history),
    [commands.cancelRun]: cancelRun(history, connections),
    [commands.showRunReport]: showRunReport(history, reports),
    [commands.exportRunReport]: exportRunReport(history, reports),
    [commands.showRunChanges]: showRunChanges(history, changes),
    [commands.showFailed]: showFailed(failed),
    [commands.dismissFailed]: dismissFailed(failed),
    [commands.copyFileId]: copyFileId(),
    [commands.refreshRuns]: () => {
      history.refresh();
    },
    [internalCommands.loadMore]: loadMore(library),
    [internalCommands.moreRunFiles]: moreRunFiles(view),
    [internalCommands.revealRunFile]: revealRunFile(reports, (connectionId, fileId) =>
      libraryView.revealFile(connectionId, fileId),
    ),
  };
}
