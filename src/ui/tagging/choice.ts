import type { RemoteFile } from '../../core/file';

/** Files that somebody chose, on one connection. */
export interface Choice {
  readonly connectionId: string;
  readonly files: readonly ChosenFile[];
  /** Something that a person should know about the choice. */
  readonly note?: string;
}

export interface ChosenFile {
  readonly id: string;
  readonly path?: string;
  /** As far as they are known: the job reads them afresh. */
  readonly tags?: readonly string[];
}

export function chosenFile({ id, path, tags }: Pick<RemoteFile, 'id' | 'path' | 'tags'>): ChosenFile {
  return { id, ...(path !== '' && { path }), ...(tags && { tags }) };
}

/** Each file once: somebody may choose a folder and a file in it. */
export function choiceOf(connectionId: string, files: Iterable<ChosenFile>): Choice {
  return { connectionId, files: [...new Map(Array.from(files, file => [file.id, file])).values()] };
}
