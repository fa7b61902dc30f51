import { commands as vscodeCommands, Uri, window, workspace } from 'vscode';
import { changesOfRun, changesText } from '../../app/runs/changesText';
import { formatOfFile, type ReportDependencies, type ReportFormat, reportFileName, runReport } from '../../app/runs/runReport';
import { t } from '../../app/text/l10n';
import { shortened } from '../../app/text/message';
import { type RunDocument, runDocumentUri } from './runDocumentProvider';

/** Reports, and changes before and after in VS Code's diff editor: loaded when the first one is opened. */
export class RunDocuments {
  constructor(private readonly deps: ReportDependencies) {}

  /** @throws Fault `journal` where no run has this id */
  async text({ part, of }: RunDocument): Promise<string> {
    if (part === 'report') return this.report(of, 'md');
    return changesText(changesOfRun(await this.deps.runs.record(of)))[part];
  }

  /** @throws Fault `journal` */
  report(runId: string, format: ReportFormat): Promise<string> {
    return runReport(runId, format, this.deps);
  }

  /** Opens a report to be read. @throws Fault `journal` */
  async showReport(runId: string): Promise<void> {
    const { runs, history } = this.deps;
    // a journal that can't be read is said so now: an editor would only stay empty
    const title = await history.titleOf(await runs.record(runId));
    const uri = runDocumentUri({ part: 'report', of: runId }, t('Report: {0}.md', shortened(title)));
    try {
      await vscodeCommands.executeCommand('markdown.showPreview', uri);
    } catch {
      // VS Code's own Markdown extension may be disabled
      await window.showTextDocument(await workspace.openTextDocument(uri));
    }
  }

  /** Asks for a place and a format, and writes a report there. Resolves to the place; undefined where it was called off. */
  async exportReport(runId: string): Promise<Uri | undefined> {
    const name = reportFileName(await this.deps.runs.record(runId));
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const place = await window.showSaveDialog({
      title: t('Export Run Report'),
      saveLabel: t('Export'),
      filters: { CSV: ['csv'], JSON: ['json'], Markdown: ['md'] },
      ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    });
    if (!place) return undefined;
    const text = await this.report(runId, formatOfFile(place.path));
    await workspace.fs.writeFile(place, new TextEncoder().encode(text));
    return place;
  }

  /** What a run changed. @throws Fault `journal` */
  async showChanges(runId: string): Promise<void> {
    const { runs, history } = this.deps;
    await showDiff(runId, t('Changes: {0}', await history.titleOf(await runs.record(runId))));
  }
}

async function showDiff(of: string, title: string): Promise<void> {
  const name = t('tags');
  const [before, after] = (['before', 'after'] as const).map(part => runDocumentUri({ part, of }, name));
  await vscodeCommands.executeCommand('vscode.diff', before, after, title, { preview: true });
}
