import {
  type DecorationOptions,
  type Disposable,
  OverviewRulerLane,
  Range,
  type TextDocument,
  type TextEditor,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { sameTags, without } from '../../core/model/tags';
import { printTags } from '../../app/drafts/sheetPrinter';
import type { FileLine } from '../../app/drafts/sheetLine';
import { sheetIdOf } from './sheetFeature';
import { rangeOf } from './sheetDiagnostics';
import type { OpenSheet } from './sheets';

/** Marks in open sheets the tags that were added since the library was looked at, and shows those that were removed behind the others. */
export class SheetDecorations implements Disposable {
  private readonly added = window.createTextEditorDecorationType({
    color: new ThemeColor('gitDecoration.addedResourceForeground'),
    fontWeight: 'bold',
  });
  private readonly removed = window.createTextEditorDecorationType({
    after: {
      color: new ThemeColor('gitDecoration.deletedResourceForeground'),
      textDecoration: 'line-through',
      margin: '0 0 0 2ch',
    },
  });
  private readonly changed = window.createTextEditorDecorationType({
    overviewRulerColor: new ThemeColor('editorOverviewRuler.modifiedForeground'),
    overviewRulerLane: OverviewRulerLane.Left,
  });
  private readonly disposables: readonly Pick<Disposable, 'dispose'>[];
  private readonly waiting = new Set<TextEditor>();

  constructor(private readonly open: (document: TextDocument) => Promise<OpenSheet | undefined>) {
    const drawAll = (document: TextDocument) => {
      for (const editor of window.visibleTextEditors) if (editor.document === document) this.drawSoon(editor);
    };
    this.disposables = [
      this.added,
      this.removed,
      this.changed,
      window.onDidChangeVisibleTextEditors(editors => {
        for (const editor of editors) this.drawSoon(editor);
      }),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        this.drawSoon(textEditor);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        drawAll(document);
      }),
    ];
    for (const editor of window.visibleTextEditors) this.drawSoon(editor);
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  /** Draws an editor again whose text need not have changed. */
  refresh(id: string): void {
    for (const editor of window.visibleTextEditors) if (sheetIdOf(editor.document.uri) === id) this.drawSoon(editor);
  }

  private drawSoon(editor: TextEditor): void {
    if (sheetIdOf(editor.document.uri) === undefined || this.waiting.has(editor)) return;
    this.waiting.add(editor);
    setTimeout(() => {
      this.waiting.delete(editor);
      void this.draw(editor);
    }, pauseMs);
  }

  private async draw(editor: TextEditor): Promise<void> {
    const open = await this.open(editor.document);
    if (!open) return;
    const { sheet, state } = open;
    const opened = new Map(sheet.record.files.map(({ id, tags }) => [id, tags]));
    const added: Range[] = [];
    const removed: DecorationOptions[] = [];
    // marks are drawn near what is seen: a sheet may have ten thousand of them
    for (const { start, end } of editor.visibleRanges) {
      const last = Math.min(state.sheet.lines.length - 1, end.line + margin);
      for (let number = Math.max(0, start.line - margin); number <= last; number++) {
        const line = state.sheet.lines[number];
        const before = line?.kind === 'file' && line.id ? opened.get(line.id.value) : undefined;
        if (line?.kind !== 'file' || !before) continue;
        const wanted = line.wanted;
        if (sameTags(wanted, before)) continue;
        for (const token of line.tags) if (!before.includes(token.value)) added.push(rangeOf(number, token));
        const lost = without(before, wanted);
        if (lost.length > 0) removed.push(lostTags(number, line, lost));
      }
    }
    const lines = changedLines(open).map(number => new Range(number, 0, number, 0));
    editor.setDecorations(this.added, added);
    editor.setDecorations(this.removed, removed);
    editor.setDecorations(this.changed, lines);
  }
}

function lostTags(number: number, { tags, tagsSpan }: FileLine, lost: readonly string[]): DecorationOptions {
  const at = tags.at(-1)?.end ?? tagsSpan.start;
  return { range: new Range(number, at, number, at), renderOptions: { after: { contentText: printTags(lost) } } };
}

function changedLines({ state }: OpenSheet): readonly number[] {
  const changed = new Set(state.changed.map(({ id }) => id));
  return state.sheet.lines.flatMap((line, number) =>
    line.kind === 'file' && line.id && changed.has(line.id.value) ? [number] : [],
  );
}

const pauseMs = 40;
const margin = 100;
