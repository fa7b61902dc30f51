import { FilePermission, type FileStat, FileSystemError, FileType, type Uri } from 'vscode';
import type { FileContent, FileContents } from '../../app/library/fileContents';
import { DocumentFileSystem } from '../documentFileSystem';
import { fileScheme, parseFileUri } from './fileUri';

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
