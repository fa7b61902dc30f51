import type { SheetFix } from '../../drafts/sheetEdits';
import type { SheetProblem } from '../../drafts/sheetProblems';
import { filesInWords } from '../counts';
import { describeInputProblem } from '../inputProblem';
import { number, t } from '../l10n';
import { quoted } from '../message';

/** What is wrong with a place in a sheet, in one sentence. */
export function sheetProblemText(problem: SheetProblem, serviceLabel: string): string {
  switch (problem.kind) {
    case 'noColon':
      return t('A colon is missing between the path and the tags.');
    case 'noId':
      return t('The id of the file is missing: it comes last in the line, after #.');
    case 'openQuote':
      return t('The quotation mark is not closed.');
    case 'badEscape':
      return t("A backslash can't stand here by itself: write it twice where you mean one.");
    case 'afterQuote':
      return t('A comma is missing after the closing quotation mark.');
    case 'strayHash':
      return t('A remark has a line of its own. A tag with # goes in quotation marks.');
    case 'doubledId':
      return t('Line {0} is for the same file. Keep one of the two.', number(problem.firstLine + 1));
    case 'unknownId':
      return t('No file of this sheet has the id {0}.', quoted(problem.id));
    case 'changedPath':
      return t("A sheet can't move or rename files: this one is {0}.", quoted(problem.path));
    case 'refusedTag':
      return describeInputProblem(problem.problem, serviceLabel);
    case 'tooManyTags':
      return t(
        '{0} accepts at most {1} tags on a file; this one has {2}.',
        serviceLabel,
        number(problem.limit),
        number(problem.tags),
      );
    case 'unwiseTag':
      return t(
        '{0} in a tag is likely a slip: {1}.',
        problem.character === ',' ? t('A comma') : problem.character,
        quoted(problem.tag),
      );
    case 'doubledTag':
      return t('The line has {0} twice.', quoted(problem.tag));
    case 'nearTwin':
      return t('{0} is new. Is {1} meant?', quoted(problem.tag), quoted(problem.twin));
  }
}

/** What a quick fix does. */
export function sheetFixTitle({ kind, subject }: SheetFix): string {
  switch (kind) {
    case 'insertId':
    case 'restoreId':
      return t('Put the id {0} back', subject);
    case 'restorePath':
      return t('Put the path {0} back', subject);
    case 'removeLine':
      return t('Delete this line: its file is left alone');
    case 'removeTag':
      return subject === '' ? t('Remove the empty tag') : t('Remove {0}', quoted(subject));
    case 'replaceTag':
      return t('Replace with {0}', quoted(subject));
    case 'quoteTag':
      return t('Put it in quotation marks, as one tag');
  }
}

/** The same for every problem of this kind in a sheet. */
export function fixAllTitle(kind: SheetFix['kind'], count: number): string {
  switch (kind) {
    case 'insertId':
    case 'restoreId':
      return t('Put {0} ids back', number(count));
    case 'restorePath':
      return t('Put {0} paths back', number(count));
    case 'removeLine':
      return t('Delete all {0} such lines', number(count));
    case 'removeTag':
      return t('Remove all {0} such tags', number(count));
    case 'replaceTag':
      return t('Replace all {0} such tags', number(count));
    case 'quoteTag':
      return t('Put all {0} in quotation marks', number(count));
  }
}

/** The comments above a sheet's lines. */
export function sheetHeader(library: string, title: string, files: number): readonly string[] {
  const parts = new Set([library, title, filesInWords(files)]);
  return [[...parts].join(' · '), t('Edit the tags, then save. Lines you delete are left alone.')];
}

/** How a sheet stands, above its first line. */
export function sheetStateText(changed: number, errors: number): string {
  if (errors > 0)
    return errors === 1
      ? t('1 error keeps this sheet from being applied')
      : t('{0} errors keep this sheet from being applied', number(errors));
  if (changed === 0) return t('No file changes');
  return changed === 1 ? t('1 file changes') : t('{0} files change', number(changed));
}

/** Why a save was not carried out. @param line from 0 */
export function blockedSaveText(errors: number, line: number, first: string): string {
  const rest = errors === 1 ? '' : ` ${t('({0} errors in all)', number(errors))}`;
  return t('Nothing was sent; your text is kept as a draft. Line {0}: {1}', number(line + 1), first) + rest;
}

/** Beside a line that a run could not carry out. */
export function failedLineText(reason: string): string {
  return t('The last run did not change this file. {0}', reason);
}

export function sheetActionTitles(): Readonly<Record<'preview' | 'apply' | 'discard' | 'problems', string>> {
  return { preview: t('Preview'), apply: t('Apply'), discard: t('Discard Changes'), problems: t('Show Problems') };
}

/** Asked before the changes of a sheet are discarded: what can't be read as a change goes, too. */
export function discardSheetText(changed: number): string {
  if (changed === 0) return t('Discard what was typed in this sheet?');
  return changed === 1 ? t('Discard the changes to 1 file?') : t('Discard the changes to {0} files?', number(changed));
}

export function keptDraftText(changed: number): string {
  return changed === 1
    ? t('This sheet has changes to 1 file that are not applied yet.')
    : t('This sheet has changes to {0} files that are not applied yet.', number(changed));
}

/** Beside a tag that can be completed. */
export function completionDetail({ files, near }: { readonly files: number; readonly near: boolean }): string {
  if (files === 0) return near ? t('new, nearby') : '';
  return near ? t('{0}, nearby too', filesInWords(files)) : filesInWords(files);
}

export function noSuchSheetText(): string {
  return t('This sheet does not exist any more: it was discarded, or applied long ago.');
}

export function sameFileText(): string {
  return t('The same file');
}

export function noTagHereText(): string {
  return t('Put the cursor on a tag to rename it in the whole sheet.');
}

/** Where a tag is, in a hover; plain text. */
export function tagHoverText(tag: string, lines: number, files: number): string {
  const here = lines === 1 ? t('{0}: on 1 line of this sheet', tag) : t('{0}: on {1} lines of this sheet', tag, number(lines));
  return files > 0
    ? t('{0}, on {1} of the library as far as it is known', here, filesInWords(files))
    : t('{0}, and nowhere else', here);
}

/** What a file had, beside what the sheet wants for it. */
export function openedTagsText(tags: readonly string[]): string {
  return tags.length === 0
    ? t('Not applied yet. The file has no tags.')
    : t('Not applied yet. The file has: {0}', tags.join(', '));
}

export function whichSheetText(): string {
  return t('Which sheet do you want to go on with?');
}

export function noSheetsText(): string {
  return t('No sheet has changes that are not applied yet.');
}

/** How many files wait in a sheet, and since when. */
export function waitingText(changed: number, since: string): string {
  return changed === 1 ? t('1 file changes · {0}', since) : t('{0} files change · {1}', number(changed), since);
}

export function failedFilesTitle(): string {
  return t('failed files');
}
