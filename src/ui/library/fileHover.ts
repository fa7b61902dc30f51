import type { TreeItem } from 'vscode';
import type { Sessions } from '../../app/connections/sessions';
import type { Folder, Picture, RemoteFile } from '../../core/model/file';
import type { TagService } from '../../core/service/service';
import { hasOwnPicture, hoverOf } from './hover';
import { rowText } from '../../app/text/message';

export interface FileHoverDependencies {
  readonly sessions: Sessions;
  /** What there is to say of a file beside its facts. */
  readonly failureNote: (connectionId: string, fileId: string) => Promise<string | undefined>;
}

/** Gives a file's item its hover; what is not known of the file is asked for now. */
export async function resolveFileHover(
  item: TreeItem,
  { connectionId, file }: { readonly connectionId: string; readonly file: RemoteFile },
  { sessions, failureNote }: FileHoverDependencies,
  signal: AbortSignal,
): Promise<TreeItem> {
  const service = await sessions.serviceOf(connectionId).catch(() => undefined);
  const known = await completed(file, service, signal);
  const picture = hasOwnPicture(known.facts) ? undefined : await pictureOfFile(known, service, signal);
  item.tooltip = hoverOf(known, picture, await failureNote(connectionId, file.id));
  return item;
}

/** A folder's path, and its tags where it can have some. */
export async function resolveFolderHover(
  item: TreeItem,
  { connectionId, folder }: { readonly connectionId: string; readonly folder: Folder },
  { sessions, failureNote }: FileHoverDependencies,
  signal: AbortSignal,
): Promise<TreeItem> {
  item.tooltip = rowText(folder.path);
  try {
    const service = await sessions.serviceOf(connectionId);
    const tagged = service.limits.foldersHaveTags === true ? await service.readOne(folder.id, signal) : undefined;
    if (!tagged) return item;
    const { name, path } = folder;
    item.tooltip = hoverOf({ ...tagged, name, path }, undefined, await failureNote(connectionId, folder.id));
  } catch {
    // a hover without its tags still tells the path
  }
  return item;
}

/** Where a listing has no tags, what is read for it has none but the file's own; and an index keeps little beside the tags. */
async function completed(file: RemoteFile, service: TagService | undefined, signal: AbortSignal): Promise<RemoteFile> {
  const isWhole = service?.limits.tagsInListing === true && file.facts.mime !== undefined;
  if (isWhole || service === undefined) return file;
  try {
    const found = await service.readOne(file.id, signal);
    return found ? { ...file, derivedTags: found.derivedTags, facts: { ...file.facts, ...found.facts } } : file;
  } catch {
    // the rest of a hover can do without
    return file;
  }
}

/** A hover without its picture still tells the tags: why it could not be had does not matter. */
export async function pictureOfFile(
  file: RemoteFile,
  service: TagService | undefined,
  signal: AbortSignal,
): Promise<Picture | undefined> {
  try {
    return await service?.picture(file, signal);
  } catch {
    return undefined;
  }
}
