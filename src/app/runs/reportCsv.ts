import { stringify } from 'csv-stringify/sync';
import type { RunRecord } from '../../core/journal/journal';
import { visibleText } from '../../core/model/visibleText';
import { reasonOf } from '../text/runs/runText';

/**
 * Pure: a run as CSV (RFC 4180), each file a row. A cell that a spreadsheet would take for a formula, as it begins with
 * `=`, `+`, `-` or `@`, has an apostrophe before it, and so has what comes after a separator within it.
 */
export function reportCsv({ files }: Pick<RunRecord, 'files'>): string {
  const rows = files.map(file => {
    const { id, path = '', outcome, fault, before, after } = file;
    return [id, path, outcome, reasonOf(file), fault?.requestId ?? '', tagsCell(before), tagsCell(after)].map(inertCell);
  });
  // the byte order mark tells Excel that this is UTF-8; a lone line feed counts as a line break, too
  const options = { bom: true, escape_formulas: true, quoted_match: /[\r\n]/, record_delimiter: '\r\n' };
  return stringify([['id', 'path', 'outcome', 'reason', 'requestId', 'tagsBefore', 'tagsAfter'], ...rows], options);
}

/** A spreadsheet that parts cells at `;`, a tab or `|` would take what comes after for a cell of its own. */
function inertCell(text: string): string {
  // a line break is quoted, and stays
  const visible = text.replace(/[^\r\n]+/g, visibleText);
  return visible.replace(/([;,\t|]\s*)(?=[=+\-@])/g, "$1'");
}

/** Tags that were never read are an empty cell, and so is a file without tags: JSON tells the two apart. */
function tagsCell(tags: readonly string[] = []): string {
  return tags.map(tag => (/[",]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag)).join(', ');
}
