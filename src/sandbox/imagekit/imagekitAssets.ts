import type { HttpAnswer } from '../http/exchange';
import { json } from '../http/exchange';
import type { MediaLibrary } from '../library/mediaLibrary';
import type { Asset, SampleFile, SampleFolder } from '../library/sampleFile';

/** What ImageKit's side of the sandbox works with. */
export interface ImageKitContext {
  readonly library: MediaLibrary;
  readonly key: string;
  readonly now: () => number;
  readonly refuses: (file: SampleFile) => boolean;
  /** Where the sandbox itself is reached: files' URLs lead there. */
  readonly address: () => string;
  /** Called after the library was changed. */
  readonly changed: () => void;
}

/** The file, if it's one that ImageKit shows. */
export function ownFile({ library }: ImageKitContext, id: string): SampleFile | undefined {
  const file = library.file(id);
  return file?.owner === 'user' ? file : undefined;
}

/** A file or folder as ImageKit's OpenAPI description has them (FileDetails, FolderDetails). */
export function describeAsset(asset: Asset, address: string): Readonly<Record<string, unknown>> {
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
    ...(Object.keys(file.embeddedMetadata).length === 0 ? {} : { embeddedMetadata: file.embeddedMetadata }),
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

/** A refusal, in the form that ImageKit's OpenAPI description gives all of them. */
export function refused(status: number, message: string): HttpAnswer {
  return json(status, { message, help: 'For support kindly contact us at support@imagekit.io.' });
}

/** The 404 of the bulk endpoints, letter for letter as in ImageKit's documentation of Add tags (bulk). */
export function missingFiles(missingFileIds: readonly string[]): HttpAnswer {
  return json(404, {
    message: 'The requested file(s) does not exist.',
    help: 'For support kindly contact us at support@imagekit.io .',
    ...(missingFileIds.length > 0 && { missingFileIds }),
  });
}
