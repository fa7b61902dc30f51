import type { Edit, Target } from '../model/edit';
import type { RunHead } from './journal';
import { type Counts, type FileOutcome, type Ledger, outcomes } from '../model/ledger';
import type { Write } from '../service/service';

/** A run's journal is text, one JSON entry a line, only ever appended to. */
export type Entry =
  | ({ readonly type: 'begin'; readonly version: typeof journalVersion; readonly at: number } & RunHead)
  /** What the run shall do; `edit` where it is not the head's. */
  | { readonly type: 'targets'; readonly files: readonly TargetsEntry[] }
  /** The job is whole on disk. Nothing is sent before, and a journal without it was never begun. It holds the head once more. */
  | ({ readonly type: 'ready'; readonly at: number } & RunHead)
  /** On disk before the write is sent, with the tags that it replaces. */
  | { readonly type: 'send'; readonly at: number; readonly write: Write; readonly before: readonly (readonly string[])[] }
  /** On disk after it. A file may come again: what is said last holds. */
  | { readonly type: 'outcomes'; readonly at: number; readonly files: readonly OutcomesEntry[]; readonly requestId?: string }
  | { readonly type: 'resume'; readonly at: number }
  | {
      readonly type: 'end';
      readonly at: number;
      readonly counts: Counts;
      readonly stopped?: Ledger['stopped'];
      /** Files whose tags are, or may be, no longer what they were before the run. */
      readonly touched?: number;
    };

/** Files of which the same is said, with their paths, where these are known. */
export interface Alike {
  readonly ids: readonly string[];
  readonly paths?: readonly string[];
}

/** What is wanted of a file. */
export type Wanted = Omit<Target, 'id' | 'path'>;

/** What became of a file. */
export type Settled = Omit<FileOutcome, 'id' | 'path'>;

type TargetsEntry = Alike & Omit<Wanted, 'edit'> & { readonly edit?: Edit };

type OutcomesEntry = Alike & Settled;

/** What a line turned out to be. */
export type Line =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly hasSum: boolean }
  /** An entry of a kind that a later version has added. */
  | { readonly kind: 'unknown' }
  /** The beginning of a journal that a later version wrote. */
  | { readonly kind: 'laterVersion'; readonly begin: Readonly<Record<string, unknown>> }
  | { readonly kind: 'damaged' };

export const journalVersion = 2;

/** Pure. A line that an earlier version wrote has no sum. */
export function parseLine(line: string): Line {
  const sum = checkSum(line);
  if (sum === 'wrong') return damaged;
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return damaged;
  }
  if (!isObject(entry) || typeof entry['type'] !== 'string') return damaged;
  if (entry['type'] === 'begin' && typeof entry['version'] === 'number' && entry['version'] > journalVersion)
    return { kind: 'laterVersion', begin: entry };
  asOfNow(entry);
  const isWhole = (shapes as Readonly<Record<string, ((entry: Fields) => boolean) | undefined>>)[entry['type']];
  if (!isWhole) return { kind: 'unknown' };
  if (!isWhole(entry)) return damaged;
  const { sum: _, ...fields } = entry;
  return { kind: 'entry', entry: fields as unknown as Entry, hasSum: sum === 'right' };
}

/** Whether a line is one of a write that was sent, to be parsed where it is needed. */
export function isWholeSend(line: string): boolean {
  return line.startsWith(sendStart) && checkSum(line) === 'right';
}

function checkSum(line: string): 'right' | 'wrong' | 'absent' {
  const start = line.length - sumLength;
  if (!line.startsWith(sumStart, start)) return 'absent';
  return line.endsWith(`${sumOf(line, start)}"}`) ? 'right' : 'wrong';
}

const damaged = { kind: 'damaged' } as const;

type Fields = Readonly<Record<string, unknown>>;

/** Whether an entry has what is read of it. */
const shapes: Readonly<Record<Entry['type'], (entry: Fields) => boolean>> = {
  begin: isHead,
  ready: isHead,
  targets: ({ files }) => isListOf(files, hasIds),
  send: ({ write, before }) => isObject(write) && Array.isArray(write['fileIds']) && Array.isArray(before),
  outcomes: ({ files }) =>
    isListOf(files, file => hasIds(file) && (outcomes as readonly unknown[]).includes((file as Fields)['outcome'])),
  resume: () => true,
  end: ({ counts, at }) => isObject(counts) && typeof at === 'number',
};

function isHead({ runId, connection, edit, origin, at }: Fields): boolean {
  return typeof runId === 'string' && isObject(connection) && isObject(edit) && isObject(origin) && typeof at === 'number';
}

function hasIds(value: unknown): boolean {
  return isObject(value) && isListOf(value['ids'], id => typeof id === 'string');
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The first version said of each file by itself what is said of all that are alike. */
function asOfNow(entry: Record<string, unknown>): void {
  const { files } = entry;
  if (!Array.isArray(files)) return;
  entry['files'] = files.map((file: unknown) => {
    if (!isObject(file) || typeof file['id'] !== 'string') return file;
    const { id, path, ...said } = file;
    return { ids: [id], ...(typeof path === 'string' && { paths: [path] }), ...said };
  });
}

const sendStart = '{"type":"send",';
export const sumStart = ',"sum":"';
const sumLength = `${sumStart}00000000"}`.length;

/** FNV-1a, 32 bits: it is to notice damage, and no attack. */
export function sumOf(text: string, end = text.length): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < end; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}
