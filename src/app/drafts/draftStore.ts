import * as z from 'zod/mini';
import type { Scope } from '../selection/selection';
import type { DraftFile } from './tagDraft';

/** What is kept of a sheet beside its text. */
export interface SheetRecord {
  /** Letters, digits and hyphens. */
  readonly id: string;
  readonly connectionId: string;
  /** What its files are, as people say it: a folder's path, a tag. It names the document. */
  readonly title: string;
  /** The same for the same choice of files: a sheet that is opened twice is one. */
  readonly source: string;
  /** What was pointed at, where that is more than the files by themselves. */
  readonly scope?: Scope;
  /** ms since 1970. */
  readonly openedAt: number;
  readonly files: readonly DraftFile[];
  /** By file: why the last run did not change it, as a sentence. */
  readonly failures: Readonly<Record<string, string>>;
}

/** A sheet without its files. */
export type SheetHead = Pick<SheetRecord, 'id' | 'connectionId' | 'title' | 'source' | 'openedAt'>;

/** Where sheets outlast the session. What is written is there whole, or not at all. */
export interface DraftStore {
  list(): Promise<readonly SheetHead[]>;
  /** Undefined where there is no such sheet. */
  read(id: string): Promise<{ readonly record: SheetRecord; readonly text: string } | undefined>;
  writeRecord(record: SheetRecord): Promise<void>;
  writeText(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** A record as it was written down. @throws Error where the text is none */
export function parseSheetRecord(json: string): SheetRecord {
  return recordSchema.parse(JSON.parse(json));
}

const texts = z.readonly(z.array(z.string()));

const reach = z.enum(['folder', 'below']);

const scopes = {
  library: z.object({ kind: z.literal('library'), reach }),
  folders: z.object({ kind: z.literal('folders'), paths: texts, reach }),
  files: z.object({ kind: z.literal('files'), paths: texts }),
  marked: z.object({ kind: z.literal('marked') }),
} satisfies { readonly [Kind in Scope['kind']]: z.ZodMiniType<Extract<Scope, { kind: Kind }>> };

const recordSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  title: z.string(),
  source: z.string(),
  scope: z.exactOptional(z.union(Object.values(scopes))),
  openedAt: z.number(),
  files: z.readonly(
    z.array(z.object({ id: z.string(), path: z.exactOptional(z.string()), name: z.exactOptional(z.string()), tags: texts })),
  ),
  failures: z.record(z.string(), z.string()),
}) satisfies z.ZodMiniType<SheetRecord>;
