import type { Clock } from '../../core/model/clock';
import type { Ledger } from '../../core/model/ledger';
import type { ActiveRun } from '../../core/run/activeRun';
import type { RateLimiter } from '../../core/run/rateLimiter';
import { runningText } from '../text/jobText';
import { number, t } from '../text/l10n';
import type { ProgressDisplay } from './jobPorts';

/** Shows how many of a job's files have been read; reading is the smaller part of the work. */
export function reportReading(progress: ProgressDisplay, files: number, of: number): void {
  progress.report(t('reading {0} of {1}', number(files), number(of)), (files / of) * readingPercent);
}

/** Shows a run's progress until its end; a cancelled progress cancels the run. @throws Fault where it could not begin */
export async function trackProgress(
  run: ActiveRun,
  limiter: RateLimiter,
  progress: ProgressDisplay,
  clock: Clock,
): Promise<Ledger> {
  const cancel = () => {
    run.cancel();
  };
  progress.signal.addEventListener('abort', cancel);
  if (progress.signal.aborted) cancel();
  const ended = new AbortController();
  void showUntil(ended.signal);
  try {
    return await run.done;
  } finally {
    ended.abort();
    progress.signal.removeEventListener('abort', cancel);
  }

  async function showUntil(signal: AbortSignal): Promise<void> {
    const rate = new FileRate();
    // it has not even asked for its turn: what it waits for is told when it does wait
    progress.report('', readingPercent);
    for (;;) {
      await clock.sleep(intervalMs, signal);
      if (signal.aborted) return;
      const now = clock.now();
      const { settledFiles, head, state } = run;
      rate.add(settledFiles, now);
      const pausedMs = limiter.pausedUntil === undefined ? undefined : limiter.pausedUntil - now;
      const text = runningText({ settledFiles, targets: head.targets, state, pausedMs, filesPerSecond: rate.perSecond });
      progress.report(text, readingPercent + (settledFiles / Math.max(1, head.targets)) * (100 - readingPercent));
    }
  }
}

/** How many files a second, over the last seconds. */
export class FileRate {
  private readonly samples: { readonly files: number; readonly at: number }[] = [];

  /** @param at ms since 1970 */
  add(files: number, at: number): void {
    this.samples.push({ files, at });
    while (at - (this.samples[0]?.at ?? at) > windowMs) this.samples.shift();
  }

  /** Undefined until there is something to go by. */
  get perSecond(): number | undefined {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.at - first.at < shortestMs) return undefined;
    return ((last.files - first.files) * 1000) / (last.at - first.at);
  }
}

const readingPercent = 20;
const intervalMs = 250;
const windowMs = 10_000;
const shortestMs = 1_000;
