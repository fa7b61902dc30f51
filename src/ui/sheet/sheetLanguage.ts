import {
  type CodeAction,
  CodeActionKind,
  CodeLens,
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  Disposable,
  DocumentHighlight,
  DocumentSymbol,
  EventEmitter,
  FoldingRange,
  FoldingRangeKind,
  type Hover,
  languages,
  Location,
  type Position,
  Range,
  SymbolKind,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { commands } from '../../app/commandIds';
import { folderGroups, foldingRegions, placesOfTag, type SheetEdit, tagAt } from '../../app/drafts/sheet';
import { completeSheet } from '../../app/drafts/sheetCompletion';
import { formatSheet, renameTag } from '../../app/drafts/sheetEdits';
import { completionDetail, noTagHereText, sheetActionTitles, sheetStateText } from '../../app/text/drafts/sheetText';
import { rangeOf, type SheetDiagnostics, sheetFixes, textEditOf } from './sheetDiagnostics';
import { sheetLanguage, sheetScheme } from './sheetFeature';
import { sheetHover, type SheetHoverOptions } from './sheetHover';
import type { OpenSheet } from './sheets';

export interface SheetLanguageOptions extends SheetHoverOptions {
  readonly open: (document: TextDocument) => Promise<OpenSheet | undefined>;
  readonly diagnostics: Pick<SheetDiagnostics, 'onDidCheck'>;
}

/** What VS Code's editor does with a sheet beside showing its text. */
export function registerSheetLanguage(options: SheetLanguageOptions): Disposable {
  const { open, diagnostics } = options;
  const sheets = { language: sheetLanguage, scheme: sheetScheme };
  const lensesChanged = new EventEmitter<void>();
  return Disposable.from(
    lensesChanged,
    diagnostics.onDidCheck(() => {
      lensesChanged.fire();
    }),
    languages.registerCompletionItemProvider(
      sheets,
      { provideCompletionItems: async (document, position) => completions(await open(document), position) },
      ...[',', ' ', '"', '/'],
    ),
    languages.registerHoverProvider(sheets, {
      provideHover: async (document, position, token): Promise<Hover | undefined> => {
        const sheet = await open(document);
        return sheet && sheetHover(sheet, position, token, options);
      },
    }),
    languages.registerFoldingRangeProvider(sheets, {
      provideFoldingRanges: async document => {
        const regions = foldingRegions((await required(open(document))).state.sheet);
        return regions.map(({ kind, start, end }) => {
          return kind === 'comment' ? new FoldingRange(start, end, FoldingRangeKind.Comment) : new FoldingRange(start, end);
        });
      },
    }),
    languages.registerDocumentSymbolProvider(sheets, {
      provideDocumentSymbols: async document => symbols(await required(open(document))),
    }),
    languages.registerCodeLensProvider(sheets, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async document => lenses(await required(open(document))),
    }),
    languages.registerDocumentFormattingEditProvider(sheets, {
      provideDocumentFormattingEdits: async document => formatted(await required(open(document))),
    }),
    languages.registerDocumentRangeFormattingEditProvider(sheets, {
      provideDocumentRangeFormattingEdits: async (document, { start, end }) =>
        formatted(await required(open(document)), start.line, end.line),
    }),
    languages.registerRenameProvider(sheets, {
      prepareRename: async (document, position) => {
        const { state } = await required(open(document));
        const token = tagAt(state.sheet, position);
        if (!token) throw new Error(noTagHereText());
        return { range: rangeOf(position.line, token), placeholder: token.value };
      },
      provideRenameEdits: async (document, position, to) => {
        const { state } = await required(open(document));
        const token = tagAt(state.sheet, position);
        return token && workspaceEdit(document, renameTag(state.sheet, token.value, to.trim()));
      },
    }),
    languages.registerReferenceProvider(sheets, {
      provideReferences: async (document, position) =>
        places(await required(open(document)), position).map(range => new Location(document.uri, range)),
    }),
    languages.registerDocumentHighlightProvider(sheets, {
      provideDocumentHighlights: async (document, position) =>
        places(await required(open(document)), position).map(range => new DocumentHighlight(range)),
    }),
    languages.registerCodeActionsProvider(
      sheets,
      {
        provideCodeActions: async (document, _range, { diagnostics: found }): Promise<CodeAction[]> =>
          sheetFixes(await required(open(document)), found),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
}

/** VS Code asks nothing of a document whose sheet is gone but its text, which it can't have. */
async function required(opening: Promise<OpenSheet | undefined>): Promise<OpenSheet> {
  const open = await opening;
  if (!open) throw new Error('no sheet');
  return open;
}

function completions(open: OpenSheet | undefined, position: Position): CompletionList | undefined {
  if (!open) return undefined;
  const { document, sheet, state } = open;
  const { files } = sheet.record;
  const found = completeSheet(state.sheet, document.lineAt(position).text, position, { files, knownTags: sheet.knownTags });
  if (!found) return undefined;
  const { typed, end } = found;
  const inserting = new Range(position.line, typed.start, position.line, position.character);
  const replacing = new Range(position.line, typed.start, position.line, end);
  const items = found.items.map((offered, index) => {
    const item =
      offered.kind === 'tag'
        ? new CompletionItem({ label: offered.tag, description: completionDetail(offered) }, CompletionItemKind.Value)
        : new CompletionItem(offered.path, CompletionItemKind.File);
    item.insertText = offered.text;
    item.filterText = offered.text;
    item.range = offered.kind === 'tag' ? { inserting, replacing } : replacing;
    item.sortText = String(index).padStart(6, '0');
    if (offered.kind === 'tag') item.commitCharacters = [','];
    return item;
  });
  return new CompletionList(items, found.isIncomplete);
}

function symbols({ state }: OpenSheet): DocumentSymbol[] {
  return folderGroups(state.sheet).flatMap(({ folder, files }) => {
    const children = files.map(({ line, path, tags, end }) => {
      const range = new Range(line, 0, line, end);
      return new DocumentSymbol(path === '' ? '""' : path, tags.join(', '), SymbolKind.File, range, range);
    });
    const [first, last] = [children[0], children.at(-1)];
    if (folder === '' || !first || !last) return children;
    const group = new DocumentSymbol(folder, '', SymbolKind.Module, first.range.union(last.range), first.range);
    group.children = children;
    return [group];
  });
}

function lenses({ document, state }: OpenSheet): CodeLens[] {
  const top = new Range(0, 0, 0, 0);
  const titles = sheetActionTitles();
  const lens = (title: string, command: string) => new CodeLens(top, { title, command, arguments: [document.uri] });
  const { changed, errors } = state;
  const stands = new CodeLens(top, { title: sheetStateText(changed.length, errors.length), command: '' });
  const discard = lens(titles.discard, commands.discardSheet);
  if (errors.length > 0) return [stands, lens(titles.problems, 'workbench.action.problems.focus'), discard];
  if (changed.length === 0) return [stands];
  return [stands, lens(titles.preview, commands.previewSheet), lens(titles.apply, commands.applySheet), discard];
}

function formatted({ state }: OpenSheet, from?: number, to?: number) {
  return formatSheet(state.sheet, from, to).map(textEditOf);
}

function places({ state: { sheet } }: OpenSheet, position: Position): Range[] {
  const token = tagAt(sheet, position);
  return token ? placesOfTag(sheet, token.value).map(({ line, token: span }) => rangeOf(line, span)) : [];
}

export function workspaceEdit({ uri }: TextDocument, edits: readonly SheetEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  edit.set(uri, edits.map(textEditOf));
  return edit;
}
