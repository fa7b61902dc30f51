import { chunked } from '../plan/chunked';
import type { Edit, Target } from '../model/edit';
import type { RunHead } from './journal';
import { type Counts, type FileOutcome, type Ledger, outcomes } from '../model/ledger';
import type { Write } from '../service/service';

/** A run's journal is text, one JSON entry a line, only ever appended to. */
export type Entry =
  | ({ readonly type: 'begin'; readonly version: typeof journalVersion; readonly at: number } & RunHead)
  /** What the run shall do; `edit` where it is not the head's. */
  | { readonly type: 'targets'; readonly files: readonly TargetEntry[] }
  /** The job is whole on disk. Nothing is sent before, and a journal without it was never begun. It holds the head once more. */
  | ({ readonly type: 'ready'; readonly at: number } & RunHead)
  /** On disk before the write is sent, with the tags that it replaces. */
  | { readonly type: 'send'; readonly at: number; readonly write: Write; readonly before: readonly (readonly string[])[] }
  /** On disk after it. A file may come again: what is said last holds. */
  | { readonly type: 'outcomes'; readonly at: number; readonly files: readonly OutcomeEntry[]; readonly requestId?: string }
  | { readonly type: 'resume'; readonly at: number }
  | {
      readonly type: 'end';
      readonly at: number;
      readonly counts: Counts;
      readonly stopped?: Ledger['stopped'];
      /** Files whose tags are, or may be, no longer what they were before the run. */
      readonly touched?: number;
    };

export type TargetEntry = Omit<Target, 'edit'> & { readonly edit?: Edit };

export type OutcomeEntry = Omit<FileOutcome, 'path'>;

/** What a line turned out to be. */
export type Line =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly hasSum: boolean }
  /** An entry of a kind that a later version has added. */
  | { readonly kind: 'unknown' }
  /** The beginning of a journal that a later version wrote. */
  | { readonly kind: 'laterVersion'; readonly begin: Readonly<Record<string, unknown>> }
  | { readonly kind: 'damaged' };

const journalVersion = 1;

/** An entry as its line, with a sum by which damage is noticed. */
export function lineOf(entry: Entry): string {
  const text = JSON.stringify(entry).slice(0, -1);
  return `${text}${sumStart}${sumOf(text)}"}\n`;
}

/** The lines of a whole job: its beginning, its files, so many a line that a line stays readable, and the mark that it is whole. */
export function* jobLines(head: RunHead, targets: readonly Target[], at: number): Generator<string> {
  yield lineOf({ type: 'begin', version: journalVersion, at, ...head });
  for (const part of chunked(targets, filesPerLine)) {
    yield lineOf({ type: 'targets', files: part.map(target => (target.edit === head.edit ? withoutEdit(target) : target)) });
  }
  yield lineOf({ type: 'ready', at, ...head });
}

/** Pure. A line that an earlier version wrote has no sum. */
export function parseLine(line: string): Line {
  const start = line.length - sumLength;
  const hasSum = line.startsWith(sumStart, start);
  if (hasSum && !line.endsWith(`${sumOf(line.slice(0, start))}"}`)) return damaged;
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return damaged;
  }
  if (!isObject(entry) || typeof entry['type'] !== 'string') return damaged;
  if (entry['type'] === 'begin' && typeof entry['version'] === 'number' && entry['version'] > journalVersion)
    return { kind: 'laterVersion', begin: entry };
  const isWhole = (shapes as Readonly<Record<string, ((entry: Fields) => boolean) | undefined>>)[entry['type']];
  if (!isWhole) return { kind: 'unknown' };
  if (!isWhole(entry)) return damaged;
  const { sum: _, ...fields } = entry;
  return { kind: 'entry', entry: fields as unknown as Entry, hasSum };
}

const filesPerLine = 500;

const damaged = { kind: 'damaged' } as const;

type Fields = Readonly<Record<string, unknown>>;

/** Whether an entry has what is read of it. */
const shapes: Readonly<Record<Entry['type'], (entry: Fields) => boolean>> = {
  begin: isHead,
  ready: isHead,
  targets: ({ files }) => isListOf(files, hasId),
  send: ({ write, before }) => isObject(write) && Array.isArray(write['fileIds']) && Array.isArray(before),
  outcomes: ({ files }) =>
    isListOf(files, file => hasId(file) && (outcomes as readonly unknown[]).includes((file as Fields)['outcome'])),
  resume: () => true,
  end: ({ counts, at }) => isObject(counts) && typeof at === 'number',
};

function isHead({ runId, connection, edit, origin, at }: Fields): boolean {
  return typeof runId === 'string' && isObject(connection) && isObject(edit) && isObject(origin) && typeof at === 'number';
}

function hasId(value: unknown): boolean {
  return isObject(value) && typeof value['id'] === 'string';
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

const sumStart = ',"sum":"';
const sumLength = `${sumStart}00000000"}`.length;

/** FNV-1a, 32 bits: it is to notice damage, and no attack. */
function sumOf(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

function withoutEdit({ edit: _, ...target }: Target): TargetEntry {
  return target;
}
