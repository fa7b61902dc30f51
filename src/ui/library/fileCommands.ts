import { CancellationError, commands as vscodeCommands, env, ProgressLocation, Uri, window } from 'vscode';
import { commands } from '../../app/commandIds';
import { isNode } from '../../app/library/libraryNode';
import { type FileContents, isShownByEditor } from '../../app/library/fileContents';
import { isRunsNode } from '../../app/runs/runsTree';
import { clickedNodes } from '../../app/selection/commandContext';
import { copiedText, noAddressText, openingText, selectFilesText, unshownText } from '../../app/text/libraryText';
import type { RemoteFile } from '../../core/model/file';
import { signalOf } from '../abortSignal';
import type { Handler } from '../commands';
import { internalCommands } from '../ids';
import { fileUri } from '../documentFileSystem';

export interface FileCommandsDependencies {
  readonly contents: () => Promise<FileContents>;
  readonly selection: () => readonly unknown[];
  /** Milliseconds. */
  readonly now: () => number;
}

/** What can be done with files as they are, beside their tags. */
export function fileCommands({ contents, selection, now }: FileCommandsDependencies) {
  /** What was clicked, or else what is selected. @throws a cancellation where that is no file, which is told */
  const chosenFiles = (args: readonly unknown[]) => notNone(placedFiles(args.length > 0 ? clickedNodes(args) : selection()));
  /** Of a run's file, or of all chosen files of a library. */
  const filesOf = (args: readonly unknown[]): readonly NamedFile[] => {
    const [node] = args;
    return isRunsNode(node, 'runFile') ? [node.file] : chosenFiles(args).map(({ file }) => file);
  };
  let clicked: { readonly node: unknown; readonly at: number } | undefined;
  return {
    [commands.openFile]: async (...args): Promise<void> => {
      // by its key it is told nothing: the row that has the keyboard is selected by VS Code's own command, and does what it does
      if (args.length === 0) await vscodeCommands.executeCommand('list.select');
      const [file] = args.length === 0 ? placedFiles(selection()) : chosenFiles(args);
      if (file) await openFile(file, await contents());
    },
    /** Behind a file's row: VS Code tells of each click, and the second one opens. */
    [internalCommands.clickFile]: async (node): Promise<void> => {
      const isSecond = clicked !== undefined && clicked.node === node && now() - clicked.at < doubleClickMs;
      clicked = isSecond ? undefined : { node, at: now() };
      const [file] = placedFiles([node]);
      if (isSecond && file) await openFile(file, await contents());
    },
    [commands.openInBrowser]: async (...args): Promise<void> => {
      const [file] = chosenFiles(args);
      const [url] = file ? await urlsOf([file], await contents()) : [];
      if (url !== undefined) await env.openExternal(Uri.parse(url, true));
    },
    [commands.copyFileUrl]: async (...args): Promise<void> => {
      await copyLines(await urlsOf(chosenFiles(args), await contents()));
    },
    [commands.copyFilePath]: async (...args): Promise<void> => {
      await copyLines(filesOf(args).map(({ path, name }) => (path === undefined || path === '' ? (name ?? '') : path)));
    },
    [commands.copyFileId]: async (...args): Promise<void> => {
      await copyLines(filesOf(args).map(({ id }) => id));
    },
  } satisfies Record<string, Handler>;
}

interface PlacedFile {
  readonly connectionId: string;
  readonly file: RemoteFile;
}

function placedFiles(nodes: readonly unknown[]): readonly PlacedFile[] {
  return nodes.filter(node => isNode(node, 'file'));
}

interface NamedFile {
  readonly id: string;
  readonly path?: string;
  readonly name?: string;
}

function notNone(files: readonly PlacedFile[]): readonly PlacedFile[] {
  if (files.length > 0) return files;
  void window.showInformationMessage(selectFilesText());
  throw new CancellationError();
}

async function copyLines(lines: readonly string[]): Promise<void> {
  await env.clipboard.writeText(lines.join('\n'));
  window.setStatusBarMessage(copiedText(lines), tellingMs);
}

/** @throws a cancellation where there is none, which is told */
async function urlsOf(files: readonly PlacedFile[], contents: FileContents): Promise<readonly string[]> {
  const [first] = files;
  if (!first) return [];
  const mine = files.filter(({ connectionId }) => connectionId === first.connectionId).map(({ file }) => file);
  const urls = await contents.urls(first.connectionId, mine, new AbortController().signal);
  if (urls.length > 0) return urls;
  void window.showInformationMessage(noAddressText(first.file.name));
  throw new CancellationError();
}

/** In the editor that VS Code has for such a file, else in the browser. */
async function openFile({ connectionId, file }: PlacedFile, contents: FileContents): Promise<void> {
  if (!isShownByEditor(file.name)) {
    const [url] = await contents.urls(connectionId, [file], new AbortController().signal);
    if (url === undefined) void window.showInformationMessage(unshownText(file.name));
    else await env.openExternal(Uri.parse(url, true));
    return;
  }
  // what can't be fetched is told in words, which an editor has not
  const options = { location: ProgressLocation.Window, title: openingText(file.name), cancellable: false };
  await window.withProgress(options, (_progress, token) => contents.fetch(connectionId, file.id, signalOf(token)));
  await vscodeCommands.executeCommand('vscode.open', fileUri(connectionId, file));
}

const doubleClickMs = 500;
const tellingMs = 3_000;
