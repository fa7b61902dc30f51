import { Emitter } from '../../core/model/emitter';
import type { FileOutcome } from '../../core/model/ledger';
import type { ConnectionList, Subscription } from '../connections/ports';
import type { SelectedFile, Selection } from './selection';

export interface MarksPorts {
  readonly connections: Pick<ConnectionList, 'onDidChange'>;
  /** What runs leave on files. The returned function ends it. */
  readonly onDidSettle: (
    listener: (settled: { readonly connectionId: string; readonly files: readonly FileOutcome[] }) => void,
  ) => () => void;
}

/** A file of a connection. */
export interface MarkedFile {
  readonly connectionId: string;
  readonly id: string;
}

/**
 * Files that a person has ticked off, wherever in their libraries they are: what commands are about while there are any. They last
 * until they are cleared or VS Code ends; while marking is switched off, they are put aside and nothing is about them.
 */
export class Marks {
  private readonly files = new Map<string, Map<string, SelectedFile>>();
  private readonly changed = new Emitter<readonly MarkedFile[] | undefined>();
  private isOn = false;
  private readonly following: readonly (Subscription | (() => void))[];

  constructor({ connections, onDidSettle }: MarksPorts) {
    this.following = [
      // one that was changed may lead to another library altogether
      connections.onDidChange(ids => {
        for (const id of ids) this.files.delete(id);
        this.changed.tell([]);
      }),
      onDidSettle(({ connectionId, files }) => {
        this.applyOutcomes(connectionId, files);
      }),
    ];
  }

  /** Calls with the files whose marks are others now; with undefined where marking was switched. The returned function ends it. */
  onDidChange(listener: (files: readonly MarkedFile[] | undefined) => void): () => void {
    return this.changed.add(listener);
  }

  get areOn(): boolean {
    return this.isOn;
  }

  switch(state: 'on' | 'off'): void {
    if (this.isOn === (state === 'on')) return;
    this.isOn = state === 'on';
    this.changed.tell(undefined);
  }

  has(connectionId: string, id: string): boolean {
    return this.files.get(connectionId)?.has(id) === true;
  }

  /** How many files are marked. */
  get count(): number {
    return [...this.files.values()].reduce((sum, files) => sum + files.size, 0);
  }

  /** What commands are about, by connection; nothing while marking is off. */
  get selections(): readonly Selection[] {
    if (!this.isOn) return [];
    return Array.from(this.files, ([connectionId, files]): Selection => ({
      connectionId,
      files: [...files.values()],
      scope: { kind: 'marked' },
    })).filter(({ files }) => files.length > 0);
  }

  /** Each file that is not marked yet. Marking is on afterwards. */
  mark(selections: readonly Selection[]): void {
    this.change(selections, () => 'marked');
    this.switch('on');
  }

  unmark(selections: readonly Selection[]): void {
    this.change(selections, () => 'unmarked');
  }

  /** Marks those of the files that are not marked, and unmarks the others. */
  invert(selections: readonly Selection[]): void {
    this.change(selections, isMarked => (isMarked ? 'unmarked' : 'marked'));
    this.switch('on');
  }

  clear(): void {
    this.unmark(Array.from(this.files, ([connectionId, files]) => ({ connectionId, files: [...files.values()] })));
  }

  dispose(): void {
    for (const one of this.following)
      if (typeof one === 'function') one();
      else one.dispose();
  }

  private change(selections: readonly Selection[], wanted: (isMarked: boolean) => 'marked' | 'unmarked'): void {
    const others: MarkedFile[] = [];
    for (const { connectionId, files } of selections) {
      const marked = this.files.get(connectionId) ?? new Map<string, SelectedFile>();
      this.files.set(connectionId, marked);
      for (const file of files) {
        const isMarked = marked.has(file.id);
        const state = wanted(isMarked);
        if (isMarked === (state === 'marked')) continue;
        if (state === 'marked') marked.set(file.id, file);
        else marked.delete(file.id);
        others.push({ connectionId, id: file.id });
      }
    }
    if (others.length > 0) this.changed.tell(others);
  }

  /** A marked file's tags are those that a run has left. */
  private applyOutcomes(connectionId: string, outcomes: readonly FileOutcome[]): void {
    const marked = this.files.get(connectionId);
    if (!marked) return;
    for (const { id, after } of outcomes) {
      const file = marked.get(id);
      if (!file || !after) continue;
      const { listedAt: _, ...known } = file;
      marked.set(id, { ...known, tags: after });
    }
  }
}
