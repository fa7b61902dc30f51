import * as z from 'zod/mini';
import type { Connection } from '../../core/service/connection';
import type { Outcome } from '../../core/model/ledger';
import type { Account } from '../../core/service/service';
import type { RunSummary } from '../../core/journal/journal';
import type { SampleOptions } from '../connections/sampleLibrary';
import type { CallAnswer } from '../jobs/callAnswer';
import type { TagCount } from '../../core/model/tags';
import type { ChangesText } from '../runs/changesText';
import { reportFormats } from '../runs/runReport';
import type { RunAbility, RunStatus } from '../runs/runStatus';
import type { OperationName } from './operationCall';

/** What an operation does beyond answering. */
export type OperationEffect =
  /** Nothing. */
  | 'reads'
  /** Something on this computer: connections, marks, what is shown. */
  | 'local'
  /** Files in a library. */
  | 'tags';

export interface OperationShape {
  /** What goes in: one object, with no other names than these. */
  readonly input: z.ZodMiniType;
  readonly effect: OperationEffect;
}

/** What operations resolve to; one that is not named resolves to nothing. */
interface NamedResults {
  listConnections: readonly Connection[];
  addConnection: Connection;
  editConnection: Connection;
  testConnection: Account;
  openSampleLibrary: readonly Connection[];
  findFiles: FoundFiles;
  buildIndex: BuiltIndex;
  listTags: readonly TagCount[];
  renameTag: CallAnswer;
  mergeTags: CallAnswer;
  addTags: CallAnswer;
  removeTags: CallAnswer;
  replaceTags: CallAnswer;
  clearTags: CallAnswer;
  tagFilesById: CallAnswer;
  listRuns: readonly ListedRun[];
  undoRun: CallAnswer;
  retryFailed: CallAnswer;
  resumeRun: CallAnswer;
  cancelRun: CallAnswer;
  /** Markdown. */
  showRunReport: string;
  exportRunReport: string;
  showRunChanges: ChangesText;
  showFailed: readonly FailedFile[];
}

export type OperationResult<Name extends OperationName> = Name extends keyof NamedResults
  ? Promise<NamedResults[Name]>
  : Promise<void>;

/** A run, without its files. */
export interface ListedRun extends RunSummary {
  /** What was asked for, as a title. */
  readonly title: string;
  readonly status: RunStatus;
  /** What can be done with it. */
  readonly abilities: readonly RunAbility[];
}

export interface FoundFiles {
  readonly files: readonly { readonly id: string; readonly path?: string; readonly tags?: readonly string[] }[];
  /** There are more than the limit let through. */
  readonly more: boolean;
  /** How many there are in all, where that is known. */
  readonly total?: number;
}

export interface BuiltIndex {
  readonly files: number;
  readonly tags: number;
  /** Since when it has been brought up to date, ms since 1970. */
  readonly refreshedAt: number;
}

export interface FailedFile {
  readonly id: string;
  readonly path?: string;
  readonly outcome: Outcome;
  /** A sentence. */
  readonly reason: string;
}

const text = z.string().check(z.refine(value => value.trim() !== ''));
const texts = z.array(text).check(z.minLength(1));
const count = z.number().check(z.int(), z.minimum(0));

/** The id of a connection, or its name. */
const connectionInput = z.strictObject({ connection: text });
const runInput = z.strictObject({ runId: text });
const tagsInput = z.strictObject({ connection: text, fileIds: texts, tags: texts });
/** `folder`: the path of the folder in which, and below which, the tags are meant; the whole library without it. */
const newName = { to: text, folder: z.exactOptional(text) };
const nothing = z.strictObject({});

const sampleInput = z.strictObject({
  files: z.exactOptional(count),
  folders: z.exactOptional(count),
  distinctTags: z.exactOptional(count),
  latencyMs: z.exactOptional(count),
  searchLagMs: z.exactOptional(count),
  rate: z.exactOptional(count),
  burst: z.exactOptional(count),
  key: z.exactOptional(text),
  behavior: z.exactOptional(z.record(z.string(), z.unknown())),
}) satisfies z.ZodMiniType<SampleOptions>;

/** All that a program can ask for. How a connection signs in is checked by its service, which alone knows the names. */
export const operationTable = {
  listConnections: { input: nothing, effect: 'reads' },
  addConnection: { input: z.looseObject({ service: text, name: text, endpoint: z.optional(text) }), effect: 'local' },
  editConnection: {
    input: z.looseObject({ connection: text, name: z.optional(text), endpoint: z.optional(text) }),
    effect: 'local',
  },
  removeConnection: { input: connectionInput, effect: 'local' },
  testConnection: { input: connectionInput, effect: 'reads' },
  openSampleLibrary: { input: sampleInput, effect: 'local' },
  refresh: { input: z.strictObject({ connection: z.optional(text) }), effect: 'local' },
  findFiles: {
    input: z.strictObject({ connection: text, query: text, limit: z.exactOptional(z.number().check(z.int(), z.minimum(1))) }),
    effect: 'reads',
  },
  buildIndex: { input: connectionInput, effect: 'local' },
  listTags: { input: connectionInput, effect: 'reads' },
  renameTag: { input: z.strictObject({ connection: text, tag: text, ...newName }), effect: 'tags' },
  mergeTags: { input: z.strictObject({ connection: text, tags: texts, ...newName }), effect: 'tags' },
  addTags: { input: tagsInput, effect: 'tags' },
  removeTags: { input: tagsInput, effect: 'tags' },
  replaceTags: { input: tagsInput, effect: 'tags' },
  clearTags: { input: z.strictObject({ connection: text, fileIds: texts }), effect: 'tags' },
  tagFilesById: { input: tagsInput, effect: 'tags' },
  listRuns: { input: nothing, effect: 'reads' },
  undoRun: { input: runInput, effect: 'tags' },
  retryFailed: { input: runInput, effect: 'tags' },
  resumeRun: { input: runInput, effect: 'tags' },
  pauseRun: { input: runInput, effect: 'tags' },
  continueRun: { input: runInput, effect: 'tags' },
  cancelRun: { input: runInput, effect: 'tags' },
  showRunReport: { input: runInput, effect: 'reads' },
  exportRunReport: { input: z.strictObject({ runId: text, format: z.optional(z.enum(reportFormats)) }), effect: 'reads' },
  showRunChanges: { input: runInput, effect: 'reads' },
  showFailed: { input: runInput, effect: 'reads' },
  dismissFailed: { input: runInput, effect: 'local' },
  refreshRuns: { input: nothing, effect: 'local' },
} as const satisfies Readonly<Record<OperationName, OperationShape>>;

export type OperationInput<Name extends OperationName> = z.infer<(typeof operationTable)[Name]['input']>;

/** What carries the operations out: each takes what its schema has checked. */
export type Operations = {
  readonly [Name in OperationName]: (input: OperationInput<Name>) => OperationResult<Name>;
};
