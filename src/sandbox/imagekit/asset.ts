import type { SampleFile, SampleFolder } from '../library/file';

/** A file or folder as ImageKit's OpenAPI description has them (FileDetails, FolderDetails). */
export function describe(asset: SampleFile | SampleFolder, address: string): Readonly<Record<string, unknown>> {
  return asset.kind === 'file' ? describeFile(asset, address) : describeFolder(asset);
}

function describeFile(file: SampleFile, address: string): Readonly<Record<string, unknown>> {
  const url = `${address}/media${file.path.split('/').map(encodeURIComponent).join('/')}?updatedAt=${file.updatedAt}`;
  return {
    type: 'file',
    name: file.name,
    createdAt: new Date(file.createdAt).toISOString(),
    updatedAt: new Date(file.updatedAt).toISOString(),
    fileId: file.id,
    // null and never an empty array where there are none
    tags: file.tags.length === 0 ? null : file.tags,
    AITags: file.aiTags.length === 0 ? null : file.aiTags,
    versionInfo: { id: file.id, name: 'Version 1' },
    ...(file.description === null ? {} : { description: file.description }),
    isPrivateFile: file.isPrivate,
    isPublished: file.isPublished,
    customCoordinates: file.customCoordinates,
    url,
    thumbnail: `${url}&tr=n-ik_ml_thumbnail`,
    // a video too is "non-image"
    fileType: file.isImage ? 'image' : 'non-image',
    filePath: file.path,
    ...file.dimensions,
    ...(file.duration === undefined ? {} : { duration: file.duration, bitRate: 4200, videoCodec: 'h264', audioCodec: 'aac' }),
    size: file.size,
    mime: file.mime,
    customMetadata: file.customMetadata,
  };
}

function describeFolder(folder: SampleFolder): Readonly<Record<string, unknown>> {
  return {
    type: 'folder',
    name: folder.name,
    createdAt: new Date(folder.createdAt).toISOString(),
    updatedAt: new Date(folder.updatedAt).toISOString(),
    folderId: folder.id,
    folderPath: folder.path,
    customMetadata: {},
  };
}
