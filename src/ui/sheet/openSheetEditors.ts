import { type TextDocument, workspace, WorkspaceEdit } from 'vscode';
import type { SheetEdit } from '../../app/drafts/sheet';
import type { SheetEditors } from '../../app/drafts/tagSheets';
import { type SheetFileSystem, sheetIdOf } from './sheetFileSystem';
import { textEditOf } from './sheetRanges';

/** The documents in which sheets are open. */
export class OpenSheetEditors implements SheetEditors {
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

export function documentOf(id: string): TextDocument | undefined {
  return workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && sheetIdOf(uri) === id);
}
