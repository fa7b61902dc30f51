import type { Connection } from '../../core/model/connection';
import type { ServiceCatalog, ServiceDescriptor } from '../../core/model/descriptor';
import type { Timing } from '../../core/run/requestWithRetry';
import { cancellation } from '../cancellation';
import { faultOn } from '../connections/connectionFault';
import type { ConnectionList, SessionSource } from '../connections/ports';
import type { Reach } from '../library/folderWalk';
import { type BranchNode, connectionIdOf, type LibraryNode } from '../library/libraryNode';
import type { LibraryTree } from '../library/libraryTree';
import {
  addressesLostText,
  filesSoFarText,
  lookingForFilesText,
  nothingChosenText,
  nothingInSelectionText,
  whichConnectionText,
} from '../text/targetText';
import { resolveAddresses } from './addressSearch';
import { collectFiles } from './collectFiles';
import { aimOf, type CommandContext, type FilesNode } from './commandContext';
import { type SelectedFile, selectedFile, type Selection, selectionOf } from './selection';

export interface TargetPorts {
  readonly connections: ConnectionList;
  readonly services: ServiceCatalog;
  readonly sessions: SessionSource;
  readonly tree: Pick<LibraryTree, 'children' | 'fileNode' | 'list' | 'concurrency'>;
  readonly timing: Timing;
  readonly questions: TargetQuestions;
}

/** What a face asks and shows while targets are found. Each rejects with a cancellation where the person leaves it. */
export interface TargetQuestions {
  connection(choices: readonly Connection[], prompt: string): Promise<Connection>;
  /** How far to go below these folders. */
  reach(folders: readonly BranchNode[]): Promise<Reach>;
  /** A text with ids or addresses of files on the service. */
  references(service: ServiceDescriptor, text: string): Promise<string>;
  /** Shows that work is under way, with a way to call it off. */
  progress<Result>(
    title: string,
    work: (signal: AbortSignal, report: (message: string) => void) => Promise<Result>,
  ): Promise<Result>;
  tell(text: string): void;
}

/**
 * The files that a command is about, by connection; at least one.
 * @throws a cancellation where the person leaves a question, or is told that there is nothing; ConnectionFault where a service fails
 */
export async function chooseTargets(context: CommandContext, ports: TargetPorts): Promise<readonly Selection[]> {
  const aim = aimOf(context);
  switch (aim.kind) {
    case 'nodes':
      return notEmpty(await filesOfNodes(aim.nodes, ports), ports);
    case 'text':
      return notEmpty([await filesInText(aim.text, ports)], ports);
    case 'ask':
      return enterTargets(context, ports, aim.connection);
  }
}

/**
 * Files whose ids or addresses a person enters; what is selected in the editor is there already.
 * @throws as `chooseTargets`
 */
export async function enterTargets(
  { editorText }: Pick<CommandContext, 'editorText'>,
  ports: TargetPorts,
  known?: Connection,
): Promise<readonly Selection[]> {
  const connection = known ?? (await chooseConnection(ports.connections.all, ports));
  const service = ports.services.of(connection.service);
  const text = await ports.questions.references(service, countReferences(editorText, service) > 0 ? editorText : '');
  return notEmpty([await resolveText(text, connection, ports)], ports);
}

/** How many ids and addresses of files a text holds. */
export function countReferences(text: string, service: ServiceDescriptor): number {
  return service.findIds(text).length + service.findAddresses(text).length;
}

/** A person is asked where several connections may have the files. */
async function filesInText(text: string, ports: TargetPorts): Promise<Selection> {
  const { connections, services, questions } = ports;
  const possible = connections.all.filter(({ service }) => countReferences(text, services.of(service)) > 0);
  if (possible.length === 0) {
    questions.tell(nothingInSelectionText());
    throw cancellation();
  }
  return resolveText(text, await chooseConnection(possible, ports), ports);
}

async function resolveText(text: string, connection: Connection, ports: TargetPorts): Promise<Selection> {
  const { services, sessions, tree, timing, questions } = ports;
  const service = services.of(connection.service);
  const known = service.findIds(text).map((id): SelectedFile => {
    const file = tree.fileNode(connection.id, id)?.file;
    return file ? selectedFile(file) : { id };
  });
  const addresses = service.findAddresses(text);
  if (addresses.length === 0) return selectionOf(connection.id, known);
  const { files, lost } = await questions.progress(lookingForFilesText(addresses.length), async signal => {
    try {
      return await resolveAddresses(await sessions.of(connection.id), addresses, timing, signal);
    } catch (error) {
      throw faultOn(connection, error);
    }
  });
  const selection = selectionOf(connection.id, [...known, ...files.map(selectedFile)]);
  return lost.length > 0 ? { ...selection, note: addressesLostText(lost.length) } : selection;
}

/** For a folder with folders in it a person is asked how far to go; a connection is its whole library. */
async function filesOfNodes(nodes: readonly FilesNode[], ports: TargetPorts): Promise<readonly Selection[]> {
  const branches = nodes.filter(node => node.kind !== 'file');
  const listed = branches.length === 0 ? undefined : await collect(branches, ports);
  const found = new Map<string, SelectedFile[]>();
  for (const node of nodes) {
    const connectionId = connectionIdOf(node);
    const files = found.get(connectionId) ?? [];
    const own = node.kind === 'file' ? [node.file] : (listed?.get(node) ?? []);
    // no list is spread into arguments: there may be more of them than a call takes
    for (const file of own) files.push(selectedFile(file));
    found.set(connectionId, files);
  }
  return Array.from(found, ([connectionId, files]) => selectionOf(connectionId, files)).filter(({ files }) => files.length > 0);
}

async function collect(branches: readonly BranchNode[], { tree, questions }: TargetPorts) {
  const folders = branches.filter(node => node.kind === 'folder');
  const children = await Promise.all(folders.map(folder => tree.children(folder)));
  const reach = children.flat().some(mayHoldFolders) ? await questions.reach(folders) : 'folder';
  return questions.progress(lookingForFilesText(), (signal, report) =>
    collectFiles(branches, tree, {
      reach,
      signal,
      onProgress: files => {
        if (files > 0) report(filesSoFarText(files));
      },
    }),
  );
}

function mayHoldFolders({ kind }: LibraryNode): boolean {
  return kind === 'folder' || kind === 'more';
}

async function chooseConnection(choices: readonly Connection[], { questions }: TargetPorts): Promise<Connection> {
  const [only, ...others] = choices;
  return only && others.length === 0 ? only : questions.connection(choices, whichConnectionText());
}

function notEmpty(selections: readonly Selection[], { questions }: TargetPorts): readonly Selection[] {
  if (selections.some(({ files }) => files.length > 0)) return selections;
  questions.tell(nothingChosenText(selections.find(({ note }) => note !== undefined)?.note));
  throw cancellation();
}
