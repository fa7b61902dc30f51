import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  workspace,
} from 'vscode';
import type { FileContent, FileContents } from '../app/library/fileContents';
import { visibleText } from '../core/model/visibleText';

/** A file system of documents that are opened by their addresses: it has no folders, and nothing in it can be made, moved or deleted. */
export abstract class DocumentFileSystem implements FileSystemProvider, Disposable {
  protected readonly changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly registration: Disposable;

  constructor(scheme: string, options: { readonly isReadonly: boolean }) {
    this.registration = workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true, ...options });
  }

  abstract stat(uri: Uri): Promise<FileStat>;

  abstract readFile(uri: Uri): Promise<Uint8Array>;

  writeFile(uri: Uri, _content: Uint8Array): Promise<void> {
    return Promise.reject(FileSystemError.NoPermissions(uri));
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** Remote files to be looked at, and nothing else: so that pictures, films and text are shown by VS Code's own editors. What fetches them is loaded by the first. */
export class RemoteFileSystem extends DocumentFileSystem {
  constructor(private readonly load: () => Promise<FileContents>) {
    super(fileScheme, { isReadonly: true });
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { bytes, fetchedAt } = await this.content(uri);
    return { type: FileType.File, ctime: 0, mtime: fetchedAt, size: bytes.length, permissions: FilePermission.Readonly };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return (await this.content(uri)).bytes;
  }

  private async content(uri: Uri): Promise<FileContent> {
    const file = parseFileUri(uri);
    if (!file) throw FileSystemError.FileNotFound(uri);
    try {
      return await (await this.load()).content(file.connectionId, file.fileId, new AbortController().signal);
    } catch {
      // who opens a file from a view is told why beforehand; an editor that VS Code opens again has no better words
      throw FileSystemError.FileNotFound(uri);
    }
  }
}

/** A remote file within VS Code, which takes no half of a pair: its name's ending gives the icon, and decorations hang on it. `RemoteFileSystem` reads it. */
export function fileUri(connectionId: string, { id, name }: { readonly id: string; readonly name: string }): Uri {
  return Uri.from({ scheme: fileScheme, path: `/${connectionId}/${id}/${visibleText(name).replaceAll('/', '_')}` });
}

/** Undefined for any other address. */
export function parseFileUri(uri: Uri): { readonly connectionId: string; readonly fileId: string } | undefined {
  const [, connectionId, fileId] = uri.path.split('/');
  return uri.scheme === fileScheme && connectionId && fileId ? { connectionId, fileId } : undefined;
}

const fileScheme = 'tagwright';
