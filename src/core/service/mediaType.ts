import type { RemoteFile } from '../model/file';

/** What kind of thing a file is. */
export type MediaType = (typeof mediaTypes)[number];

export const mediaTypes = ['image', 'video', 'audio', 'document', 'other'] as const;

/** By what the service says of it; by the name's extension where it says nothing. */
export function mediaTypeOf({ name, facts: { mime } }: Pick<RemoteFile, 'name' | 'facts'>): MediaType {
  if (mime !== undefined) return ofMime(mime.toLowerCase());
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return byExtension.get(extension) ?? 'other';
}

function ofMime(mime: string): MediaType {
  const [kind] = mime.split('/', 1);
  if (kind === 'image' || kind === 'video' || kind === 'audio') return kind;
  return kind === 'text' || documentMime.test(mime) ? 'document' : 'other';
}

const documentMime = /^application\/(pdf|rtf|epub|msword|vnd\.(ms-(excel|powerpoint)|openxmlformats|oasis\.opendocument))/;

const byExtension = new Map<string, MediaType>(
  (
    [
      ['image', 'avif bmp gif heic ico jpeg jpg png svg tif tiff webp'],
      ['video', 'avi m4v mkv mov mp4 mpeg mpg ogv webm'],
      ['audio', 'aac aif aiff flac m4a mp3 oga ogg opus wav'],
      ['document', 'csv doc docx epub htm html md odp ods odt pdf ppt pptx rtf txt xls xlsx'],
    ] as const
  ).flatMap(([type, extensions]) => extensions.split(' ').map(extension => [extension, type] as const)),
);
