import { env, l10n, MarkdownString } from 'vscode';
import type { DerivedTag, FileFacts, Picture, RemoteFile } from '../../core/model/file';
import { escapeMarkdown } from '../../app/text/markdown';

/** A file's picture, a note on its last run, its tags and facts. All text is the service's, and none of it counts as Markdown. */
export function hoverOf(file: RemoteFile, picture: Picture | undefined, failureNote: string | undefined): MarkdownString {
  const hover = new MarkdownString('', true);
  const source = pictureSource(file.facts, picture);
  if (source !== undefined) hover.appendMarkdown(`![](${source}|height=160)\n\n`);
  hover.appendMarkdown(`**${escapeMarkdown(file.name)}**\n\n`);
  if (failureNote !== undefined) hover.appendMarkdown(`$(warning) ${escapeMarkdown(failureNote)}\n\n`);
  for (const line of linesOf(file)) hover.appendMarkdown(`${escapeMarkdown(line)}\n\n`);
  return hover;
}

function linesOf({ tags, derivedTags, facts, path }: RemoteFile): readonly string[] {
  return [l10n.t('Tags: {0}', tagsText(tags)), ...derivedLines(derivedTags), factsText(facts), path].filter(line => line !== '');
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

function tagsText(tags: readonly string[] | undefined): string {
  if (tags === undefined) return l10n.t('not read yet');
  return tags.length === 0 ? l10n.t('none') : tags.join(', ');
}

/** A line for each that made some. */
function derivedLines(tags: readonly DerivedTag[]): readonly string[] {
  const sources = [...new Set(tags.map(({ source }) => source))];
  return sources.map(source => {
    const names = tags.filter(tag => tag.source === source).map(derivedText);
    return source === undefined
      ? l10n.t('Derived tags: {0}', names.join(', '))
      : l10n.t('Derived tags ({0}): {1}', source, names.join(', '));
  });
}

function derivedText({ name, confidence }: DerivedTag): string {
  return confidence === undefined ? name : `${name} ${Math.round(confidence)} %`;
}

function factsText({ mime, sizeBytes, widthPixels, heightPixels, updatedAt }: FileFacts): string {
  const facts = [
    mime,
    widthPixels !== undefined && heightPixels !== undefined ? `${widthPixels} × ${heightPixels}` : undefined,
    sizeBytes === undefined ? undefined : sizeText(sizeBytes),
    updatedAt === undefined ? undefined : l10n.t('changed {0}', dateText(updatedAt)),
  ];
  return facts.filter(fact => fact !== undefined).join(' · ');
}

function sizeText(bytes: number): string {
  const [unit, divisor] =
    bytes < 1e3 ? (['byte', 1] as const) : bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  const format = new Intl.NumberFormat(env.language, { style: 'unit', unit, maximumFractionDigits: 1 });
  return format.format(bytes / divisor);
}

function dateText(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(env.language, { dateStyle: 'medium' }).format(date);
}

/** VS Code cuts Markdown off at 100,000 characters, and base64 makes four of three. */
const pictureBytesAtMost = 72_000;
