import { chunked } from '../model/chunked';
import type { ServiceId } from '../model/connection';
import { applyEdit, type Edit, type Target } from '../model/edit';
import { keptFault } from '../model/fault';
import type { Counts, FileOutcome, Ledger } from '../model/ledger';
import type { Write } from '../model/service';

/** A run's journal is text, one JSON entry a line, only ever appended to. */
export type Entry =
  | ({ readonly type: 'begin'; readonly version: 1; readonly at: number } & RunHead)
  /** What the run shall do; `edit` where it is not the head's. */
  | { readonly type: 'targets'; readonly files: readonly TargetEntry[] }
  /** On disk before the write is sent, with the tags that it replaces. */
  | { readonly type: 'send'; readonly at: number; readonly write: Write; readonly before: readonly (readonly string[])[] }
  /** On disk after it. */
  | { readonly type: 'outcomes'; readonly at: number; readonly files: readonly OutcomeEntry[]; readonly requestId?: string }
  | { readonly type: 'resume'; readonly at: number }
  | { readonly type: 'end'; readonly at: number; readonly counts: Counts; readonly stopped?: Ledger['stopped'] };

/** What a run is, for lists and for whoever takes it up again. */
export interface RunHead {
  readonly runId: string;
  readonly connection: { readonly id: string; readonly name: string; readonly service: ServiceId };
  /** The edit of most targets. */
  readonly edit: Edit;
  readonly origin: Origin;
  /** How many files went in. */
  readonly targets: number;
}

/** Where a run comes from: the user, or an earlier run that it takes back or tries again. */
export type Origin = { readonly kind: 'edit' } | { readonly kind: 'undo' | 'retry'; readonly of: string };

export interface RunSummary extends RunHead {
  /** ms since 1970. */
  readonly startedAt: number;
  /** Absent while it has no end: it is under way, or was cut off. */
  readonly ended?: { readonly at: number; readonly counts: Counts; readonly stopped?: Ledger['stopped'] };
}

/** All that the journal tells of a run. */
export interface RunRecord extends RunSummary {
  readonly files: readonly FileRecord[];
}

export interface FileRecord extends FileOutcome, Target {
  /** A write was sent and nothing was heard of it before the run was cut off. */
  readonly open?: true;
}

type TargetEntry = Omit<Target, 'edit'> & { readonly edit?: Edit };

type OutcomeEntry = Omit<FileOutcome, 'path'>;

/** Where journals are kept. */
export interface JournalStore {
  /** @throws Fault `journal` where it can't be written */
  create(runId: string): Promise<JournalFile>;
  /** Takes up a journal that nobody else writes; a torn last line is cut off. @throws Fault `journal` */
  reopen(runId: string): Promise<JournalFile>;
  /** In any order. */
  list(): Promise<readonly JournalEnds[]>;
  /** The whole text. @throws Fault `journal` */
  read(runId: string): Promise<string>;
  remove(runId: string): Promise<void>;
}

/** The first and the last whole line of a journal: enough for a list of runs. */
export interface JournalEnds {
  readonly runId: string;
  readonly first: string;
  readonly last: string;
  /** Another window writes it right now. */
  readonly live: boolean;
}

export interface JournalFile {
  /** Resolves once the text is on disk; texts arrive in the order of the calls. @throws Fault `journal` */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

export function lineOf(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The targets' entries, so many files a line that a line stays readable. */
export function targetLines(targets: readonly Target[], edit: Edit): string {
  const files = targets.map(target => (target.edit === edit ? withoutEdit(target) : target));
  return Array.from(chunked(files, filesPerLine), part => lineOf({ type: 'targets', files: part })).join('');
}

/** A run's summary from its journal's ends; undefined where it never began or is of a later version. */
export function summaryOf({ first, last }: Pick<JournalEnds, 'first' | 'last'>): RunSummary | undefined {
  const begin = parseLine(first);
  if (begin?.type !== 'begin') return undefined;
  return summary(begin, parseLine(last));
}

/** Pure: the journal's text → what it tells. Lines that are torn or of an unknown type are passed over. */
export function runRecordOf(text: string): RunRecord | undefined {
  const targets = new Map<string, Target>();
  const outcomes = new Map<string, OutcomeEntry>();
  /** Tags before the run's first write on the file. */
  const sent = new Map<string, readonly string[]>();
  let begin: (Entry & { type: 'begin' }) | undefined;
  let last: Entry | undefined;
  for (const line of text.split('\n')) {
    const entry = line === '' ? undefined : parseLine(line);
    if (!entry) continue;
    last = entry;
    switch (entry.type) {
      case 'begin':
        begin = entry;
        break;
      case 'targets':
        for (const file of entry.files) if (begin) targets.set(file.id, { ...file, edit: file.edit ?? begin.edit });
        break;
      case 'send':
        entry.write.fileIds.forEach((id, index) => {
          if (!sent.has(id)) sent.set(id, entry.before[index] ?? []);
        });
        break;
      case 'outcomes':
        for (const file of entry.files) outcomes.set(file.id, file.fault ? { ...file, fault: keptFault(file.fault) } : file);
        break;
      case 'resume':
      case 'end':
        break;
    }
  }
  if (!begin) return undefined;
  const files = Array.from(targets.values(), target => fileRecord(target, outcomes.get(target.id), sent.get(target.id)));
  return { ...summary(begin, last), files };
}

const filesPerLine = 500;

function fileRecord(target: Target, outcome: OutcomeEntry | undefined, before: readonly string[] | undefined): FileRecord {
  if (outcome) return { ...target, ...outcome };
  if (!before) return { ...target, outcome: 'notSent' };
  return { ...target, outcome: 'unknown', open: true, before, after: applyEdit(target.edit, before) };
}

function summary(
  { runId, connection, edit, origin, targets, at }: Entry & { type: 'begin' },
  last: Entry | undefined,
): RunSummary {
  const head = { runId, connection, edit, origin, targets, startedAt: at };
  if (last?.type !== 'end') return head;
  const kept = last.stopped;
  const stopped = kept === undefined ? {} : { stopped: kept === 'cancelled' ? kept : keptFault(kept) };
  return { ...head, ended: { at: last.at, counts: last.counts, ...stopped } };
}

/** A journal may hold what a later version wrote; only what this one knows counts. */
function parseLine(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as { type?: unknown; version?: unknown } | null;
    if (typeof entry?.type !== 'string' || (entry.type === 'begin' && entry.version !== 1)) return undefined;
    return entry as Entry;
  } catch {
    return undefined;
  }
}

function withoutEdit({ edit: _, ...target }: Target): TargetEntry {
  return target;
}
