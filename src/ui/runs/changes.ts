import { commands, type Disposable, l10n, workspace } from 'vscode';
import type { RunHead } from '../../core/run/journal';
import type { Preparation } from '../../core/plan/job';
import type { Runs } from '../../core/run/runs';
import { actionOf } from '../../app/jobs/planSummary';
import { actionTitle } from '../../app/text/jobText';
import { type BeforeAfter, type ChangesText, changesText } from './changesText';
import { pageOf, scheme, uriOf } from './documents';
import { runTitle } from '../../app/text/runText';

/** Changes in VS Code's diff editor, before and after, one file a line. */
export class Changes implements Disposable {
  /** Of preparations: no journal has them. */
  private readonly kept = new Map<string, ChangesText>();
  private readonly following: Disposable;
  private count = 0;

  constructor(private readonly runs: Runs) {
    this.following = workspace.onDidCloseTextDocument(({ uri }) => {
      const page = uri.scheme === scheme ? pageOf(uri) : undefined;
      if (page) this.forget(page.of);
    });
  }

  /** What a job would change, before it is carried out. */
  async showPreparation({ job, plan }: Preparation): Promise<void> {
    const id = `preparation-${++this.count}`;
    this.kept.set(id, changesText(plan.changes));
    await showDiff(id, l10n.t('Preview: {0}', actionTitle(actionOf(job), plan.changes.length)));
  }

  /** What a run changed. @throws Fault `journal` */
  async showRun(runId: string, find: (runId: string) => RunHead | undefined): Promise<void> {
    await showDiff(runId, l10n.t('Changes: {0}', runTitle(await this.runs.record(runId), find)));
  }

  /** One side. @throws Fault `journal` where neither a preparation nor a run has this id */
  async text(side: keyof ChangesText, of: string): Promise<string> {
    const kept = this.kept.get(of) ?? changesText((await this.runs.record(of)).files.flatMap(changed));
    return kept[side];
  }

  dispose(): void {
    this.following.dispose();
  }

  /** Once neither side is open. */
  private forget(id: string): void {
    const isOpen = workspace.textDocuments.some(
      ({ uri, isClosed }) => !isClosed && uri.scheme === scheme && pageOf(uri)?.of === id,
    );
    if (!isOpen) this.kept.delete(id);
  }
}

async function showDiff(of: string, title: string): Promise<void> {
  const name = l10n.t('tags');
  await commands.executeCommand('vscode.diff', uriOf({ part: 'before', of }, name), uriOf({ part: 'after', of }, name), title, {
    preview: true,
  });
}

function changed({
  outcome,
  id,
  path,
  before,
  after,
}: Partial<BeforeAfter> & { readonly id: string; readonly outcome: string }): BeforeAfter[] {
  return outcome === 'changed' && before && after ? [{ id, ...(path !== undefined && { path }), before, after }] : [];
}
