import { stringify } from 'csv-stringify/sync';
import type { RunRecord } from '../../core/run/journal';
import { reasonOf } from '../text/runText';

/**
 * Pure: a run as CSV (RFC 4180), each file a row. A cell that a spreadsheet would take for a formula, as it begins with
 * `=`, `+`, `-` or `@`, has an apostrophe before it.
 */
export function reportCsv({ files }: Pick<RunRecord, 'files'>): string {
  const rows = files.map(file => {
    const { id, path = '', outcome, fault, before, after } = file;
    return [id, path, outcome, reasonOf(file), fault?.requestId ?? '', tagsCell(before), tagsCell(after)];
  });
  // the byte order mark tells Excel that this is UTF-8; a lone line feed counts as a line break, too
  const options = { bom: true, escape_formulas: true, quoted_match: /[\r\n]/, record_delimiter: '\r\n' };
  return stringify([['id', 'path', 'outcome', 'reason', 'requestId', 'tagsBefore', 'tagsAfter'], ...rows], options);
}

/** Tags that were never read are an empty cell, and so is a file without tags: JSON tells the two apart. */
function tagsCell(tags: readonly string[] = []): string {
  return tags.map(tag => (/[",]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag)).join(', ');
}
