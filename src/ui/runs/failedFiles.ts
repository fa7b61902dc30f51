import {
  type Disposable,
  EventEmitter,
  FileDecoration,
  type FileDecorationProvider,
  l10n,
  type Memento,
  ThemeColor,
  type Uri,
  window,
} from 'vscode';
import type { FileOutcome } from '../../core/model/ledger';
import type { Runs } from '../../core/run/runs';
import { parseFileUri } from '../library/fileUri';
import { type Mark, type MarkGroup, markOf, Marks } from './marks';
import { reasonOf } from '../../app/text/runText';

export interface MarkDependencies {
  readonly runs: Runs;
  readonly state: Memento;
}

/** Marks failed files wherever they are shown, until they succeed or are dismissed; in global state, as runs outlive workspaces. */
export class FailedFiles implements FileDecorationProvider, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  private readonly following: readonly (() => void)[];
  /** What came since the last save: another window may have saved in between. */
  private readonly news = new Map<string, Map<string, Mark | 'none'>>();
  private marks: Marks;
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(private readonly deps: MarkDependencies) {
    const { runs, state } = deps;
    this.marks = new Marks(state.get<readonly MarkGroup[]>(stateKey, []));
    const registration = window.registerFileDecorationProvider(this);
    this.following = [
      () => {
        registration.dispose();
      },
      runs.onDidSettle(({ connectionId, files }) => {
        this.settle(connectionId, files);
      }),
    ];
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    const file = parseFileUri(uri);
    const mark = file && this.marks.of(file.connectionId, file.fileId);
    if (!mark) return undefined;
    const color = new ThemeColor(mark.outcome === 'failed' ? 'list.errorForeground' : 'list.warningForeground');
    return new FileDecoration(mark.outcome === 'unknown' ? '?' : '!', this.reason(file.connectionId, file.fileId), color);
  }

  /** What a person is told of a marked file; undefined for any other. */
  reason(connectionId: string, fileId: string): string | undefined {
    const mark = this.marks.of(connectionId, fileId);
    if (!mark) return undefined;
    const reason = reasonOf({ id: fileId, ...mark } as FileOutcome);
    return l10n.t('The last run on this file failed: {0}', reason);
  }

  /** How many files of a connection are marked. */
  count(connectionId: string): number {
    return this.marks.filesOf(connectionId).size;
  }

  /** Marks and unmarks files by what became of them. */
  settle(connectionId: string, files: readonly FileOutcome[]): void {
    for (const file of files) {
      const mark = markOf(file);
      if (mark) this.note(connectionId, file.id, mark);
    }
  }

  dismiss(connectionId: string, fileIds: readonly string[]): void {
    for (const id of fileIds) this.note(connectionId, id, 'none');
  }

  dismissAll(connectionId: string): void {
    this.dismiss(connectionId, [...this.marks.filesOf(connectionId).keys()]);
  }

  dispose(): void {
    if (this.timer) this.save();
    for (const stop of this.following) stop();
    this.changed.dispose();
  }

  private note(connectionId: string, fileId: string, mark: Mark | 'none'): void {
    if (mark !== 'none') this.marks.set(connectionId, fileId, mark);
    else if (!this.marks.delete(connectionId, fileId)) return;
    let files = this.news.get(connectionId);
    if (!files) this.news.set(connectionId, (files = new Map<string, Mark | 'none'>()));
    files.set(fileId, mark);
    this.timer ??= setTimeout(() => {
      this.save();
    }, savingMs);
  }

  private save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { state } = this.deps;
    this.marks = new Marks(state.get<readonly MarkGroup[]>(stateKey, []));
    for (const [connectionId, files] of this.news) {
      for (const [id, mark] of files) {
        if (mark === 'none') this.marks.delete(connectionId, id);
        else this.marks.set(connectionId, id, mark);
      }
    }
    this.news.clear();
    void state.update(stateKey, this.marks.groups(filesAtMost));
    this.changed.fire(undefined);
  }
}

const stateKey = 'failedFiles';
const savingMs = 500;

/** Of each connection; the journals know of all. */
const filesAtMost = 5000;
