/** A file in a library, as its service last showed it. */
export interface RemoteFile {
  readonly kind: 'file';
  /** The service's own id. */
  readonly id: string;
  /** The id, where nothing but the id is known. */
  readonly name: string;
  /** Absolute within the library: `/products/mug.jpg`; empty where the service does not tell. */
  readonly path: string;
  /** The file's own tags; undefined while they are not known (a listing need not have them). */
  readonly tags: readonly string[] | undefined;
  /** Tags that the service made or passed down; shown, never edited or copied. */
  readonly derivedTags: readonly DerivedTag[];
  readonly facts: FileFacts;
}

export interface DerivedTag {
  readonly name: string;
  /** Who made it, as the service names it: `google-auto-tagging`, or `inherited`. */
  readonly source?: string;
  /** 0 to 100. */
  readonly confidence?: number;
}

/** What a hover shows beside the tags. */
export interface FileFacts {
  readonly mime?: string;
  readonly sizeBytes?: number;
  readonly widthPixels?: number;
  readonly heightPixels?: number;
  /** ISO 8601. */
  readonly createdAt?: string;
  /** ISO 8601. */
  readonly updatedAt?: string;
  /** Where the file can be opened in a browser. */
  readonly url?: string;
  /** A small picture's address, where one can be had without a sign-in. */
  readonly thumbnailUrl?: string;
}

export interface Folder {
  readonly kind: 'folder';
  /** The service's own id; for a service that knows folders by path, the path. */
  readonly id: string;
  readonly name: string;
  /** Absolute within the library, without a slash at its end; the root is `/`. */
  readonly path: string;
}

/** One answer of a paged listing. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Goes into the next call as it is; undefined on the last page. */
  readonly next?: string;
}

/** A picture's bytes, to be embedded. */
export interface Picture {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

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
