import type { RemoteFile } from '../../core/model/file';

/** Files that were chosen, on one connection. */
export interface Selection {
  readonly connectionId: string;
  readonly files: readonly SelectedFile[];
  /** Something to know about them: an address that leads to no file. */
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

/** Each file once: a folder may have been chosen, and a file in it. */
export function selectionOf(connectionId: string, files: Iterable<SelectedFile>): Selection {
  return { connectionId, files: [...new Map(Array.from(files, file => [file.id, file])).values()] };
}
