import { type Disposable, workspace } from 'vscode';
import type { FileOutcome } from '../../core/model/ledger';
import { SheetFileSystem, sheetIdOf } from './sheetFileSystem';
import type { Sheets, SheetsDependencies } from './sheets';

/** Sheets of tags in editors. A start pays for their file system's name; all else is loaded by the first sheet. */
export class SheetFeature implements Disposable {
  private readonly files: SheetFileSystem;
  private readonly following: Disposable;
  private loaded: Promise<Sheets> | undefined;

  constructor(private readonly deps: Omit<SheetsDependencies, 'files'>) {
    this.files = new SheetFileSystem(() => this.sheets());
    // a sheet that VS Code opens again by itself
    const isOpen = workspace.textDocuments.some(({ uri }) => sheetIdOf(uri) !== undefined);
    if (isOpen) void this.sheets();
    this.following = workspace.onDidOpenTextDocument(({ uri }) => {
      if (sheetIdOf(uri) !== undefined) void this.sheets();
    });
  }

  /** All about sheets, loaded at the first use. */
  sheets(): Promise<Sheets> {
    return (this.loaded ??= import('./sheets').then(({ Sheets }) => new Sheets({ ...this.deps, files: this.files })));
  }

  /** Shows in sheets that are loaded what a run has left on files. */
  applyOutcomes(connectionId: string, outcomes: readonly FileOutcome[]): void {
    void this.loaded?.then(sheets => sheets.drafts.applyOutcomes(connectionId, outcomes));
  }

  dispose(): void {
    this.following.dispose();
    this.files.dispose();
    void this.loaded?.then(sheets => {
      sheets.dispose();
    });
  }
}
