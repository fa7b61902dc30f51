import type { Color, Subject } from '../picture/pictures';
import type { MetadataValue, Owner } from './file';

/** A file of the library in short: what its path, its words and its looks are. The rest follows from these. */
export interface Sketch {
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
  readonly customMetadata?: Readonly<Record<string, MetadataValue>>;
  readonly isPrivate?: boolean;
}
