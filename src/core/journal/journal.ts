import type { ServiceId } from '../service/connection';
import { type Edit, noEdit, type Target } from '../model/edit';
import { keptFault } from '../model/fault';
import { type Entry, parseLine } from './journalLines';
import type { Counts, FileOutcome, Ledger } from '../model/ledger';

/** What a run is, for lists and for what takes it up again. */
export interface RunHead {
  readonly runId: string;
  readonly connection: { readonly id: string; readonly name: string; readonly service: ServiceId };
  /** The account that the connection led to (`Session.account`); runs of earlier versions don't tell. */
  readonly account?: string;
  /** The edit of all targets; `noEdit` where each may have its own. */
  readonly edit: Edit;
  readonly origin: Origin;
  /** How many files went in. */
  readonly targets: number;
}

/** Where a run comes from: the user, or an earlier run that it takes back or tries again. */
export type Origin =
  | { readonly kind: 'edit' }
  | { readonly kind: 'retry'; readonly of: string }
  /** `retries`: those of the run that are taken back with it. `isRedo`: it does something once more. Earlier versions tell neither. */
  | { readonly kind: 'undo'; readonly of: string; readonly retries?: readonly string[]; readonly isRedo?: true };

export interface RunSummary extends RunHead {
  /** ms since 1970. */
  readonly startedAt: number;
  /** Absent while it has no end: it is under way, or was cut off. */
  readonly ended?: {
    readonly at: number;
    readonly counts: Counts;
    readonly stopped?: Ledger['stopped'];
    /** Files whose tags are, or may be, no longer what they were before; earlier versions don't tell. */
    readonly touched?: number;
  };
  /** It has no end, and no window carries it out: told in a list of runs alone. */
  readonly isCutOff?: boolean;
  /** The run that has taken this one back. */
  readonly undoneBy?: string;
  /** Written by a later version: there is no more to be had of it than this. */
  readonly isLaterVersion?: true;
}

/** All that the journal tells of a run. */
export interface RunRecord extends RunSummary {
  readonly files: readonly FileRecord[];
  /** Entries that can't be read, where there are any. What they said of a file is not known: such a file is `unknown`. */
  readonly damaged?: number;
}

export interface FileRecord extends FileOutcome, Target {
  /** A write was sent and nothing was heard of it before the run was cut off. */
  readonly open?: true;
  /** When the journal last spoke of it, in ms since 1970. */
  readonly at?: number;
}

/** Where journals are kept. */
export interface JournalStore {
  /** @throws Fault `journal` where it can't be written; then nothing is left of it */
  create(runId: string): Promise<JournalFile>;
  /** Takes up a journal that no other window writes; a torn last line is cut off. @throws Fault `journal` */
  reopen(runId: string): Promise<JournalFile>;
  /** In any order. */
  list(): Promise<readonly JournalEnds[]>;
  /** The lines from first to last, without a torn last one. @throws Fault `journal` */
  read(runId: string): AsyncIterable<string>;
  remove(runId: string): Promise<void>;
}

/** The first and the last whole line of a journal: mostly enough for a list of runs. */
export interface JournalEnds {
  readonly runId: string;
  readonly first: string;
  /** Empty where it is too long to be an `end`. */
  readonly last: string;
  /** Another window writes it right now. */
  readonly live: boolean;
}

export interface JournalFile {
  /** Resolves once the text is on disk; texts arrive in the order of the calls. @throws Fault `journal` */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A run's summary from its journal's ends; undefined where they don't tell whether the run ever began, or what it is. */
export function summaryOf({ runId, first, last }: Pick<JournalEnds, 'runId' | 'first' | 'last'>): RunSummary | undefined {
  const begin = parseLine(first);
  if (begin.kind === 'laterVersion') return laterSummary(runId, begin.begin);
  if (begin.kind !== 'entry' || begin.entry.type !== 'begin') return undefined;
  const line = parseLine(last);
  const end = line.kind === 'entry' ? line.entry : undefined;
  const hasBegun = !begin.hasSum || (end !== undefined && end.type !== 'begin' && end.type !== 'targets');
  return hasBegun ? summary(begin.entry, end) : undefined;
}

/** How a journal begins. */
export type Beginning =
  | { readonly kind: 'begun'; readonly summary: RunSummary }
  /** The job never came to disk as a whole, so that nothing was sent. */
  | { readonly kind: 'stump' }
  | { readonly kind: 'damaged' };

/** Reads as far as a journal tells whether its run began. */
export async function beginningOf(lines: AsyncIterable<string>): Promise<Beginning> {
  let begin: (Entry & { type: 'begin' }) | undefined;
  for await (const text of lines) {
    const line = parseLine(text);
    if (line.kind !== 'entry') continue;
    const { entry } = line;
    if (entry.type === 'ready') return { kind: 'begun', summary: summary(entry, undefined) };
    if (entry.type === 'begin') begin = entry;
    else if (entry.type !== 'targets') return begin ? { kind: 'begun', summary: summary(begin, undefined) } : { kind: 'damaged' };
  }
  return { kind: 'stump' };
}

export function summary(
  { runId, connection, account, edit, origin, targets, at }: Entry & { type: 'begin' | 'ready' },
  last: Entry | undefined,
): RunSummary {
  const known = account === undefined ? {} : { account };
  const head = { runId, connection, ...known, edit, origin, targets, startedAt: at };
  if (last?.type !== 'end') return head;
  const { stopped: kept, touched } = last;
  return {
    ...head,
    ended: {
      at: last.at,
      counts: last.counts,
      ...(kept !== undefined && { stopped: kept === 'cancelled' ? kept : keptFault(kept) }),
      ...(touched !== undefined && { touched }),
    },
  };
}

/** What can be told of a run that a later version made: what it says as this version would. */
function laterSummary(runId: string, begin: Readonly<Record<string, unknown>>): RunSummary {
  const { connection, at, targets } = begin as { connection?: Partial<Record<string, unknown>>; at?: unknown; targets?: unknown };
  return {
    runId,
    connection: {
      id: textOf(connection?.['id']),
      name: textOf(connection?.['name']),
      service: textOf(connection?.['service']),
    },
    edit: noEdit,
    origin: { kind: 'edit' },
    targets: typeof targets === 'number' ? targets : 0,
    startedAt: typeof at === 'number' ? at : 0,
    isLaterVersion: true,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
