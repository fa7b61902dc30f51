import type { RemoteFile } from '../../core/model/file';

/** Files that somebody chose, on one connection. */
export interface Selection {
  readonly connectionId: string;
  readonly files: readonly SelectedFile[];
  /** Something that a person should know about the choice. */
  readonly note?: string;
}

export interface SelectedFile {
  readonly id: string;
  readonly path?: string;
  /** As far as they are known: the job reads them afresh. */
  readonly tags?: readonly string[];
}

export function selectedFile({ id, path, tags }: Pick<RemoteFile, 'id' | 'path' | 'tags'>): SelectedFile {
  return { id, ...(path !== '' && { path }), ...(tags && { tags }) };
}

/** Each file once: somebody may choose a folder and a file in it. */
export function selectionOf(connectionId: string, files: Iterable<SelectedFile>): Selection {
  return { connectionId, files: [...new Map(Array.from(files, file => [file.id, file])).values()] };
}
