import { gained, lost } from '../../core/model/edit';
import { isPending } from '../../core/run/followUpTargets';
import type { FileRecord, RunRecord } from '../../core/run/journal';
import { countOutcomes, type Outcome } from '../../core/model/ledger';
import { codeSpan, escapeMarkdown, tableRow } from '../../app/text/markdown';
import type { ReasonOf } from './tables';

/** As `l10n` of VS Code has it. */
export interface Translator {
  t(message: string, ...args: (string | number)[]): string;
}

/** All that a report says in words of its own. */
export interface ReportWords {
  readonly l10n: Translator;
  readonly number: (count: number) => string;
  readonly outcomeTitle: (outcome: Outcome) => string;
  readonly reasonOf: ReasonOf;
  /** What the run is called, its connection and time; plain text. */
  readonly title: string;
  readonly facts: readonly string[];
  /** How it stands, where that needs a word: under way, cut off, stopped. */
  readonly state?: string;
}

/** Pure: a run's report as Markdown. What somebody should look at comes first; no list is longer than an editor shows with ease. */
export function reportText({ files }: Pick<RunRecord, 'files'>, words: ReportWords): string {
  const { l10n, number, title, facts, state } = words;
  const lists = [...order].flatMap(outcome => {
    const list = files.filter(file => file.outcome === outcome);
    return list.length === 0 ? [] : [section(outcome, list, words)];
  });
  const drifted = files.filter(file => file.drifted).length;
  const notes = [
    state,
    drifted === 1
      ? l10n.t("1 file was edited since the run that was taken back (marked with *): only that run's part was undone.")
      : undefined,
    drifted > 1
      ? l10n.t(
          "{0} files were edited since the run that was taken back (marked with *): only that run's part was undone.",
          number(drifted),
        )
      : undefined,
  ].filter(note => note !== undefined);
  return [
    `# ${escapeMarkdown(title)}`,
    facts.map(escapeMarkdown).join(' · '),
    ...notes.map(note => `> ${escapeMarkdown(note)}`),
    countsTable(files, words),
    ...lists,
    '',
  ].join('\n\n');
}

const order = ['failed', 'unknown', 'missing', 'notSent', 'changed', 'unchanged'] as const satisfies readonly Outcome[];

/** Rows of one outcome. */
const rowsAtMost = 1000;

function countsTable(files: readonly FileRecord[], { l10n, number, outcomeTitle }: ReportWords): string {
  const counts = countOutcomes(files);
  const rows = order
    .filter(outcome => counts[outcome] > 0)
    .map(outcome => tableRow([outcomeTitle(outcome), number(counts[outcome])]));
  return [
    tableRow([l10n.t('Outcome'), l10n.t('Files')]),
    '| :-- | --: |',
    ...rows,
    tableRow([`**${l10n.t('Together')}**`, `**${number(files.length)}**`]),
  ].join('\n');
}

function section(outcome: Outcome, files: readonly FileRecord[], words: ReportWords): string {
  const { l10n, number, outcomeTitle, reasonOf } = words;
  const shown = files.slice(0, rowsAtMost);
  const hasReason = shown.some(file => reasonOf(file) !== '');
  const hasRequest = shown.some(({ fault }) => fault?.requestId !== undefined);
  const columns: readonly Column[] = [
    { title: l10n.t('File'), cell: file => escapeMarkdown(file.path ?? file.id) + (file.drifted ? ' \\*' : '') },
    ...(hasReason ? [{ title: l10n.t('Reason'), cell: (file: FileRecord) => escapeMarkdown(reasonOf(file)) }] : []),
    ...(shown.some(({ before, after }) => before ?? after) ? [{ title: l10n.t('Tags'), cell: tagsCell }] : []),
    { title: l10n.t('Id'), cell: ({ id }) => codeSpan(id) },
    ...(hasRequest ? [{ title: l10n.t('Request'), cell: ({ fault }: FileRecord) => codeSpan(fault?.requestId ?? '') }] : []),
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
          `_${escapeMarkdown(l10n.t('{0} more are not listed here. "Export Run Report" writes all of them as CSV or JSON.', number(files.length - shown.length)))}_`,
        ]
      : []),
  ].join('\n\n');
}

interface Column {
  readonly title: string;
  readonly cell: (file: FileRecord) => string;
}

/** What the file has, with what it gained in bold, and what it lost struck through. What was not sent is nobody's tags yet. */
function tagsCell(file: FileRecord): string {
  const { before, after } = file;
  if (!before || !after || file.outcome === 'failed' || isPending(file))
    return (before ?? after ?? []).map(escapeMarkdown).join(', ');
  const news = new Set(gained({ before, after }));
  const kept = after.filter(tag => !news.has(tag)).map(escapeMarkdown);
  const gone = lost({ before, after }).map(tag => `~~${escapeMarkdown(tag)}~~`);
  return [...kept, ...gone, ...[...news].map(tag => `**${escapeMarkdown(tag)}**`)].join(', ');
}
