import { commands as vscodeCommands, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { Timing } from '../core/run/retryPolicy';
import type { Runs } from '../core/run/runs';
import type { Connections } from '../app/connections/connections';
import type { ServiceSource } from '../app/connections/ports';
import { type SampleDependencies, SampleLibrary } from '../app/connections/sampleLibrary';
import type { Sessions } from '../app/connections/sessions';
import type { Operations } from '../app/operations/operationTable';
import type { CommandHandlers, Handler, Handlers } from './commands';
import {
  addConnection,
  editConnection,
  openSampleLibrary,
  removeConnection,
  testConnection,
} from './connections/connectionCommands';
import { chooseConnection } from './connections/chooseConnection';
import { whichLibraryText } from '../app/text/tagging/renameText';
import { commands } from '../app/commandIds';
import { confirmPolicyOf } from '../app/jobs/confirmPolicy';
import { Jobs } from '../app/jobs/jobs';
import { CompletionNotification } from './jobs/completionNotification';
import { confirmDialog, PendingPreviews } from './jobs/confirmDialog';
import { ProgressNotification } from './jobs/progressNotification';
import { internalCommands } from './ids';
import { confirmSetting, isProduction } from './settings';
import type { TagNode } from '../app/library/libraryNode';
import type { LibraryTree } from '../app/library/libraryTree';
import { Marks } from '../app/selection/marks';
import type { FileContents } from '../app/library/fileContents';
import { fileCommands } from './library/fileCommands';
import { ofFocusedRow, selectFocusedRow } from './library/focusedRow';
import { libraryCommands, markCommands, showMarks } from './library/libraryCommands';
import type { KeptSearches } from '../app/search/keptSearches';
import type { SearchFeature } from '../app/search/searchFeature';
import type { LibraryView } from './library/libraryView';
import { runCommands } from './runs/runCommands';
import type { RunsFeature } from './runs/runsFeature';
import { sheetCommands } from './sheet/sheetCommands';
import type { SheetFeature } from './sheet/sheetFeature';
import { tableCommands } from './sheet/tableCommands';
import type { SelectedNodes } from './selectedNodes';
import { searchCommands } from './search/searchCommands';
import { renameCommands } from './tags/renameCommands';
import { tagsCommands } from './tags/tagsCommands';
import type { TagsView } from './tags/tagsView';
import {
  addTagsTo,
  commandContext,
  copyTagsOf,
  dropNodes,
  derivedTags,
  editTagsOf,
  pasteTagsOn,
  repeatTags,
  tagFiles,
  tagFilesById,
} from './tagging/tagFiles';
import { makeTargetQuestions } from './tagging/targetQuestions';

export interface HandlersDependencies {
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly library: LibraryTree;
  readonly libraryView: LibraryView;
  readonly tagsView: TagsView;
  readonly selected: SelectedNodes;
  readonly contents: () => Promise<FileContents>;
  readonly searches: KeptSearches;
  readonly searching: SearchFeature;
  readonly runs: Runs;
  readonly runsFeature: RunsFeature;
  readonly sheetFeature: SheetFeature;
  readonly timing: Timing;
  readonly services: ServiceSource;
  readonly startSample: SampleDependencies['start'];
  readonly log: LogOutputChannel;
  /** What is made here is disposed with these. */
  readonly subscriptions: ExtensionContext['subscriptions'];
}

/** The same commands, each of which first tells what it is used on. */
function followed(handlers: Handlers, used: (element: unknown) => void): Handlers {
  const entries = Object.entries(handlers).map(([id, handler]): [string, Handler] => [
    id,
    (...args) => {
      used(args[0]);
      return handler(...args);
    },
  ]);
  return Object.fromEntries(entries) as Handlers;
}

/** What each command does: loaded by the first one that is used. */
export async function makeHandlers(deps: HandlersDependencies): Promise<CommandHandlers> {
  const {
    connections,
    sessions,
    library,
    libraryView,
    tagsView,
    selected,
    searches,
    searching,
    runs,
    runsFeature,
    sheetFeature,
    timing,
    services,
    log,
    subscriptions,
  } = deps;
  const shared = { connections, services, library, libraryView, searches, searching };
  const documents = await runsFeature.documents();
  const sample = new SampleLibrary({ connections, services, start: deps.startSample });
  const previews = new PendingPreviews(() => {
    void selected.focus();
  });
  const completion = new CompletionNotification(() => selected.focus());
  const jobs = new Jobs({
    runs,
    services,
    clock: timing.clock,
    confirmPolicy: () => confirmPolicyOf(confirmSetting()),
    isProduction,
    ports: {
      confirm: confirmDialog(confirmation => previews.ask(confirmation)),
      showProgress: (title, size) => new ProgressNotification(title, size),
      tell: message => {
        completion.tell(message);
      },
      log,
    },
  });
  const marks = new Marks({ connections, onDidSettle: listener => runs.onDidSettle(listener) });
  subscriptions.push(sample, previews, completion, marks, showMarks(marks, libraryView, library));

  const reveal = (connectionId: string) => libraryView.reveal(connectionId);
  const connecting = { connections, sessions, services, reveal };
  const tagging = {
    connections,
    sessions,
    services,
    tree: library,
    timing,
    runs,
    jobs,
    tagged: async ({ connectionId, tag }: TagNode) => (await searching.load()).indexes.files(connectionId, tag),
    selection: () => selected.nodes,
    lastChosenIn: () => selected.lastChosenIn,
    marks,
    recentRuns: async () => Array.from((await runsFeature.history.all()).values(), ({ summary }) => summary),
  };
  const sheets = {
    ...tagging,
    sheets: () => sheetFeature.sheets(),
    targetPorts: (purpose: 'sheet' | 'export' | 'import') => ({
      ...tagging,
      questions: makeTargetQuestions(connections, services, purpose),
    }),
    contextOf: (args: readonly unknown[]) => commandContext(args, tagging),
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
  const toggleSelection = () => vscodeCommands.executeCommand('list.toggleSelection');
  const byKey = (handler: Handler) => ofFocusedRow(handler, () => selectFocusedRow(libraryView.tree, toggleSelection));
  const marking = markCommands({ ...tagging, library });
  const handlers: Handlers = {
    [commands.addConnection]: addConnection(connecting),
    [commands.editConnection]: editConnection(connecting),
    [commands.removeConnection]: removeConnection(connecting),
    [commands.testConnection]: testConnection(connecting),
    [commands.openSampleLibrary]: openSampleLibrary(sample, connecting),
    ...libraryCommands(library, libraryView, async () => {
      const prompt = whichLibraryText();
      return library.root((await chooseConnection(connections, { services, args: [], prompt })).id);
    }),
    ...fileCommands({ contents: deps.contents, selection: () => selected.nodes, now: () => timing.clock.now() }),
    ...marking,
    [internalCommands.toggleMark]: byKey(marking[internalCommands.toggleMark]),
    ...tagsCommands({ connections, sessions, services, searching, tagsView }),
    ...renameCommands({ ...tagging, runs, searching }),
    ...searchCommands({ ...shared, timing, addTags: selections => addTagsTo(selections, tagging) }),
    [commands.addTags]: byKey(tagFiles('add', tagging)),
    [commands.removeTags]: byKey(tagFiles('remove', tagging)),
    [commands.replaceTags]: tagFiles('replace', tagging),
    [commands.clearTags]: tagFiles('clear', tagging),
    [commands.editTags]: byKey(editTagsOf(tagging)),
    [commands.repeatTags]: repeatTags(tagging),
    [commands.copyTags]: byKey(copyTagsOf(tagging)),
    [commands.pasteTags]: byKey(pasteTagsOn('add', tagging)),
    [commands.pasteTagsAndReplace]: pasteTagsOn('replace', tagging),
    [commands.adoptAutomaticTags]: derivedTags('adopt', tagging),
    [commands.deleteAutomaticTags]: derivedTags('remove', tagging),
    [internalCommands.dropNodes]: dropNodes(tagging),
    [commands.tagFilesById]: tagFilesById(tagging),
    [commands.applyChanges]: () => {
      previews.press('apply');
    },
    // its key has a command of its own: VS Code would write the key beside the button, and cut both off
    [internalCommands.applyPreview]: () => {
      previews.press('apply');
    },
    [commands.discardChanges]: () => {
      previews.press('discard');
    },
    [commands.showLog]: () => {
      log.show();
    },
    ...sheetCommands(sheets),
    ...tableCommands(sheets),
    ...runCommands({
      ...running,
      documents,
      view: runsFeature.view,
      revealFile: (connectionId, fileId) => libraryView.revealFile(connectionId, fileId),
    }),
  };
  let operations: Operations | undefined;
  return {
    handlers: followed(handlers, element => {
      selected.used(element);
    }),
    // what programs ask for is loaded by the first of them
    call: async (name, value) => {
      const { callOperation, makeOperations } = await import('../app/operations/operations');
      operations ??= makeOperations({
        ...connecting,
        ...running,
        searching,
        tree: library,
        sample,
        newConnectionId: () => crypto.randomUUID(),
      });
      return callOperation(operations, name, value);
    },
  };
}
