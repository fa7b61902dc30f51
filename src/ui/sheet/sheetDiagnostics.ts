import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Disposable,
  EventEmitter,
  languages,
  Location,
  Range,
  type TextDocument,
  TextEdit,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { fileLines, type SheetEdit } from '../../app/drafts/sheet';
import { editsOfFixes, type SheetFix } from '../../app/drafts/sheetEdits';
import type { Span } from '../../app/drafts/sheetLine';
import type { SheetProblem } from '../../app/drafts/sheetProblems';
import type { TagSheet } from '../../app/drafts/tagSheet';
import { failedLineText, fixAllTitle, sameFileText, sheetFixTitle, sheetProblemText } from '../../app/text/drafts/sheetText';
import { sheetIdOf, sheetLanguage } from './sheetFeature';
import type { OpenSheet } from './sheets';

export interface SheetDiagnosticsOptions {
  readonly open: (document: TextDocument) => Promise<OpenSheet | undefined>;
  readonly serviceLabel: (sheet: TagSheet) => string;
}

/** The problems of open sheets, found while a person types. */
export class SheetDiagnostics implements Disposable {
  private readonly collection = languages.createDiagnosticCollection(sheetLanguage);
  private readonly waiting = new Map<TextDocument, NodeJS.Timeout>();
  private readonly checked = new EventEmitter<TextDocument>();
  private readonly disposables: readonly Pick<Disposable, 'dispose'>[];
  /** Once it is known how a sheet stands. */
  readonly onDidCheck = this.checked.event;

  constructor(private readonly options: SheetDiagnosticsOptions) {
    this.disposables = [
      this.collection,
      this.checked,
      workspace.onDidOpenTextDocument(document => {
        this.checkSoon(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.checkSoon(document);
      }),
      workspace.onDidCloseTextDocument(document => {
        clearTimeout(this.waiting.get(document));
        this.waiting.delete(document);
        this.collection.delete(document.uri);
      }),
    ];
    for (const document of workspace.textDocuments) this.checkSoon(document);
  }

  /** Looks at a sheet again whose text need not have changed. */
  async refresh(id: string): Promise<void> {
    const document = workspace.textDocuments.find(({ uri }) => sheetIdOf(uri) === id);
    if (document) await this.check(document);
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    for (const one of this.disposables) one.dispose();
  }

  /** Several changes at one go are looked at once. */
  private checkSoon(document: TextDocument): void {
    if (sheetIdOf(document.uri) === undefined || this.waiting.has(document)) return;
    const timer = setTimeout(() => {
      this.waiting.delete(document);
      void this.check(document);
    }, pauseMs);
    this.waiting.set(document, timer);
  }

  private async check(document: TextDocument): Promise<void> {
    const { version } = document;
    const open = await this.options.open(document);
    if (!open || document.isClosed || document.version !== version) return;
    const label = this.options.serviceLabel(open.sheet);
    const found = [...open.state.errors, ...open.state.problems.filter(({ severity }) => severity === 'warning')]
      .slice(0, mostShown)
      .map(problem => diagnosticOf(problem, label, document));
    this.collection.set(document.uri, [...found, ...failuresOf(open)]);
    this.checked.fire(document);
  }
}

function diagnosticOf(problem: SheetProblem, label: string, document: TextDocument): Diagnostic {
  const diagnostic = new Diagnostic(
    rangeOf(problem.line, problem),
    sheetProblemText(problem, label),
    severities[problem.severity],
  );
  diagnostic.source = 'Tagwright';
  diagnostic.code = problem.kind;
  if (problem.kind === 'doubledId') {
    const first = new Location(document.uri, document.lineAt(problem.firstLine).range);
    diagnostic.relatedInformation = [new DiagnosticRelatedInformation(first, sameFileText())];
  }
  return diagnostic;
}

/** Lines that the last run could not carry out, as long as they want something else than the file has. */
function failuresOf({ sheet, state }: OpenSheet): readonly Diagnostic[] {
  const { failures } = sheet.record;
  if (Object.keys(failures).length === 0) return [];
  const changed = new Set(state.changed.map(({ id }) => id));
  return [...fileLines(state.sheet)].flatMap(({ number, line }) => {
    const reason = line.id && changed.has(line.id.value) ? failures[line.id.value] : undefined;
    if (reason === undefined) return [];
    const { start, end } = line.tagsSpan;
    const diagnostic = new Diagnostic(new Range(number, start, number, end), failedLineText(reason), DiagnosticSeverity.Warning);
    diagnostic.source = 'Tagwright';
    diagnostic.code = 'failed';
    return [diagnostic];
  });
}

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;
/** VS Code shows no more of one document; the errors come first. */
const mostShown = 1_000;
const pauseMs = 20;

/** The right answers to these problems, and to all of their kind. */
export function sheetFixes(open: OpenSheet, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const found = diagnostics.flatMap(diagnostic => {
    const problem = open.state.problems.find(one => isShownBy(one, diagnostic));
    return problem ? problem.fixes.map(fix => ({ fix, diagnostic, problem })) : [];
  });
  const actions = found.map(({ fix, diagnostic }) => {
    const action = actionOf(open, sheetFixTitle(fix), [fix]);
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    return action;
  });
  const kinds = new Map(
    found.map(({ fix, problem }) => [`${problem.kind} ${fix.kind}`, { problem: problem.kind, fix: fix.kind }]),
  );
  const all = [...kinds.values()].flatMap(kind => {
    const alike = open.state.problems.filter(problem => problem.kind === kind.problem);
    const fixes = alike.flatMap(problem => problem.fixes.filter(fix => fix.kind === kind.fix));
    return fixes.length > 1 ? [actionOf(open, fixAllTitle(kind.fix, fixes.length), fixes)] : [];
  });
  return [...actions, ...all];
}

function isShownBy({ kind, line, start }: SheetProblem, { code, range }: Diagnostic): boolean {
  return kind === code && line === range.start.line && start === range.start.character;
}

function actionOf({ document }: OpenSheet, title: string, fixes: readonly SheetFix[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  action.edit.set(document.uri, editsOfFixes(fixes).map(textEditOf));
  return action;
}

export function rangeOf(line: number, { start, end }: Span): Range {
  return new Range(line, start, line, end);
}

export function textEditOf({ start, end, text }: SheetEdit): TextEdit {
  return TextEdit.replace(new Range(start.line, start.character, end.line, end.character), text);
}
