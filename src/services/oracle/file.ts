import type { FileFacts, Folder, RemoteFile } from '../../core/model/file';
import type { ItemAnswer } from './schema';

/** An item of a folder as the port has it. `undefined` as parent: Oracle Content does not tell where a found item lies. */
export function itemOf(item: ItemAnswer, parentPath: string | undefined): Folder | RemoteFile {
  const { id, name } = item;
  const path = parentPath === undefined ? '' : `${parentPath === '/' ? '' : parentPath}/${name}`;
  if (item.type === 'folder') return { kind: 'folder', id, name, path };
  // a listing carries no tags
  return { kind: 'file', id, name, path, tags: undefined, derivedTags: [], facts: factsOf(item) };
}

/** A file of which nothing but its tags is known: its own, and perhaps those that its folders pass down to it. */
export function taggedFile(id: string, own: readonly string[], all: readonly string[] = own): RemoteFile {
  const inherited = all.filter(tag => !own.includes(tag));
  return {
    kind: 'file',
    id,
    name: id,
    path: '',
    tags: own,
    derivedTags: inherited.map(name => ({ name, source: 'inherited' })),
    facts: {},
  };
}

function factsOf(item: Extract<ItemAnswer, { type: 'file' }>): FileFacts {
  const size = item.size == null ? NaN : Number(item.size);
  return {
    ...(item.mimeType != null && { mime: item.mimeType }),
    ...(Number.isFinite(size) && { sizeBytes: size }),
    ...(item.createdTime != null && { createdAt: item.createdTime }),
    ...(item.modifiedTime != null && { updatedAt: item.modifiedTime }),
  };
}
