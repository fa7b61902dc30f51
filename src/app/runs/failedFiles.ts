import type { Clock } from '../../core/model/clock';
import { Emitter } from '../../core/model/emitter';
import type { FaultRecord } from '../../core/model/fault';
import type { FileOutcome } from '../../core/model/ledger';
import type { Runs } from '../../core/run/runs';

/** Why a file is marked as failed. */
export interface FileFailure {
  readonly outcome: 'failed' | 'unknown' | 'missing';
  readonly fault?: Pick<FaultRecord, 'code' | 'status' | 'subject' | 'detail'>;
}

/** Failed files as they are kept: many files with one reason take little room. */
export interface FailedFileGroup extends FileFailure {
  readonly connectionId: string;
  readonly fileIds: readonly string[];
}

/** Files that are marked as failed now, or are so no more. */
export interface ChangedFiles {
  readonly connectionId: string;
  readonly fileIds: readonly string[];
}

/** Where failed files are kept; other windows write there, too. */
export interface FailedFileStore {
  read(): readonly FailedFileGroup[];
  write(groups: readonly FailedFileGroup[]): void;
}

export interface FailedFilesDependencies {
  readonly runs: Pick<Runs, 'onDidSettle'>;
  readonly store: FailedFileStore;
  readonly clock: Clock;
}

/** The files of all connections whose last run failed, until they succeed or are dismissed. */
export class FailedFiles {
  private readonly changed = new Emitter<readonly ChangedFiles[]>();
  private readonly unfollow: () => void;
  /** What came since the last save: another window may have saved in between. */
  private readonly news = new Map<string, Map<string, FileFailure | 'none'>>();
  private failures: FailureMap;
  private saving: AbortController | undefined;

  constructor(private readonly deps: FailedFilesDependencies) {
    const { runs, store } = deps;
    this.failures = new FailureMap(store.read());
    this.unfollow = runs.onDidSettle(({ connectionId, files }) => {
      this.applyOutcomes(connectionId, files);
    });
  }

  /** Calls with the files that came or went in this window. */
  onDidChange(listener: (changed: readonly ChangedFiles[]) => void): () => void {
    return this.changed.add(listener);
  }

  of(connectionId: string, fileId: string): FileFailure | undefined {
    return this.failures.of(connectionId, fileId);
  }

  /** What a person is told of a failed file; undefined for any other. */
  async note(connectionId: string, fileId: string): Promise<string | undefined> {
    const failure = this.failures.of(connectionId, fileId);
    if (!failure) return undefined;
    const { failureNote } = await import('../text/runs/runText');
    return failureNote({ id: fileId, ...failure } as FileOutcome);
  }

  /** How many files of a connection there are. */
  count(connectionId: string): number {
    return this.failures.filesOf(connectionId).size;
  }

  /** Takes files in and out by what became of them. */
  applyOutcomes(connectionId: string, files: readonly FileOutcome[]): void {
    for (const file of files) {
      const failure = failureOf(file);
      if (failure) this.update(connectionId, file.id, failure);
    }
  }

  dismiss(connectionId: string, fileIds: readonly string[]): void {
    for (const id of fileIds) this.update(connectionId, id, 'none');
  }

  dismissAll(connectionId: string): void {
    this.dismiss(connectionId, [...this.failures.filesOf(connectionId).keys()]);
  }

  dispose(): void {
    if (this.saving) this.save();
    this.unfollow();
  }

  private update(connectionId: string, fileId: string, failure: FileFailure | 'none'): void {
    if (failure !== 'none') this.failures.set(connectionId, fileId, failure);
    else if (!this.failures.delete(connectionId, fileId)) return;
    let files = this.news.get(connectionId);
    if (!files) this.news.set(connectionId, (files = new Map<string, FileFailure | 'none'>()));
    files.set(fileId, failure);
    void this.saveSoon();
  }

  private async saveSoon(): Promise<void> {
    if (this.saving) return;
    const saving = (this.saving = new AbortController());
    await this.deps.clock.sleep(savingMs, saving.signal);
    if (!saving.signal.aborted) this.save();
  }

  private save(): void {
    this.saving?.abort();
    this.saving = undefined;
    const { store } = this.deps;
    this.failures = new FailureMap(store.read());
    for (const [connectionId, files] of this.news) {
      for (const [id, failure] of files) {
        if (failure === 'none') this.failures.delete(connectionId, id);
        else this.failures.set(connectionId, id, failure);
      }
    }
    const changed = Array.from(this.news, ([connectionId, files]) => ({ connectionId, fileIds: [...files.keys()] }));
    this.news.clear();
    store.write(this.failures.groups(filesAtMost));
    this.changed.tell(changed);
  }
}

/** Pure: the failure that an outcome is; `none` where the file has been put right; undefined where it says nothing about it. */
export function failureOf({ id, outcome, fault }: FileOutcome): FileFailure | 'none' | undefined {
  if (outcome === 'changed' || outcome === 'unchanged') return 'none';
  if (outcome === 'notSent') return undefined;
  if (!fault) return { outcome };
  const { code, status, subject, detail } = fault;
  const facts = { code, ...(status !== undefined && { status }), ...(detail !== undefined && { detail }) };
  return { outcome, fault: { ...facts, ...(subject !== undefined && subject !== id && { subject }) } };
}

/** The failed files of all connections, the latest last. */
export class FailureMap {
  private readonly connections = new Map<string, Map<string, FileFailure>>();

  constructor(groups: readonly FailedFileGroup[] = []) {
    for (const { connectionId, fileIds, ...failure } of groups) for (const id of fileIds) this.set(connectionId, id, failure);
  }

  of(connectionId: string, fileId: string): FileFailure | undefined {
    return this.connections.get(connectionId)?.get(fileId);
  }

  filesOf(connectionId: string): ReadonlyMap<string, FileFailure> {
    return this.connections.get(connectionId) ?? new Map<string, FileFailure>();
  }

  set(connectionId: string, fileId: string, failure: FileFailure): void {
    let files = this.connections.get(connectionId);
    if (!files) this.connections.set(connectionId, (files = new Map<string, FileFailure>()));
    files.delete(fileId);
    files.set(fileId, failure);
  }

  /** Whether there was one. */
  delete(connectionId: string, fileId: string): boolean {
    return this.connections.get(connectionId)?.delete(fileId) ?? false;
  }

  /** At most so many files of each connection, the latest. */
  groups(most: number): readonly FailedFileGroup[] {
    return [...this.connections].flatMap(([connectionId, files]) => {
      const groups = new Map<string, FileFailure & { connectionId: string; fileIds: string[] }>();
      for (const [id, failure] of [...files].slice(-most)) {
        const key = JSON.stringify(failure);
        const known = groups.get(key);
        if (known) known.fileIds.push(id);
        else groups.set(key, { connectionId, ...failure, fileIds: [id] });
      }
      return [...groups.values()];
    });
  }
}

const savingMs = 500;

/** Of each connection; the journals know of all. */
const filesAtMost = 5000;
