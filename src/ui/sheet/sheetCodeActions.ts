import { CodeAction, CodeActionKind, type Diagnostic, WorkspaceEdit } from 'vscode';
import { editsOfFixes, type SheetFix } from '../../app/drafts/sheetFixes';
import type { SheetProblem } from '../../app/drafts/sheetProblems';
import { fixAllTitle, sheetFixTitle } from '../../app/text/drafts/sheetText';
import { textEditOf } from './sheetRanges';
import type { OpenSheet } from './sheets';

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
