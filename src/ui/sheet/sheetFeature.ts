import { type Disposable, FileChangeType, type FileStat, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { FileOutcome } from '../../core/model/ledger';
import { DocumentFileSystem } from '../documentFileSystem';
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

export const sheetScheme = 'tagwright-sheet';
export const sheetLanguage = 'tagsheet';

/** What the documents of sheets hold. */
export interface SheetContents {
  /** Undefined where there is no such sheet. */
  read(id: string): Promise<string | undefined>;
  /** @throws Error whose message tells why the text was not taken */
  write(id: string, text: string): Promise<void>;
}

/** A sheet's document; its name is what the tab shows, and no path of it shows the id. */
export function sheetUri(id: string, name: string): Uri {
  return Uri.from({
    scheme: sheetScheme,
    authority: id,
    path: `/${name.replace(/[/\\:*?"<>|\p{Cc}]+/gu, ' ').trim() || 'tags'}.tagsheet`,
  });
}

export function sheetIdOf({ scheme, authority }: Uri): string | undefined {
  return scheme === sheetScheme ? authority : undefined;
}

/** A file system of sheets, so that unsaved text, undo, comparing and Save All are VS Code's own. What is behind it is loaded by its first use. */
export class SheetFileSystem extends DocumentFileSystem {
  /** What VS Code was last told. A document with unsaved text must not learn of a later time, or its save would be refused. */
  private readonly told = new Map<string, ToldContent>();

  constructor(private readonly load: () => Promise<SheetContents>) {
    super(sheetScheme, { isReadonly: false });
  }

  /** Lets VS Code read a document again. */
  refresh(uri: Uri): void {
    this.told.delete(String(uri));
    this.changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { text, mtime } = await this.content(uri);
    return { type: FileType.File, ctime: 0, mtime, size: Buffer.byteLength(text) };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    // what a revert shows may be newer than what VS Code was told
    return Buffer.from((await this.read(uri)).text);
  }

  override async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const id = sheetIdOf(uri);
    if (id === undefined) throw FileSystemError.FileNotFound(uri);
    const text = Buffer.from(content).toString('utf8');
    await (await this.load()).write(id, text);
    this.told.set(String(uri), { text, mtime: Date.now() });
  }

  private async content(uri: Uri): Promise<ToldContent> {
    return this.told.get(String(uri)) ?? (await this.read(uri));
  }

  private async read(uri: Uri): Promise<ToldContent> {
    const id = sheetIdOf(uri);
    const text = id === undefined ? undefined : await (await this.load()).read(id);
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    const content = { text, mtime: this.told.get(String(uri))?.mtime ?? Date.now() };
    this.told.set(String(uri), content);
    return content;
  }
}

interface ToldContent {
  readonly text: string;
  readonly mtime: number;
}
