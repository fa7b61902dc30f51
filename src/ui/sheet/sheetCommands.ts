import { CancellationError, window, workspace } from 'vscode';
import type { ConnectionList, SessionSource } from '../../app/connections/ports';
import { commands } from '../../app/commandIds';
import { sortTags } from '../../app/drafts/sheetEdits';
import type { TagSheet } from '../../app/drafts/tagSheet';
import type { Confirmation } from '../../app/jobs/jobPorts';
import type { Jobs } from '../../app/jobs/jobs';
import { nodeId } from '../../app/library/libraryNode';
import { branchName } from '../../app/text/search/searchNodeText';
import { runIdOf } from '../../app/runs/runsTree';
import { chooseTargets, type TargetPorts } from '../../app/selection/chooseTargets';
import type { CommandContext, FilesNode } from '../../app/selection/commandContext';
import { type Selection, selectionOf } from '../../app/selection/selection';
import { filesWithTags, type FilesWithTags } from '../../app/selection/readSelectedTags';
import { filesInWords, shortTime } from '../../app/text/counts';
import { plainText } from '../../app/text/message';
import {
  blockedSaveText,
  discardSheetText,
  failedFilesTitle,
  keptDraftText,
  noSheetsText,
  noSuchSheetText,
  sheetActionTitles,
  sheetHeader,
  sheetProblemText,
  waitingText,
  whichSheetText,
} from '../../app/text/drafts/sheetText';
import { leftOutText } from '../../app/text/drafts/tableText';
import { libraryText, readingTagsText, readTagsText, scopeText } from '../../app/text/tagging/targetText';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { needsAttention } from '../../core/model/ledger';
import type { Runs } from '../../core/run/runs';
import type { Handler } from '../commands';
import { escapeIcons } from '../icons';
import type { Sheets } from './sheets';
import { workspaceEdit } from './sheetLanguage';

export interface SheetCommandsDependencies {
  readonly sheets: () => Promise<Sheets>;
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly services: ServiceCatalog;
  readonly runs: Pick<Runs, 'record' | 'read'>;
  readonly jobs: Pick<Jobs, 'carryOut'>;
  readonly targetPorts: (purpose: 'sheet' | 'export' | 'import') => TargetPorts;
  readonly contextOf: (args: readonly unknown[]) => CommandContext;
}

/** What opens sheets, and what their buttons do. */
export function sheetCommands(deps: SheetCommandsDependencies) {
  return {
    [commands.editTagsAsText]: editTagsAsText(deps),
    [commands.openTagSheet]: openTagSheet(deps),
    [commands.previewSheet]: applySheet('changes', deps),
    [commands.applySheet]: applySheet('summary', deps),
    [commands.discardSheet]: discardSheet(deps),
    [commands.sortSheetTags]: sortSheetTags(deps),
  } satisfies Record<string, Handler>;
}

function editTagsAsText(deps: SheetCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    const chosen = await chosenFiles('sheet', args, deps);
    const sheets = await deps.sheets();
    await sheets.drafts.prune(id => sheets.isOpen(id));
    for (const { selection, title, source } of chosen) {
      const { files, left } = await tagsOfSelection(selection, deps);
      const connection = deps.connections.find(selection.connectionId);
      const { scope } = selection;
      const library = libraryText(connection.name, deps.services.of(connection.service).label);
      const header = sheetHeader(library, (scope && scopeText(scope)) ?? title, files.length);
      const of = { connectionId: connection.id, title, source, ...(scope && { scope }) };
      const sheet = await sheets.drafts.open({ ...of, files, header });
      await sheets.reveal(sheet);
      const waiting = sheets.drafts.stateOf(sheet).changed.length;
      const notes = [...(left.length > 0 ? [leftOutText(left.length)] : []), ...(waiting > 0 ? [keptDraftText(waiting)] : [])];
      if (notes.length > 0) void window.showInformationMessage(notes.join(' '));
    }
  };
}

export interface ChosenFiles {
  readonly selection: Selection;
  /** What they are, as people say it. */
  readonly title: string;
  /** The same for the same choice. */
  readonly source: string;
}

/** The files that a command was used on, by connection: of a run, those that need a look. */
export async function chosenFiles(
  purpose: 'sheet' | 'export',
  args: readonly unknown[],
  deps: Omit<SheetCommandsDependencies, 'sheets' | 'jobs'>,
): Promise<readonly ChosenFiles[]> {
  const runId = runIdOf(args[0]);
  if (runId !== undefined) {
    const { connection, files } = await deps.runs.record(runId);
    const selection = selectionOf(
      connection.id,
      files.filter(needsAttention).map(({ id, path }) => ({ id, ...(path !== undefined && { path }) })),
    );
    return [{ selection, title: failedFilesTitle(), source: `run ${runId}` }];
  }
  const context = deps.contextOf(args);
  const selections = await chooseTargets(context, deps.targetPorts(purpose));
  return selections.filter(({ files }) => files.length > 0).map(selection => ({ selection, ...describe(selection, context) }));
}

/** The files with their tags; what is not known of them is read. */
export async function tagsOfSelection(
  selection: Selection,
  { sessions, runs, targetPorts }: Pick<SheetCommandsDependencies, 'sessions' | 'runs' | 'targetPorts'>,
): Promise<FilesWithTags> {
  const session = await sessions.of(selection.connectionId);
  if (selection.files.every(({ tags }) => tags !== undefined)) {
    return filesWithTags(session, selection.files, runs, { signal: new AbortController().signal });
  }
  return targetPorts('sheet').questions.progress(readingTagsText(), (signal, report) =>
    filesWithTags(session, selection.files, runs, {
      signal,
      onProgress: (read, total) => {
        report(readTagsText(read, total));
      },
    }),
  );
}

/** A folder is named by its path, a search and a tag by what they look for; a few files by themselves. */
function describe(
  { connectionId, files, scope }: Selection,
  { origin, selectedNodes }: CommandContext,
): Pick<ChosenFiles, 'title' | 'source'> {
  const nodes = origin.kind === 'nodes' ? origin.nodes : origin.kind === 'palette' ? selectedNodes : [];
  const own = nodes.filter(node => (node.kind === 'connection' ? node.connection.id : node.connectionId) === connectionId);
  const [only, ...others] = own;
  const [file, ...more] = files;
  const one = more.length === 0 ? (file?.path ?? file?.id) : undefined;
  const title = (only && others.length === 0 ? titleOf(only) : undefined) ?? one ?? filesInWords(files.length);
  const isAllNodes = own.length > 0 && own.every(node => node.kind !== 'file');
  // a folder alone is another choice than all below it
  const reach = scope && 'reach' in scope ? [scope.reach] : [];
  const source = isAllNodes
    ? [...own.map(nodeId).sort(), ...reach].join('\n')
    : files
        .map(({ id }) => id)
        .sort()
        .join(' ');
  return { title, source: source.length > longestSource ? `${files.length} ${hashOf(source)}` : source };
}

/** Undefined for a file, and for the files without a tag: they are counted. */
function titleOf(node: FilesNode): string | undefined {
  const isCounted = node.kind === 'file' || (node.kind === 'tag' && node.tag === undefined);
  return isCounted ? undefined : branchName(node);
}

const longestSource = 300;

function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return hash.toString(16);
}

function openTagSheet({ sheets: load }: SheetCommandsDependencies): Handler {
  return async (): Promise<void> => {
    const sheets = await load();
    const pending = await sheets.drafts.pending();
    if (pending.length === 0) {
      void window.showInformationMessage(noSheetsText());
      return;
    }
    const items = pending.map(({ id, title, changed, openedAt }) => ({
      label: escapeIcons(title),
      description: waitingText(changed, shortTime(openedAt, Date.now())),
      id,
    }));
    const picked = await window.showQuickPick(items, { placeHolder: whichSheetText() });
    const sheet = picked && (await sheets.drafts.get(picked.id));
    if (sheet) await sheets.reveal(sheet);
  };
}

function applySheet(opens: Confirmation['opens'], { sheets: load, jobs, services }: SheetCommandsDependencies): Handler {
  return async (...[uri]): Promise<void> => {
    const sheets = await load();
    const sheet = await sheetOf(uri, sheets);
    // what was typed since the last save is meant, too
    await sheets.keepEditor(sheet);
    const result = await sheets.drafts.apply(sheet, opens, jobs);
    if (result.kind !== 'blocked') return;
    const { errors } = result.state;
    const [first] = errors;
    if (!first) return;
    const connection = sheets.drafts.connectionOf(sheet);
    const label = connection ? services.of(connection.service).label : '';
    const { problems } = sheetActionTitles();
    const chosen = await window.showErrorMessage(
      plainText(blockedSaveText(errors.length, first.line, sheetProblemText(first, label))),
      problems,
    );
    if (chosen === problems) await sheets.showProblem(sheet, first);
  };
}

function discardSheet({ sheets: load }: SheetCommandsDependencies): Handler {
  return async (...[uri]): Promise<void> => {
    const sheets = await load();
    const sheet = await sheetOf(uri, sheets);
    const { changed, errors } = sheets.drafts.stateOf(sheet);
    const { discard } = sheetActionTitles();
    if (changed.length + errors.length > 0) {
      const chosen = await window.showWarningMessage(discardSheetText(changed.length), { modal: true }, discard);
      if (chosen !== discard) throw new CancellationError();
    }
    await sheets.discard(sheet);
  };
}

function sortSheetTags({ sheets: load }: SheetCommandsDependencies): Handler {
  return async (): Promise<void> => {
    const editor = window.activeTextEditor;
    const sheets = await load();
    const sheet = editor && (await sheets.sheetAt(editor.document.uri));
    if (!sheet) return;
    const { sheet: parsed } = sheet.state(editor.document.getText());
    const { selection } = editor;
    const edits = selection.isEmpty ? sortTags(parsed) : sortTags(parsed, selection.start.line, selection.end.line);
    await workspace.applyEdit(workspaceEdit(editor.document, edits));
  };
}

async function sheetOf(uri: unknown, sheets: Sheets): Promise<TagSheet> {
  const sheet = await sheets.sheetAt(uri);
  if (sheet) return sheet;
  void window.showInformationMessage(noSuchSheetText());
  throw new CancellationError();
}
