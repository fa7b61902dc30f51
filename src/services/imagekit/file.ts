import type { DerivedTag, FileFacts, Folder, RemoteFile } from '../../core/model/file';
import type { FileAnswer, ListAnswer } from './schema';

/** A file of ImageKit's as the port has it. */
export function fileOf(file: FileAnswer): RemoteFile {
  return {
    kind: 'file',
    id: file.fileId,
    name: file.name,
    path: file.filePath,
    // null says that there are none; where the field is absent nothing is said
    tags: file.tags === null ? [] : file.tags,
    derivedTags: (file.AITags ?? []).map(derivedTagOf),
    facts: factsOf(file),
  };
}

/** The folders and files of one folder. A folder's own `folderPath` is not read: the documentation's example contradicts its text. */
export function itemsOf(answer: ListAnswer, parentPath: string): readonly (Folder | RemoteFile)[] {
  return answer.flatMap((item): readonly (Folder | RemoteFile)[] => {
    if (item.type === 'file') return [fileOf(item)];
    if (item.type === 'file-version') return [];
    const path = `${parentPath === '/' ? '' : parentPath}/${item.name}`;
    return [{ kind: 'folder', id: path, name: item.name, path }];
  });
}

export function filesOf(answer: ListAnswer): readonly RemoteFile[] {
  return answer.flatMap(item => (item.type === 'file' ? [fileOf(item)] : []));
}

function derivedTagOf({ name, source, confidence }: NonNullable<FileAnswer['AITags']>[number]): DerivedTag {
  return { name, ...(source != null && { source }), ...(confidence != null && { confidence }) };
}

function factsOf(file: FileAnswer): FileFacts {
  return {
    ...(file.mime != null && { mime: file.mime }),
    ...(file.size != null && { sizeBytes: file.size }),
    ...(file.width != null && { widthPixels: file.width }),
    ...(file.height != null && { heightPixels: file.height }),
    ...(file.createdAt != null && { createdAt: file.createdAt }),
    ...(file.updatedAt != null && { updatedAt: file.updatedAt }),
    ...(file.url != null && { url: file.url }),
    // a private file's picture can't be had by its address alone
    ...(file.thumbnail != null && file.isPrivateFile !== true && { thumbnailUrl: file.thumbnail }),
  };
}
