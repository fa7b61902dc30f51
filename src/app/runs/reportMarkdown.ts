import { gained, lost } from '../../core/model/edit';
import { countOutcomes, type Outcome } from '../../core/model/ledger';
import { isPending } from '../../core/plan/undoAndRetry';
import type { FileRecord, RunRecord } from '../../core/journal/journal';
import { outcomeTitle } from '../text/counts';
import { number, t } from '../text/l10n';
import { codeSpan, escapeMarkdown, tableRow } from '../text/markdown';
import { reasonOf } from '../text/runs/runText';

/** What stands above a report's lists; plain text. */
export interface ReportHead {
  /** What the run is called. */
  readonly title: string;
  /** Its connection, time and so on. */
  readonly facts: readonly string[];
  /** How it stands, where that needs a word: under way, cut off, stopped. */
  readonly state?: string;
}

type ReportedRun = Pick<RunRecord, 'files'> & Partial<Pick<RunRecord, 'origin'>>;

/** Pure: a run's report as Markdown. What needs a look comes first; no list is longer than an editor shows with ease. */
export function reportMarkdown({ files, origin }: ReportedRun, { title, facts, state }: ReportHead): string {
  const lists = order.flatMap(outcome => {
    const list = files.filter(file => file.outcome === outcome);
    return list.length === 0 ? [] : [section(outcome, list)];
  });
  const drifted = files.filter(file => file.drifted).length;
  const drift = origin?.kind === 'edit' ? conflictNote : driftNote;
  const notes = [state, drifted > 0 ? drift(drifted) : undefined].filter(note => note !== undefined);
  return [
    `# ${escapeMarkdown(title)}`,
    facts.map(escapeMarkdown).join(' · '),
    ...notes.map(note => `> ${escapeMarkdown(note)}`),
    countsTable(files),
    ...lists,
    '',
  ].join('\n\n');
}

function driftNote(files: number): string {
  return files === 1
    ? t("1 file was edited since the run that was taken back (marked with *): only that run's part was undone.")
    : t(
        "{0} files were edited since the run that was taken back (marked with *): only that run's part was undone.",
        number(files),
      );
}

function conflictNote(files: number): string {
  return files === 1
    ? t('1 file was edited elsewhere before this run (marked with *): that edit was kept.')
    : t('{0} files were edited elsewhere before this run (marked with *): those edits were kept.', number(files));
}

const order = ['failed', 'unknown', 'missing', 'notSent', 'changed', 'unchanged'] as const satisfies readonly Outcome[];

/** Rows of one outcome. */
const rowsAtMost = 1000;

function countsTable(files: readonly FileRecord[]): string {
  const counts = countOutcomes(files);
  const rows = order
    .filter(outcome => counts[outcome] > 0)
    .map(outcome => tableRow([outcomeTitle(outcome), number(counts[outcome])]));
  return [
    tableRow([t('Outcome'), t('Files')]),
    '| :-- | --: |',
    ...rows,
    tableRow([`**${t('Total')}**`, `**${number(files.length)}**`]),
  ].join('\n');
}

function section(outcome: Outcome, files: readonly FileRecord[]): string {
  const shown = files.slice(0, rowsAtMost);
  const hasReason = shown.some(file => reasonOf(file) !== '');
  const hasRequest = shown.some(({ fault }) => fault?.requestId !== undefined);
  const columns: readonly Column[] = [
    { title: t('File'), cell: fileCell },
    ...(hasReason ? [{ title: t('Reason'), cell: (file: FileRecord) => escapeMarkdown(reasonOf(file)) }] : []),
    ...(shown.some(({ before, after }) => before ?? after) ? [{ title: t('Tags'), cell: tagsCell }] : []),
    // a line breaks within it, as it would not in code: four columns have to do beside a side bar
    ...(hasRequest ? [{ title: t('Request'), cell: ({ fault }: FileRecord) => escapeMarkdown(fault?.requestId ?? '') }] : []),
  ];
  return [
    `## ${outcomeTitle(outcome)} (${number(files.length)})`,
    [
      tableRow(columns.map(({ title }) => title)),
      tableRow(columns.map(() => ':--')),
      ...shown.map(file => tableRow(columns.map(({ cell }) => cell(file)))),
    ].join('\n'),
    ...(files.length > shown.length
      ? [
          `_${escapeMarkdown(t('{0} more are not listed here. "Export Run Report" writes all of them as CSV or JSON.', number(files.length - shown.length)))}_`,
        ]
      : []),
  ].join('\n\n');
}

interface Column {
  readonly title: string;
  readonly cell: (file: FileRecord) => string;
}

/** Path and id, one below the other. */
function fileCell({ id, path, drifted }: FileRecord): string {
  const mark = drifted ? ' \\*' : '';
  return path === undefined ? codeSpan(id) + mark : `${escapeMarkdown(path)}${mark}<br>${codeSpan(id)}`;
}

/** What the file has, with what it gained in bold, and what it lost struck through. Of a file that was not changed, what it has. */
function tagsCell(file: FileRecord): string {
  const { before, after } = file;
  if (!before || !after || file.outcome === 'failed' || isPending(file))
    return (before ?? after ?? []).map(escapeMarkdown).join(', ');
  const news = new Set(gained({ before, after }));
  const kept = after.filter(tag => !news.has(tag)).map(escapeMarkdown);
  const gone = lost({ before, after }).map(tag => `~~${escapeMarkdown(tag)}~~`);
  return [...kept, ...gone, ...[...news].map(tag => `**${escapeMarkdown(tag)}**`)].join(', ');
}
