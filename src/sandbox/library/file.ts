import type { Color, Subject } from '../picture/pictures';

/** Who a file belongs to. ImageKit shows the user's files alone; a colleague's open to an Oracle link only. */
export type Owner = 'user' | 'colleague';

export interface AiTag {
  readonly name: string;
  readonly confidence: number;
  readonly source: 'google-auto-tagging' | 'aws-auto-tagging';
}

export type MetadataValue = string | number | boolean;

/** What requests can change of a file; each service has tags of its own. */
export interface FileFacts {
  readonly updatedAt: number;
  readonly tags: readonly string[];
  readonly oracleTags: readonly string[];
  readonly aiTags: readonly AiTag[];
  readonly isPublished: boolean;
  readonly description: string | null;
  readonly customCoordinates: string | null;
  readonly customMetadata: Readonly<Record<string, MetadataValue>>;
}

export interface SampleFile extends FileFacts {
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

/** The path of the folder that holds the path. */
export function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
