import { type Disposable, type LogOutputChannel, type Memento, type Uri, window } from 'vscode';
import type { Clock } from '../../core/model/clock';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { faultOf } from '../../core/model/fault';
import type { Runs } from '../../core/run/runs';
import { FailedFiles } from '../../app/runs/failedFiles';
import { RunHistory } from '../../app/runs/runHistory';
import { historyLimits } from '../settings';
import { FailedFileDecorations, failedFileStore } from './failedFileDecorations';
import { RunDocumentProvider } from './runDocumentProvider';
import type { RunDocuments } from './runDocuments';
import { RunsView } from './runsView';

export interface RunsFeatureDependencies {
  readonly runs: Runs;
  readonly services: ServiceCatalog;
  readonly clock: Clock;
  readonly state: Memento;
  /** Where the journals of all windows are. */
  readonly journals: Uri;
  readonly log: LogOutputChannel;
}

/** All that a person sees of runs after and around them. */
export class RunsFeature implements Disposable {
  readonly failedFiles: FailedFiles;
  readonly history: RunHistory;
  readonly view: RunsView;
  private readonly provider: RunDocumentProvider;
  private readonly disposables: readonly { dispose(): void }[];
  private readonly disposal = new AbortController();
  private loaded: Promise<RunDocuments> | undefined;

  constructor(private readonly deps: RunsFeatureDependencies) {
    const { runs, clock, state, journals } = deps;
    this.history = new RunHistory({ runs, clock });
    this.failedFiles = new FailedFiles({ runs, clock, store: failedFileStore(state) });
    this.view = new RunsView({ runs, history: this.history, state, journals });
    this.provider = new RunDocumentProvider(async document => (await this.documents()).text(document));
    const stop = this.history.onDidEnd(runId => {
      this.provider.refresh(runId);
      void this.pruneSoon();
    });
    const decorations = new FailedFileDecorations(this.failedFiles);
    this.disposables = [{ dispose: stop }, this.provider, this.view, decorations, this.failedFiles, this.history];
  }

  /** Once, after the start: what earlier sessions left. */
  begin(): void {
    void this.pruneSoon();
    void this.view.updateBadge();
    this.offerResume().catch((error: unknown) => {
      this.deps.log.error(`resume: ${faultOf(error).message}`);
    });
  }

  /** Reports and changes, loaded at their first use with all that writes them. */
  documents(): Promise<RunDocuments> {
    return (this.loaded ??= import('./runDocuments').then(
      ({ RunDocuments }) => new RunDocuments({ ...this.deps, history: this.history }),
    ));
  }

  dispose(): void {
    this.disposal.abort();
    for (const one of this.disposables) one.dispose();
  }

  private async offerResume(): Promise<void> {
    const { runs, state, clock } = this.deps;
    const cutOff = (await runs.unfinished()).map(({ runId }) => runId);
    const offered = state.get<readonly string[]>(offeredKey, []);
    // what was let be once is still in the Runs view
    if (cutOff.every(runId => offered.includes(runId))) return;
    const { resumeOffer } = await import('../../app/runs/resumeOffer');
    const offer = await resumeOffer(runs, this.history);
    if (!offer) return;
    const { press } = await import('../notifications');
    const answer = window.showInformationMessage(offer.text, ...offer.buttons);
    // a window that is closed at once has made no offer
    await Promise.race([answer, clock.sleep(readingMs, this.disposal.signal)]);
    if (this.disposal.signal.aborted) return;
    await state.update(offeredKey, cutOff);
    await press(await answer);
  }

  /** Neither the start nor a run's last word waits for it. */
  private async pruneSoon(): Promise<void> {
    const { runs, clock, log } = this.deps;
    await clock.sleep(pruneMs, this.disposal.signal);
    if (this.disposal.signal.aborted) return;
    const { runs: most, days } = historyLimits();
    await runs.prune(most, days).catch((error: unknown) => {
      log.warn(`prune: ${faultOf(error).message}`);
    });
  }
}

const pruneMs = 10_000;
/** How long an offer is on the screen before it counts as made, in ms. */
const readingMs = 10_000;
/** Ids of cut-off runs that a person was told of. */
const offeredKey = 'runs.offered';
