import type { ImportMode } from '../../tables/tagImport';
import type { RowProblem, TableFormat, TableProblem } from '../../tables/tagTable';
import { filesInWords } from '../counts';
import { number, t } from '../l10n';
import { quoted } from '../message';
import { reasonOf } from '../runs/runText';

/** Why a row can't be used, in one sentence. */
function rowProblemText(problem: RowProblem, serviceLabel: string): string {
  switch (problem.kind) {
    case 'noKey':
      return t('The row has neither an id nor a path.');
    case 'noTags':
      return t('The row has no tags, not even an empty cell for them.');
    case 'badId':
      return t('{0} is not the id of a file on {1}.', quoted(problem.id), serviceLabel);
    case 'doubled':
      return t('Line {0} is for the same file, and has other tags.', number(problem.firstLine));
    case 'noSuchPath':
      return t('No file has the path {0}.', quoted(problem.path));
    case 'unreadable':
      return t("The row can't be read: a quotation mark may be missing.");
    case 'failed':
      return reasonOf(problem.file) || t('The file was not changed.');
  }
}

/** A row's problem, with where the row stood. */
export function rejectedRowText(line: number, problem: RowProblem, serviceLabel: string): string {
  return t('Line {0}: {1}', number(line), rowProblemText(problem, serviceLabel));
}

export function tableProblemText(problem: TableProblem): string {
  return problem.kind === 'empty'
    ? t('There is nothing to import.')
    : t('The first line must name the columns: tags, and id or path. It says: {0}.', problem.found.join(', ') || t('nothing'));
}

export function formatChoices(): readonly {
  readonly format: TableFormat;
  readonly label: string;
  readonly description: string;
}[] {
  return [
    { format: 'csv', label: t('CSV'), description: t('for spreadsheets') },
    { format: 'jsonl', label: t('JSON Lines'), description: t('for programs') },
    { format: 'sheet', label: t('Tag sheet'), description: t('as text, to read and to import again') },
  ];
}

export function formatQuestion(files: number): string {
  return t('Export the tags of {0} as', filesInWords(files));
}

export function modeChoices(): readonly { readonly mode: ImportMode; readonly label: string; readonly detail: string }[] {
  return [
    { mode: 'add', label: t('Add'), detail: t('Adds the tags of a row to those that the file has') },
    { mode: 'replace', label: t('Replace'), detail: t('Replaces all tags of a file with those of its row') },
  ];
}

export function modeQuestion(rows: number): string {
  return rows === 1 ? t('How are the tags of 1 row applied?') : t('How are the tags of {0} rows applied?', number(rows));
}

export interface SourceChoice {
  readonly source: 'editor' | 'clipboard' | 'file';
  readonly label: string;
  readonly description?: string;
}

/** @param editor the name of the active editor's document */
export function sourceChoices(editor: string | undefined): readonly SourceChoice[] {
  return [
    ...(editor === undefined ? [] : [{ source: 'editor' as const, label: t('Active editor'), description: editor }]),
    { source: 'file', label: t('File…') },
    { source: 'clipboard', label: t('Clipboard') },
  ];
}

export function sourceQuestion(): string {
  return t('Where are the tags to import?');
}

export function exportedText(files: number, name: string): string {
  return t('The tags of {0} were written to {1}.', filesInWords(files), name);
}

/** @param files that had to be left out, because the library does not have or show them */
export function leftOutText(files: number): string {
  return files === 1
    ? t('1 file was left out: the library has no such file, or does not show it.')
    : t('{0} files were left out: the library has no such files, or does not show them.', number(files));
}

/** Told before anything is changed. */
export function rejectedRowsText(rows: number, all: number): string {
  return t("{0} of {1} rows can't be used.", number(rows), number(all));
}

/** Told after an import: of rows that could not be used, and of those whose files were not changed. */
export function notImportedText(rows: number, all: number): string {
  return rows === 1
    ? t('1 of {0} rows was not imported.', number(all))
    : t('{0} of {1} rows were not imported.', number(rows), number(all));
}

export function importOthersButton(rows: number): string {
  return rows === 1 ? t('Import the Other Row') : t('Import the Other {0} Rows', number(rows));
}

export function nothingToImportText(): string {
  return t('No row can be used.');
}

export function lookingForPathsText(): string {
  return t('Looking for the files of the rows');
}
