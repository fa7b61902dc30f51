import { commands, l10n, Uri, window, workspace } from 'vscode';
import type { RunRecord } from '../../core/run/journal';
import type { Runs } from '../../core/run/runs';
import { serviceCatalog } from '../../services/catalog';
import { durationInWords, longTime } from '../../app/text/times';
import { filesInWords, outcomeTitle } from '../../app/text/counts';
import { number } from '../../app/text/l10n';
import { explainFault } from '../../app/text/faultMessages';
import { sentence } from '../../app/text/message';
import { uriOf } from './documents';
import type { History } from './history';
import { reasonOf, runTitle } from '../../app/text/runText';
import { reportText } from './report';
import { csvOf, jsonOf } from './tables';

export const reportFormats = ['md', 'csv', 'json'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** What became of each file of a run, to be read, kept and passed on. */
export class Reports {
  constructor(
    private readonly runs: Runs,
    private readonly history: History,
  ) {}

  /** @throws Fault `journal` */
  async text(runId: string, format: ReportFormat): Promise<string> {
    const record = await this.runs.record(runId);
    if (format === 'csv') return csvOf(record, reasonOf);
    if (format === 'json') return jsonOf(record, reasonOf);
    const entries = await this.history.all();
    const title = runTitle(record, runId => entries.get(runId)?.summary);
    const state = stateOf(record, entries.get(runId)?.standing === 'cutOff');
    const words = {
      l10n,
      number,
      outcomeTitle,
      reasonOf,
      title,
      facts: factsOf(record),
      ...(state !== undefined && { state }),
    };
    return reportText(record, words);
  }

  /** Opens it to be read. @throws Fault `journal` */
  async show(runId: string): Promise<void> {
    // a journal that can't be read is said so now: an editor would only stay empty
    const record = await this.runs.record(runId);
    const entries = await this.history.all();
    const title = runTitle(record, id => entries.get(id)?.summary);
    const uri = uriOf({ part: 'report', of: runId }, l10n.t('Report: {0}.md', shortened(title)));
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // VS Code's own Markdown extension may be disabled
      await window.showTextDocument(await workspace.openTextDocument(uri));
    }
  }

  /** Asks for a place and a format, and writes it there. Resolves to the place; undefined where it was called off. */
  async export(runId: string): Promise<Uri | undefined> {
    const record = await this.runs.record(runId);
    const name = `tagwright-${new Date(record.startedAt).toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}.csv`;
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const place = await window.showSaveDialog({
      title: l10n.t('Export Run Report'),
      saveLabel: l10n.t('Export'),
      filters: { CSV: ['csv'], JSON: ['json'], Markdown: ['md'] },
      ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    });
    if (!place) return undefined;
    const ending = place.path.slice(place.path.lastIndexOf('.') + 1).toLowerCase();
    const format = reportFormats.find(one => one === ending) ?? 'csv';
    await workspace.fs.writeFile(place, new TextEncoder().encode(await this.text(runId, format)));
    return place;
  }
}

function factsOf({ connection, targets, startedAt, ended }: RunRecord): readonly string[] {
  const { label } = serviceCatalog.of(connection.service);
  const name = connection.name.includes(label) ? connection.name : `${connection.name} (${label})`;
  const duration = ended && durationInWords(ended.at - startedAt);
  return [name, filesInWords(targets), longTime(startedAt), ...(duration === undefined ? [] : [duration])];
}

function stateOf({ ended }: RunRecord, isCutOff: boolean): string | undefined {
  if (isCutOff) return l10n.t('This run was cut off. "Resume Run" does the rest.');
  if (!ended) return l10n.t('This run is under way: the report shows how far it has come.');
  if (ended.stopped === 'cancelled') return l10n.t('This run was cancelled. "Retry Failed Files" does the rest.');
  return ended.stopped && l10n.t('This run was stopped. {0}', sentence(explainFault(ended.stopped)));
}

/** A tab's name. */
function shortened(title: string): string {
  return title.length > 40 ? `${title.slice(0, 39)}…` : title;
}
