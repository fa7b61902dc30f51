import type { DerivedTag, FileFacts, RemoteFile } from '../../core/model/file';
import type { FileNode } from '../library/libraryNode';
import { language, number, t } from './l10n';
import { plainText, quoted, rowText } from './message';

/** A file's tags, in a row of a tree: those that are known, else why not. */
export function fileTagsText({ file, fault }: Pick<FileNode, 'file' | 'fault'>): string {
  return file.tags ? rowText(file.tags.join(', ')) : fault ? t('tags not read') : '…';
}

/** What a screen reader says of a file. @param mark `failed`: its last run failed */
export function fileLabel(node: Pick<FileNode, 'file' | 'fault'>, mark?: 'failed'): string {
  const tags = fileTagsText(node);
  const name = rowText(node.file.name);
  const label = tags === '' ? t('{0}, no tags', name) : t('{0}, tags: {1}', name, tags);
  return mark === 'failed' ? t('{0}, the last run failed', label) : label;
}

/** Beside the view's title: 4 selected · 2 untagged. Nothing of fewer than two files. */
export function selectionText(files: readonly Pick<RemoteFile, 'tags'>[]): string | undefined {
  if (files.length < 2) return undefined;
  const untagged = files.filter(({ tags }) => tags?.length === 0).length;
  return [t('{0} selected', number(files.length)), ...(untagged === 0 ? [] : [t('{0} untagged', number(untagged))])].join(' · ');
}

/** What a command is about that takes its files from a view alone. */
export function selectFilesText(): string {
  return t('Select files in the Library view first.');
}

/** Over the tree while marks are shown. */
export function marksText(marked: number): string {
  if (marked === 0) return t('No files are marked. Tick some: commands are about them.');
  return marked === 1
    ? t('1 file is marked: commands are about it.')
    : t('{0} files are marked: commands are about them.', number(marked));
}

export function markLabel(state: 'marked' | 'unmarked'): string {
  return state === 'marked' ? t('marked') : t('not marked');
}

/** The row behind which there are more. */
export function loadMoreText(): { readonly label: string; readonly command: string } {
  return { label: t('Load more…'), command: t('Load More') };
}

export function shownText(shown: number): string {
  return shown === 1 ? t('1 is shown') : t('{0} are shown', number(shown));
}

/** In passing, while a file is fetched to be looked at. */
export function openingText(name: string): string {
  return t('Opening {0}…', plainText(name));
}

/** In passing, once something of files was copied, each in a line. */
export function copiedText(lines: readonly string[]): string {
  return lines.length === 1 ? t('Copied: {0}', rowText(lines[0] ?? '')) : t('Copied {0} lines', number(lines.length));
}

export function noAddressText(name: string): string {
  return t('The service gives no address at which {0} can be opened in a browser.', quoted(name));
}

export function unshownText(name: string): string {
  return t("VS Code can't show {0}, and the service gives no address at which it can be opened in a browser.", quoted(name));
}

/** The row in the place of what could not be loaded. @param what happened */
export function retryText(what: string): { readonly label: string; readonly spoken: string } {
  return { label: t('Retry'), spoken: t('Retry: {0}', what) };
}

/** What there is to tell of a file, each in a line: its tags, derived ones by their source, facts, path. */
export function fileDescription({ tags, derivedTags, facts, path }: RemoteFile): readonly string[] {
  return [t('Tags: {0}', tagsText(tags)), ...derivedLines(derivedTags), factsText(facts), path].filter(line => line !== '');
}

function tagsText(tags: readonly string[] | undefined): string {
  if (tags === undefined) return t('not read yet');
  return tags.length === 0 ? t('none') : tags.join(', ');
}

function derivedLines(tags: readonly DerivedTag[]): readonly string[] {
  const bySource = new Map<string | undefined, string[]>();
  for (const tag of tags) {
    const names = bySource.get(tag.source);
    if (names) names.push(derivedText(tag));
    else bySource.set(tag.source, [derivedText(tag)]);
  }
  return Array.from(bySource, ([source, names]) => {
    return source === undefined
      ? t('Automatic tags (not editable): {0}', names.join(', '))
      : t('Automatic tags (not editable; {0}): {1}', source, names.join(', '));
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
    updatedAt === undefined ? undefined : t('changed {0}', dateText(updatedAt)),
  ];
  return facts.filter(fact => fact !== undefined).join(' · ');
}

function sizeText(bytes: number): string {
  const [unit, divisor] =
    bytes < 1e3 ? (['byte', 1] as const) : bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(language(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / divisor);
}

/** @param iso shown as it is, where it is no date */
function dateText(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(date);
}
