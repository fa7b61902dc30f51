import { Range, TextEdit } from 'vscode';
import type { SheetEdit } from '../../app/drafts/sheet';
import type { Span } from '../../app/drafts/sheetLine';

export function rangeOf(line: number, { start, end }: Span): Range {
  return new Range(line, start, line, end);
}

export function textEditOf({ start, end, text }: SheetEdit): TextEdit {
  return TextEdit.replace(new Range(start.line, start.character, end.line, end.character), text);
}
