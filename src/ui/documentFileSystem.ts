import { Disposable, EventEmitter, type FileChangeEvent, type FileStat, FileSystemError, type FileSystemProvider } from 'vscode';
import { type FileType, type Uri, workspace } from 'vscode';

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
