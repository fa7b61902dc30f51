import type { FaultRecord } from '../../core/model/fault';
import type { FileOutcome } from '../../core/model/ledger';

/** Why a file is marked. */
export interface Mark {
  readonly outcome: 'failed' | 'unknown' | 'missing';
  readonly fault?: Pick<FaultRecord, 'code' | 'status' | 'subject' | 'detail'>;
}

/** Marks as they are kept: many files with one reason take little room. */
export interface MarkGroup extends Mark {
  readonly connectionId: string;
  readonly fileIds: readonly string[];
}

/** Pure: the mark that an outcome sets; `none` where the file has been put right; undefined where it says nothing about it. */
export function markOf({ id, outcome, fault }: FileOutcome): Mark | 'none' | undefined {
  if (outcome === 'changed' || outcome === 'unchanged') return 'none';
  if (outcome === 'notSent') return undefined;
  if (!fault) return { outcome };
  const { code, status, subject, detail } = fault;
  const facts = { code, ...(status !== undefined && { status }), ...(detail !== undefined && { detail }) };
  return { outcome, fault: { ...facts, ...(subject !== undefined && subject !== id && { subject }) } };
}

/** The marked files of all connections, the latest last. */
export class Marks {
  private readonly connections = new Map<string, Map<string, Mark>>();

  constructor(groups: readonly MarkGroup[] = []) {
    for (const { connectionId, fileIds, ...mark } of groups) for (const id of fileIds) this.set(connectionId, id, mark);
  }

  of(connectionId: string, fileId: string): Mark | undefined {
    return this.connections.get(connectionId)?.get(fileId);
  }

  filesOf(connectionId: string): ReadonlyMap<string, Mark> {
    return this.connections.get(connectionId) ?? new Map<string, Mark>();
  }

  set(connectionId: string, fileId: string, mark: Mark): void {
    let files = this.connections.get(connectionId);
    if (!files) this.connections.set(connectionId, (files = new Map<string, Mark>()));
    files.delete(fileId);
    files.set(fileId, mark);
  }

  /** Whether there was one. */
  delete(connectionId: string, fileId: string): boolean {
    return this.connections.get(connectionId)?.delete(fileId) ?? false;
  }

  deleteAll(connectionId: string): void {
    this.connections.delete(connectionId);
  }

  /** At most so many files of each connection, the latest. */
  groups(filesAtMost: number): readonly MarkGroup[] {
    return [...this.connections].flatMap(([connectionId, files]) => {
      const groups = new Map<string, Mark & { connectionId: string; fileIds: string[] }>();
      for (const [id, mark] of [...files].slice(-filesAtMost)) {
        const key = JSON.stringify(mark);
        const known = groups.get(key);
        if (known) known.fileIds.push(id);
        else groups.set(key, { connectionId, ...mark, fileIds: [id] });
      }
      return [...groups.values()];
    });
  }
}
