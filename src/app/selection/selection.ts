import type { RemoteFile } from '../../core/model/file';
import type { ShownTags } from '../../core/plan/knowledge';
import type { Session } from '../../core/service/service';
import type { Reach } from '../library/folderWalk';

/** Files that were chosen, on one connection. */
export interface Selection {
  readonly connectionId: string;
  readonly files: readonly SelectedFile[];
  /** What was pointed at, where that is more than these files by themselves. */
  readonly scope?: Scope;
  /** Something to know about them: an address that leads to no file. */
  readonly note?: string;
}

/** What a person pointed at: each question about it says so. */
export type Scope =
  | { readonly kind: 'library'; readonly reach: Reach }
  | { readonly kind: 'folders'; readonly paths: readonly string[]; readonly reach: Reach }
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  /** The files that are marked, wherever they are. */
  | { readonly kind: 'marked' };

/** With the connection in use. */
export interface OpenedSelection extends Selection {
  readonly session: Session;
}

export interface SelectedFile {
  readonly id: string;
  readonly path?: string;
  /** As far as they are known: the job reads them afresh. */
  readonly tags?: readonly string[];
  /** When a listing was asked for these tags, in ms since 1970; absent where that is not known. */
  readonly listedAt?: number;
}

export function selectedFile({ id, path, tags }: Pick<RemoteFile, 'id' | 'path' | 'tags'>, listedAt?: number): SelectedFile {
  return { id, ...(path !== '' && { path }), ...(tags && { tags }), ...(tags && listedAt !== undefined && { listedAt }) };
}

/** What listings have shown of the files, as far as it is known when. */
export function shownTags(files: readonly SelectedFile[]): ReadonlyMap<string, ShownTags> {
  return new Map(
    files.flatMap(({ id, tags, listedAt }) => (tags && listedAt !== undefined ? [[id, { tags, at: listedAt }] as const] : [])),
  );
}

/** Each file once: a folder may have been chosen, and a file in it. */
export function selectionOf(connectionId: string, files: Iterable<SelectedFile>): Selection {
  return { connectionId, files: [...new Map(Array.from(files, file => [file.id, file])).values()] };
}

/** Pure: what was pointed at, by its own word or by its files. */
export function scopeOf({ scope, files }: Pick<Selection, 'scope' | 'files'>): Scope {
  return scope ?? { kind: 'files', paths: files.map(({ id, path }) => path ?? id) };
}
