import { l10n } from 'vscode';
import type { ActiveRun } from '../../core/run/activeRun';
import type { Ledger } from '../../core/model/ledger';
import type { RateLimiter } from '../../core/run/rateLimiter';
import type { JobProgress } from './progress';
import { durationInWords } from '../../app/text/times';
import { number } from '../../app/text/l10n';
import { Rate } from './rate';

/** Shows a run's progress until its end; a cancelled progress cancels the run. @throws Fault where it could not begin */
export async function trackProgress(run: ActiveRun, pace: RateLimiter, progress: JobProgress): Promise<Ledger> {
  const cancel = () => {
    run.cancel();
  };
  progress.signal.addEventListener('abort', cancel);
  if (progress.signal.aborted) cancel();
  const rate = new Rate();
  const show = () => {
    rate.see(run.settledFiles, Date.now());
    progress.ran(progressText(run, pace, rate.perSecond), run.settledFiles / Math.max(1, run.head.targets));
  };
  // it has not even asked for its turn: what it waits for is told when it does wait
  progress.ran('', 0);
  const timer = setInterval(show, intervalMs);
  try {
    return await run.done;
  } finally {
    clearInterval(timer);
    progress.signal.removeEventListener('abort', cancel);
  }
}

/** 1,240 of 5,000 files · 320/s · 12 s left */
function progressText(run: ActiveRun, pace: RateLimiter, perSecond: number | undefined): string {
  const { settledFiles, head } = run;
  const parts = [l10n.t('{0} of {1}', number(settledFiles), number(head.targets))];
  if (run.state === 'waiting') parts.push(l10n.t('waiting for the run before it'));
  else if (run.state === 'paused') parts.push(l10n.t('paused'));
  else if (pace.pausedUntil !== undefined) {
    parts.push(l10n.t("waiting for the service's limit, {0}", durationInWords(pace.pausedUntil - Date.now())));
  } else if (perSecond !== undefined && perSecond > 0) {
    const left = (head.targets - settledFiles) / perSecond;
    parts.push(l10n.t('{0}/s', number(Math.round(perSecond))), l10n.t('{0} left', durationInWords(left * 1000)));
  }
  return parts.join(' · ');
}

const intervalMs = 250;
