import { MarkdownString } from 'vscode';
import type { FileFacts, Picture, RemoteFile } from '../../core/model/file';
import { fileDescription } from '../../app/text/libraryText';
import { escapeMarkdown } from '../../app/text/markdown';

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
