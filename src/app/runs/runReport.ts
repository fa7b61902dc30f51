import { stringify } from 'csv-stringify/sync';
import type { RunRecord } from '../../core/journal/journal';
import { endedEarly } from '../../core/model/ledger';
import { visibleText } from '../../core/model/visibleText';
import type { Runs } from '../../core/run/runs';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { durationInWords, filesInWords, longTime } from '../text/counts';
import { faultSentence } from '../text/faultMessages';
import { t } from '../text/l10n';
import { joined } from '../text/message';
import { laterText } from '../text/runs/runStatusText';
import { reasonOf } from '../text/runs/runText';
import { libraryText } from '../text/tagging/targetText';
import { reportMarkdown } from './reportMarkdown';
import type { RunEntry, RunHistory } from './runHistory';

export const reportFormats = ['md', 'csv', 'json'] as const;

export type ReportFormat = (typeof reportFormats)[number];

export interface ReportDependencies {
  readonly runs: Pick<Runs, 'record'>;
  readonly history: Pick<RunHistory, 'all' | 'titleOf'>;
  readonly services: ServiceCatalog;
}

/** What became of each file of a run, to be read, kept and passed on. @throws Fault `journal` */
export async function runReport(runId: string, format: ReportFormat, deps: ReportDependencies): Promise<string> {
  const { runs, history, services } = deps;
  const record = await runs.record(runId);
  switch (format) {
    case 'csv':
      return reportCsv(record);
    case 'json':
      return reportJson(record);
    case 'md': {
      const state = stateOf(record, (await history.all()).get(runId));
      const head = { title: await history.titleOf(record), facts: factsOf(record, services) };
      return reportMarkdown(record, { ...head, ...(state !== undefined && { state }) });
    }
  }
}

/** Pure: what a report is called where it is written to a file. */
export function reportFileName({ startedAt }: Pick<RunRecord, 'startedAt'>): string {
  return `tagwright-${new Date(startedAt).toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}.csv`;
}

/** Pure: the format that a file's ending asks for; CSV for any that is not known. */
export function formatOfFile(path: string): ReportFormat {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return reportFormats.find(format => format === ending) ?? 'csv';
}

/** Pure: a run as JSON, with what is known of it as a whole. */
export function reportJson({ files, ...run }: RunRecord): string {
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

function factsOf({ connection, targets, startedAt, ended }: RunRecord, services: ServiceCatalog): readonly string[] {
  const { label } = services.of(connection.service);
  const name = libraryText(connection.name, label);
  const duration = ended && durationInWords(ended.at - startedAt);
  return [name, filesInWords(targets), longTime(startedAt), ...(duration === undefined ? [] : [duration])];
}

/** How the run stands by itself, and what a later one made of it. */
function stateOf(record: RunRecord, entry: RunEntry | undefined): string | undefined {
  const later = entry?.later && laterText(entry.later);
  const state = ownState(record, entry);
  return state === undefined ? later : joined(state, later);
}

function ownState({ ended }: RunRecord, entry: RunEntry | undefined): string | undefined {
  if (entry?.status === 'cutOff') {
    const rest = entry.later === undefined ? t('"Resume Run" does the rest.') : undefined;
    return joined(t('This run was cut off.'), rest);
  }
  if (!ended) return t('This run is under way: the report shows how far it has come.');
  const rest = endedEarly(ended) && entry?.later === undefined ? t('"Continue Run" does the rest.') : undefined;
  if (ended.stopped === 'cancelled') return joined(t('This run was cancelled.'), rest);
  return ended.stopped && joined(t('This run was stopped. {0}', faultSentence(ended.stopped)), rest);
}

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
