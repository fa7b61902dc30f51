import { MarkdownString, type TreeItem } from 'vscode';
import type { Sessions } from '../../app/connections/sessions';
import { fileDescription } from '../../app/text/libraryText';
import { escapeMarkdown } from '../../app/text/markdown';
import { rowText } from '../../app/text/message';
import type { FileFacts, Folder, Picture, RemoteFile } from '../../core/model/file';
import type { TagService } from '../../core/service/service';

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

/** A file's picture, a note on its last run, its tags and facts. All text is the service's, and none of it counts as Markdown. */
export function hoverOf(file: RemoteFile, picture: Picture | undefined, failureNote: string | undefined): MarkdownString {
  const hover = new MarkdownString();
  const source = pictureSource(file.facts, picture);
  if (source !== undefined) hover.appendMarkdown(`![](${source}|height=160)\n\n`);
  hover.appendMarkdown(`**${escapeMarkdown(file.name)}**\n\n`);
  if (failureNote !== undefined) hover.appendMarkdown(`⚠ ${escapeMarkdown(failureNote)}\n\n`);
  for (const line of fileDescription(file)) hover.appendMarkdown(`${escapeMarkdown(line)}\n\n`);
  return hover;
}

/** Whether the editor can show the file's picture without help. */
export function hasOwnPicture({ thumbnailUrl }: FileFacts): boolean {
  return thumbnailUrl?.startsWith('https://') ?? false;
}

function pictureSource(facts: FileFacts, picture: Picture | undefined): string | undefined {
  if (facts.thumbnailUrl !== undefined && hasOwnPicture(facts) && URL.canParse(facts.thumbnailUrl)) {
    return new URL(facts.thumbnailUrl).href.replace(/[()|\\]/g, encodeCharacter);
  }
  if (!picture || !/^image\/[\w.+-]+$/.test(picture.mime) || picture.bytes.length > pictureBytesAtMost) return undefined;
  return `data:${picture.mime};base64,${Buffer.from(picture.bytes).toString('base64')}`;
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

/** VS Code cuts Markdown off at 100,000 characters, and base64 makes four of three. */
const pictureBytesAtMost = 72_000;
