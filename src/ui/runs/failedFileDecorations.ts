import {
  type Disposable,
  EventEmitter,
  FileDecoration,
  type FileDecorationProvider,
  type Memento,
  ThemeColor,
  type Uri,
  window,
} from 'vscode';
import type { FailedFileGroup, FailedFiles, FailedFileStore, FileFailure } from '../../app/runs/failedFiles';
import { parseFileUri } from '../documentFileSystem';

/** Badges on failed files, wherever they are shown. */
export class FailedFileDecorations implements FileDecorationProvider, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  private readonly registration: Disposable;
  private readonly unfollow: () => void;

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(private readonly failedFiles: FailedFiles) {
    this.registration = window.registerFileDecorationProvider(this);
    this.unfollow = failedFiles.onDidChange(() => {
      this.changed.fire(undefined);
    });
  }

  provideFileDecoration(uri: Uri): Promise<FileDecoration> | undefined {
    const file = parseFileUri(uri);
    const failure = file && this.failedFiles.of(file.connectionId, file.fileId);
    return failure && this.decoration(file, failure);
  }

  dispose(): void {
    this.unfollow();
    this.registration.dispose();
    this.changed.dispose();
  }

  private async decoration(
    { connectionId, fileId }: NonNullable<ReturnType<typeof parseFileUri>>,
    failure: FileFailure,
  ): Promise<FileDecoration> {
    const color = new ThemeColor(failure.outcome === 'failed' ? 'list.errorForeground' : 'list.warningForeground');
    const note = await this.failedFiles.note(connectionId, fileId);
    return new FileDecoration(failure.outcome === 'unknown' ? '?' : '!', note, color);
  }
}

/** In global state, as runs outlive workspaces. */
export function failedFileStore(state: Memento): FailedFileStore {
  return {
    read: () => state.get<readonly FailedFileGroup[]>(stateKey, []),
    write: groups => void state.update(stateKey, groups),
  };
}

const stateKey = 'failedFiles';
