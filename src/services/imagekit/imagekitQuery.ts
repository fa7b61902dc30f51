import type { SearchQuery } from '../../core/service/service';

/**
 * A query in ImageKit's Lucene-like language for `searchQuery`, for files alone. `tags IN` looks into AI tags too, and so does
 * `tags NOT EXISTS`, which leaves out files whose only tags are AI tags: nothing here asks for it.
 */
export function searchText({ words = [], tags = [], folder, changedSince, native }: SearchQuery): string {
  return [
    'type = "file"',
    // ":" finds beginnings as they are written, HAS finds words within and minds no case
    ...words.map(word => `(name : ${quoted(word)} OR name HAS ${quoted(word)})`),
    ...tags.map(anyOf => `tags IN ${list(anyOf)}`),
    ...(folder !== undefined && folder.path !== '/' ? [`path : ${quoted(folder.path)}`] : []),
    ...(changedSince !== undefined ? [`updatedAt >= ${quoted(changedSince)}`] : []),
    ...(native !== undefined ? [`(${native})`] : []),
  ].join(' AND ');
}

/** The parameter `fileType`, which parts images from all else: undefined where both are wanted. */
export function fileTypeOf(media: SearchQuery['media'] = []): 'image' | 'non-image' | undefined {
  if (media.length === 0) return undefined;
  const images = media.filter(type => type === 'image');
  if (images.length === media.length) return 'image';
  return images.length === 0 ? 'non-image' : undefined;
}

export function idsText(ids: readonly string[]): string {
  return `type = "file" AND id IN ${list(ids)}`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`;
}

/** Strings are in double quotes. How to escape is not documented: Go's way is our choice, as in rclone's ImageKit backend. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, character => escapes.get(character) ?? `\\${character}`)}"`;
}

const escapes = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
