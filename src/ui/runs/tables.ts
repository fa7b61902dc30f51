import { stringify } from 'csv-stringify/sync';
import type { RunRecord } from '../../core/run/journal';
import type { FileOutcome } from '../../core/model/ledger';

/** Why a file is not as it should be, in words; empty where nothing is wrong. */
export type ReasonOf = (file: FileOutcome) => string;

/**
 * Pure: a run as CSV (RFC 4180), each file a row. A cell that a spreadsheet would take for a formula, as it begins with
 * `=`, `+`, `-` or `@`, has an apostrophe before it.
 */
export function csvOf({ files }: Pick<RunRecord, 'files'>, reasonOf: ReasonOf): string {
  const rows = files.map(file => {
    const { id, path = '', outcome, fault, before, after } = file;
    return [id, path, outcome, reasonOf(file), fault?.requestId ?? '', tagsCell(before), tagsCell(after)];
  });
  // the byte order mark tells Excel that this is UTF-8; a lone line feed counts as a line break, too
  const options = { bom: true, escape_formulas: true, quoted_match: /[\r\n]/, record_delimiter: '\r\n' };
  return stringify([['id', 'path', 'outcome', 'reason', 'requestId', 'tagsBefore', 'tagsAfter'], ...rows], options);
}

/** Pure: the same as JSON, with what is known of the run as a whole. */
export function jsonOf({ files, ...run }: RunRecord, reasonOf: ReasonOf): string {
  const { runId, connection, edit, origin, startedAt, ended } = run;
  const report = {
    runId,
    connection,
    edit,
    origin,
    startedAt: new Date(startedAt).toISOString(),
    ...(ended && { endedAt: new Date(ended.at).toISOString(), counts: ended.counts }),
    ...(ended?.stopped !== undefined && { stopped: ended.stopped }),
    files: files.map(file => {
      const { id, path, outcome, fault, before, after, drifted } = file;
      const reason = reasonOf(file);
      return {
        id,
        path,
        outcome,
        ...(reason !== '' && { reason }),
        requestId: fault?.requestId,
        tagsBefore: before,
        tagsAfter: after,
        drifted,
      };
    }),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** Tags that were never read are an empty cell, and so is a file without tags: JSON tells the two apart. */
function tagsCell(tags: readonly string[] = []): string {
  return tags.map(tag => (/[",]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag)).join(', ');
}
