import type { RemoteFile } from '../../core/model/file';
import type { Connection } from '../../core/service/connection';
import type { ServiceCatalog, ServiceDescriptor } from '../../core/service/descriptor';
import type { Timing } from '../../core/run/retryPolicy';
import { cancellation } from '../../core/model/abortSignals';
import { faultOn } from '../../core/model/fault';
import type { ConnectionList, SessionSource } from '../connections/ports';
import type { Reach } from '../library/folderWalk';
import { type BranchNode, connectionIdOf, type FolderNode, type LibraryNode } from '../library/libraryNode';
import type { LibraryTree } from '../library/libraryTree';
import {
  addressesLostText,
  filesSoFarText,
  lookingForFilesText,
  nothingChosenText,
  nothingInSelectionText,
  whichConnectionText,
} from '../text/tagging/targetText';
import { countReferences, resolveAddresses } from './references';
import { collectFiles, type FileSources } from './collectFiles';
import { aimOf, type CommandContext, type FilesNode } from './commandContext';
import { type Scope, type SelectedFile, selectedFile, type Selection, selectionOf } from './selection';

export interface TargetPorts {
  readonly connections: ConnectionList;
  readonly services: ServiceCatalog;
  readonly sessions: SessionSource;
  readonly tree: Pick<LibraryTree, 'children' | 'fileNode' | 'list' | 'concurrency' | 'found'>;
  readonly tagged: FileSources['tagged'];
  readonly timing: Timing;
  readonly questions: TargetQuestions;
}

/** What a face asks and shows while targets are found. Each rejects with a cancellation where the person leaves it. */
export interface TargetQuestions {
  connection(choices: readonly Connection[], prompt: string): Promise<Connection>;
  /** How far to go below these folders; or, where they have tags of their own, whether they are meant themselves. */
  reach(branches: readonly BranchNode[], about: ReachQuestion): Promise<Reach | 'themselves'>;
  /** A text with ids or addresses of files on the connection. */
  references(connection: Connection, service: ServiceDescriptor, text: string): Promise<string>;
  /** Shows that work is under way, with a way to call it off. */
  progress<Result>(
    title: string,
    work: (signal: AbortSignal, report: (message: string) => void) => Promise<Result>,
  ): Promise<Result>;
  tell(text: string): void;
}

/** What is known while it is asked how far to go: how many files each answer would choose. */
export interface ReachQuestion {
  /** Whether folders have tags of their own. */
  readonly haveTags: boolean;
  /** Those directly there: all of them, or at least so many. */
  readonly here: { readonly files: number; readonly known: 'all' | 'some' };
  /** Calls with the number of those found there and below, until all are counted. */
  readonly onBelow: (listener: (files: number, state: 'counting' | 'counted') => void) => void;
}

/**
 * The files that a command is about, by connection; at least one.
 * @throws a cancellation where the person leaves a question, or is told that there is nothing; ConnectionFault where a service fails
 */
export async function chooseTargets(context: CommandContext, ports: TargetPorts): Promise<readonly Selection[]> {
  const { connections, services } = ports;
  const aim = aimOf(context, text => connections.all.some(({ service }) => countReferences(text, services.of(service)) > 0));
  switch (aim.kind) {
    case 'nodes':
      return notEmpty(await filesOfNodes(aim.nodes, ports), ports);
    case 'marks':
      return aim.selections;
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
  const text = await ports.questions.references(connection, service, countReferences(editorText, service) > 0 ? editorText : '');
  return notEmpty([await resolveText(text, connection, ports)], ports);
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
  const selection = selectionOf(connection.id, [...known, ...files.map(file => selectedFile(file))]);
  return lost.length > 0 ? { ...selection, note: addressesLostText(lost.length) } : selection;
}

/** For a folder or a library with folders in it, or with tags of its own, a person is asked what is meant. */
async function filesOfNodes(nodes: readonly FilesNode[], ports: TargetPorts): Promise<readonly Selection[]> {
  const branches = nodes.filter(node => node.kind !== 'file');
  const listed = branches.length === 0 ? undefined : await collect(branches, ports);
  const found = new Map<string, SelectedFile[]>();
  for (const node of nodes) {
    const connectionId = connectionIdOf(node);
    const files = found.get(connectionId) ?? [];
    const own = node.kind === 'file' ? [node.file] : (listed?.files.get(node) ?? []);
    // no list is spread into arguments: there may be more of them than a call takes
    // what a search or a tag stands for may come from the index, which is as old as it is
    const listedAt = node.kind === 'folder' || node.kind === 'connection' ? listed?.at : undefined;
    for (const file of own) files.push(selectedFile(file, listedAt));
    found.set(connectionId, files);
  }
  return Array.from(found, ([connectionId, files]) => {
    const scope = scopeOfNodes(
      nodes.filter(node => connectionIdOf(node) === connectionId),
      listed?.reach ?? 'folder',
    );
    return { ...selectionOf(connectionId, files), ...(scope && { scope }) };
  }).filter(({ files }) => files.length > 0);
}

/** What was pointed at, where that is a library or folders and nothing beside them. */
function scopeOfNodes(nodes: readonly FilesNode[], reach: Reach): Scope | undefined {
  if (nodes.some(({ kind }) => kind === 'connection')) return { kind: 'library', reach };
  const paths = nodes.flatMap(node => (node.kind === 'folder' ? [node.folder.path] : []));
  return paths.length === nodes.length ? { kind: 'folders', paths, reach } : undefined;
}

interface Collected {
  readonly reach: Reach;
  /** When the first listing was asked for, in ms since 1970. */
  readonly at: number;
  readonly files: ReadonlyMap<BranchNode, readonly Pick<RemoteFile, 'id' | 'path' | 'tags'>[]>;
}

/** What the nodes stand for: the files in them, or the folders themselves. */
async function collect(branches: readonly BranchNode[], ports: TargetPorts): Promise<Collected> {
  const { tree, tagged, timing, questions } = ports;
  // a search and a tag are what they find: there is nothing below them
  const places = branches.filter(({ kind }) => kind === 'folder' || kind === 'connection');
  const children = (await Promise.all(places.map(place => tree.children(place)))).flat();
  const gather = async (reach: Reach, signal: AbortSignal, onProgress: (files: number) => void): Promise<Collected> => ({
    reach,
    at: timing.clock.now(),
    files: await collectFiles(branches, { tree, tagged }, { reach, signal, onProgress }),
  });
  const inSight = (work: (signal: AbortSignal, onProgress: (files: number) => void) => ReturnType<typeof gather>) =>
    questions.progress(lookingForFilesText(), (signal, report) =>
      work(signal, files => {
        if (files > 0) report(filesSoFarText(files));
      }),
    );
  const folders = branches.filter(node => node.kind === 'folder');
  const haveTags = folders.length === branches.length && (await foldersHaveTags(folders, ports));
  if (!haveTags && !children.some(mayHoldFolders)) return inSight((signal, onProgress) => gather('folder', signal, onProgress));
  // they are counted while the question is thought about, so that it can tell how many there are
  const counting = new AbortController();
  const listeners: ((files: number, state: 'counting' | 'counted') => void)[] = [];
  let found = 0;
  let state: 'counting' | 'counted' = 'counting';
  const tell = () => {
    for (const listener of listeners) listener(found, state);
  };
  const below = gather('below', counting.signal, files => {
    found = files;
    tell();
  });
  below.then(
    () => {
      state = 'counted';
      tell();
    },
    () => undefined,
  );
  const onBelow: ReachQuestion['onBelow'] = listener => {
    listeners.push(listener);
    listener(found, state);
  };
  try {
    const reach = await questions.reach(places, { haveTags, here: countHere(children), onBelow });
    if (reach === 'themselves') {
      return {
        reach: 'folder',
        at: timing.clock.now(),
        files: new Map(folders.map(node => [node, [{ ...node.folder, tags: undefined }]])),
      };
    }
    if (reach === 'folder') return await inSight((signal, onProgress) => gather('folder', signal, onProgress));
    return await inSight((signal, onProgress) => {
      signal.addEventListener('abort', () => {
        counting.abort(signal.reason);
      });
      onBelow((files, at) => {
        if (at === 'counting') onProgress(files);
      });
      return below;
    });
  } finally {
    counting.abort();
  }
}

function countHere(children: readonly LibraryNode[]): ReachQuestion['here'] {
  const isWhole = children.every(({ kind }) => kind === 'file' || kind === 'folder');
  return { files: children.filter(({ kind }) => kind === 'file').length, known: isWhole ? 'all' : 'some' };
}

/** Whether all of these folders are on services whose folders have tags of their own. */
async function foldersHaveTags(folders: readonly FolderNode[], { connections, sessions }: TargetPorts): Promise<boolean> {
  const ids = [...new Set(folders.map(connectionIdOf))];
  const opened = await Promise.all(
    ids.map(async id => {
      try {
        return await sessions.of(id);
      } catch (error) {
        throw faultOn(connections.find(id), error);
      }
    }),
  );
  return opened.every(({ service }) => service.limits.foldersHaveTags === true);
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
