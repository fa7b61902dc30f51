import {
  commands as vscodeCommands,
  type Disposable,
  FileSystemError,
  Range,
  TabInputText,
  type TextDocument,
  TextDocumentSaveReason,
  type Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { commands } from '../../app/commandIds';
import type { ConnectionList, SessionSource } from '../../app/connections/ports';
import type { DraftStore } from '../../app/drafts/draftStore';
import type { SheetEdit } from '../../app/drafts/sheet';
import type { SheetProblem } from '../../app/drafts/sheetProblems';
import type { SheetState, TagSheet } from '../../app/drafts/tagSheet';
import { type SheetEditors, TagSheets } from '../../app/drafts/tagSheets';
import type { LibraryTree } from '../../app/library/libraryTree';
import { noSuchSheetText } from '../../app/text/drafts/sheetText';
import type { Timing } from '../../core/run/retryPolicy';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { SheetDecorations } from './sheetDecorations';
import { SheetDiagnostics, textEditOf } from './sheetDiagnostics';
import { type SheetContents, type SheetFileSystem, sheetIdOf, sheetUri } from './sheetFeature';
import { registerSheetLanguage } from './sheetLanguage';

export interface SheetsDependencies {
  readonly files: SheetFileSystem;
  readonly store: DraftStore;
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly services: ServiceCatalog;
  readonly tree: Pick<LibraryTree, 'tagsSeen' | 'fileNode'>;
  readonly timing: Timing;
  readonly newId: () => string;
}

/** A document of a sheet, with the sheet and what its text means. */
export interface OpenSheet {
  readonly document: TextDocument;
  readonly sheet: TagSheet;
  readonly state: SheetState;
}

/** All that editors show of sheets, and what a save of one does. */
export class Sheets implements SheetContents, Disposable {
  readonly drafts: TagSheets;
  private readonly editors: OpenSheetEditors;
  private readonly diagnostics: SheetDiagnostics;
  private readonly decorations: SheetDecorations;
  private readonly disposables: readonly Pick<Disposable, 'dispose'>[];
  /** Sheets whose next save was asked for by a person, to be applied. */
  private readonly savedByHand = new Set<string>();
  /** Sheets that are saved by us, to be kept and no more. */
  private readonly onlyKept = new Set<string>();

  constructor(private readonly deps: SheetsDependencies) {
    this.editors = new OpenSheetEditors(deps.files, id => {
      this.show(id);
    });
    this.drafts = new TagSheets({
      ...deps,
      tagsSeen: connectionId => deps.tree.tagsSeen(connectionId),
      editors: this.editors,
      clock: deps.timing.clock,
    });
    const open = (document: TextDocument) => this.openSheet(document);
    this.diagnostics = new SheetDiagnostics({ open, serviceLabel: sheet => this.serviceLabel(sheet) });
    this.decorations = new SheetDecorations(open);
    this.disposables = [
      this.diagnostics,
      this.decorations,
      registerSheetLanguage({ ...deps, open, diagnostics: this.diagnostics }),
      workspace.onWillSaveTextDocument(({ document, reason }) => {
        const id = sheetIdOf(document.uri);
        const isByHand = reason === TextDocumentSaveReason.Manual && !this.onlyKept.has(id ?? '');
        if (id !== undefined && isByHand) this.savedByHand.add(id);
      }),
    ];
  }

  async read(id: string): Promise<string | undefined> {
    return (await this.drafts.get(id))?.text;
  }

  /** A text that is saved is kept as the draft. One that a person saved is applied as well, which tells what is in the way. */
  async write(id: string, text: string): Promise<void> {
    const byHand = this.savedByHand.delete(id);
    const sheet = await this.drafts.get(id);
    if (!sheet) throw new FileSystemError(noSuchSheetText());
    await sheet.keep(text);
    // the save comes first: what follows may ask, and takes its time
    if (byHand) setImmediate(() => void vscodeCommands.executeCommand(commands.applySheet, this.uriOf(sheet)));
  }

  uriOf({ record: { id, title } }: TagSheet): Uri {
    return sheetUri(id, title);
  }

  /** A sheet's document in an editor. */
  async reveal(sheet: TagSheet): Promise<void> {
    await window.showTextDocument(this.uriOf(sheet), { preview: false });
  }

  /** The sheet of an address, or of the active editor. */
  async sheetAt(uri: unknown): Promise<TagSheet | undefined> {
    const active = window.activeTextEditor?.document.uri;
    const id = isUri(uri) ? sheetIdOf(uri) : active && sheetIdOf(active);
    return id === undefined ? undefined : this.drafts.get(id);
  }

  /** Whether a tab shows it. */
  isOpen(id: string): boolean {
    return window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof TabInputText && sheetIdOf(input.uri) === id),
    );
  }

  /** Saves the sheet's editor as a draft, and no more. */
  async keepEditor(sheet: TagSheet): Promise<void> {
    const { id } = sheet.record;
    const document = documentOf(id);
    if (!document || (!document.isDirty && document.getText() === sheet.text)) return;
    this.onlyKept.add(id);
    try {
      await document.save();
    } finally {
      this.onlyKept.delete(id);
    }
    // VS Code may be in the middle of a save of its own, of an earlier text
    if (sheet.text !== document.getText()) await sheet.keep(document.getText());
  }

  /** Gives up what waits in a sheet, saved or not. */
  async discard(sheet: TagSheet): Promise<void> {
    await this.keepEditor(sheet);
    await this.drafts.discard(sheet);
  }

  /** Puts the cursor on a problem. */
  async showProblem(sheet: TagSheet, { line, start, end }: SheetProblem): Promise<void> {
    const selection = new Range(line, start, line, end);
    await window.showTextDocument(this.uriOf(sheet), { preview: false, selection });
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private async openSheet(document: TextDocument): Promise<OpenSheet | undefined> {
    const id = sheetIdOf(document.uri);
    const sheet = id === undefined ? undefined : await this.drafts.get(id);
    return sheet && { document, sheet, state: sheet.state(document.getText()) };
  }

  private serviceLabel(sheet: TagSheet): string {
    const connection = this.drafts.connectionOf(sheet);
    return connection ? this.deps.services.of(connection.service).label : '';
  }

  /** How a sheet stands has changed, though perhaps not its text. */
  private show(id: string): void {
    void this.diagnostics.refresh(id);
    this.decorations.refresh(id);
  }
}

function isUri(value: unknown): value is Uri {
  return typeof value === 'object' && value !== null && 'scheme' in value && 'path' in value;
}

/** The documents in which sheets are open. */
class OpenSheetEditors implements SheetEditors {
  /** @param onDidRefresh gets the id of a sheet that stands otherwise than before */
  constructor(
    private readonly files: SheetFileSystem,
    private readonly onDidRefresh: (id: string) => void,
  ) {}

  textOf(id: string): string | undefined {
    return documentOf(id)?.getText();
  }

  async edit(id: string, edits: readonly SheetEdit[]): Promise<void> {
    const document = documentOf(id);
    if (!document?.isDirty) return;
    const edit = new WorkspaceEdit();
    edit.set(document.uri, edits.map(textEditOf));
    await workspace.applyEdit(edit);
  }

  refresh(id: string): void {
    const document = documentOf(id);
    // VS Code reads a document again that has nothing unsaved
    if (document && !document.isDirty) this.files.refresh(document.uri);
    this.onDidRefresh(id);
  }
}

function documentOf(id: string): TextDocument | undefined {
  return workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && sheetIdOf(uri) === id);
}
