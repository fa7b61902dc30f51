import type { Color, Subject } from '../picture/pictures';

/** Who a file belongs to. ImageKit shows the user's files alone; a colleague's open to an Oracle link only. */
export type Owner = 'user' | 'colleague';

/** A tag that recognition gave a file. */
export interface AiTag {
  readonly name: string;
  readonly confidence: number;
  readonly source: 'google-auto-tagging' | 'aws-auto-tagging';
}

export type MetadataValue = string | number | boolean;
export type Metadata = Readonly<Record<string, MetadataValue>>;

/** What requests can change of a file; each service has tags of its own. */
export interface EditableFacts {
  readonly updatedAt: number;
  readonly tags: readonly string[];
  readonly oracleTags: readonly string[];
  readonly aiTags: readonly AiTag[];
  readonly isPublished: boolean;
  readonly description: string | null;
  readonly customCoordinates: string | null;
  readonly customMetadata: Metadata;
}

export interface SampleFile extends EditableFacts {
  readonly kind: 'file';
  readonly id: string;
  readonly oracleId: string;
  readonly name: string;
  readonly path: string;
  /** The path of the folder that holds it: `/` or without a slash at its end. */
  readonly folder: string;
  readonly owner: Owner;
  readonly format: string;
  readonly mime: string;
  readonly isImage: boolean;
  readonly isPrivate: boolean;
  readonly size: number;
  readonly dimensions: { readonly width: number; readonly height: number; readonly hasAlpha: boolean } | undefined;
  /** Seconds, of a video. */
  readonly duration: number | undefined;
  readonly createdAt: number;
  /** What the camera or program wrote into the file. */
  readonly embeddedMetadata: Metadata;
  readonly picture: { readonly subject: Subject; readonly color: Color };
}

export interface SampleFolder {
  readonly kind: 'folder';
  readonly id: string;
  readonly oracleId: string;
  readonly name: string;
  readonly path: string;
  /** The path of the folder that holds it; the home folder holds itself. */
  readonly folder: string;
  readonly owner: Owner;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly oracleTags: readonly string[];
}

export type Asset = SampleFile | SampleFolder;

/** A file of the library in short: its path, its words and its looks. The rest follows from these. */
export interface FileFixture {
  readonly path: string;
  readonly tags: readonly string[];
  readonly subject: Subject;
  readonly color: Color;
  /** When it was put there, if not at a moment that follows from its path. */
  readonly createdAt?: number;
  readonly id?: string;
  readonly oracleId?: string;
  readonly owner?: Owner;
  readonly aiTags?: readonly string[];
  readonly customMetadata?: Metadata;
  readonly embeddedMetadata?: Metadata;
  readonly isPrivate?: boolean;
}

/** The path of the folder that holds the path. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A folder's path as the library writes it, whatever slashes it came with. */
export function folderPath(text: string): string {
  return `/${text.split('/').filter(Boolean).join('/')}`;
}

/** Tags as a file keeps them: each once, in the order in which they came. */
export function distinct(tags: readonly string[]): readonly string[] {
  return Array.from(new Set(tags));
}
