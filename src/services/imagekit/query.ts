import type { SearchQuery } from '../../core/model/service';

/** A query in ImageKit's Lucene-like language for `searchQuery`, for files alone. */
export function searchText({ text, tags, untagged, folder }: SearchQuery): string {
  const terms = [
    // ":" finds beginnings as they are written, HAS finds words within and minds no case
    text !== undefined && text !== '' && `(name : ${quoted(text)} OR name HAS ${quoted(text)})`,
    tags !== undefined && tags.length > 0 && `tags IN ${list(tags)}`,
    untagged === true && 'tags NOT EXISTS',
    folder !== undefined && folder.path !== '/' && `path : ${quoted(folder.path)}`,
  ];
  return ['type = "file"', ...terms.filter(term => typeof term === 'string')].join(' AND ');
}

export function idsText(ids: readonly string[]): string {
  return `type = "file" AND id IN ${list(ids)}`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`;
}

/** Strings are in double quotes. How to escape is not documented: a backslash is our choice, as in rclone's ImageKit backend. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
