import type { Clock } from '../../core/model/clock';
import type { Ledger } from '../../core/model/ledger';
import type { PrepareOptions } from '../../core/plan/plan';
import type { ActiveRun } from '../../core/run/activeRun';
import type { RateLimiter } from '../../core/pace/rateLimiter';
import { readingText, runningText } from '../text/runs/jobText';
import type { ProgressDisplay } from './jobPorts';

/** Shows how many of a job's files have been read, while they are; reading is the smaller part of the work. */
export async function trackReading<Result>(
  reading: (options: PrepareOptions) => Promise<Result>,
  files: number,
  limiter: Pick<RateLimiter, 'isUnanswered'>,
  progress: ProgressDisplay,
  clock: Clock,
): Promise<Result> {
  let [read, of] = [0, files];
  const show = () => {
    progress.report(readingText({ read, of, isUnanswered: limiter.isUnanswered }), (read / Math.max(1, of)) * readingPercent);
  };
  const ended = new AbortController();
  void showEvery(intervalMs, show, clock, ended.signal);
  try {
    return await reading({
      signal: progress.signal,
      onProgress: (count, total) => {
        [read, of] = [count, total];
        show();
      },
    });
  } finally {
    ended.abort();
  }
}

/** What shows how far a job is, and nothing while a person is asked: a question has nothing beside it that moves. */
export interface JobDisplay extends ProgressDisplay {
  whileAsking<Answer>(question: () => Promise<Answer>): Promise<Answer>;
}

export function quietBesideQuestions(progress: ProgressDisplay): JobDisplay {
  let questions = 0;
  return {
    signal: progress.signal,
    report: (message, percent) => {
      if (questions === 0) progress.report(message, percent);
    },
    hide: () => {
      progress.hide();
    },
    whileAsking: async question => {
      questions++;
      progress.hide();
      try {
        return await question();
      } finally {
        questions--;
      }
    },
  };
}

/**
 * One display, shared by runs side by side: it shows what the last one told, and how far all of them are together. It is hidden
 * once all have hidden theirs.
 */
export function shareProgress(progress: ProgressDisplay, runs: number): readonly ProgressDisplay[] {
  if (runs === 1) return [progress];
  const percents = Array.from({ length: runs }, () => 0);
  const shown = new Set(percents.keys());
  return Array.from(percents.keys(), run => ({
    signal: progress.signal,
    report: (message: string, percent: number) => {
      shown.add(run);
      percents[run] = percent;
      progress.report(message, percents.reduce((sum, one) => sum + one, 0) / runs);
    },
    hide: () => {
      percents[run] = 100;
      shown.delete(run);
      if (shown.size === 0) progress.hide();
    },
  }));
}

/** Shows a run's progress until its end; a cancelled progress cancels the run. @throws Fault where it could not begin */
export async function trackProgress(
  run: ActiveRun,
  limiter: Pick<RateLimiter, 'pausedUntil' | 'isUnanswered'>,
  progress: ProgressDisplay,
  clock: Clock,
): Promise<Ledger> {
  const cancel = () => {
    run.cancel();
  };
  progress.signal.addEventListener('abort', cancel);
  if (progress.signal.aborted) cancel();
  const ended = new AbortController();
  const rate = new FileRate();
  // it has not even asked for its turn: what it waits for is told when it does wait
  progress.report('', readingPercent);
  void showEvery(intervalMs, show, clock, ended.signal);
  try {
    return await run.done;
  } finally {
    ended.abort();
    progress.signal.removeEventListener('abort', cancel);
  }

  function show(): void {
    const now = clock.now();
    const { settledFiles, head, state } = run;
    const { targets } = head;
    const pausedMs = limiter.pausedUntil === undefined ? undefined : limiter.pausedUntil - now;
    const { isUnanswered } = limiter;
    // a time in which nothing could be done tells nothing of how fast it goes on
    if (state !== 'running' || pausedMs !== undefined || isUnanswered) rate.restart();
    rate.add(settledFiles, now);
    const text = runningText({ settledFiles, targets, state, pausedMs, isUnanswered, filesPerSecond: rate.perSecond });
    progress.report(text, readingPercent + (settledFiles / Math.max(1, targets)) * (100 - readingPercent));
  }
}

async function showEvery(ms: number, show: () => void, clock: Clock, signal: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(ms, signal);
    if (signal.aborted) return;
    show();
  }
}

/** How many files a second, over the last seconds in which there were any. */
export class FileRate {
  private samples: { readonly files: number; readonly at: number }[] = [];

  /** @param at ms since 1970 */
  add(files: number, at: number): void {
    // the first answers may be long on their way, and come many at a time
    if (this.samples.length === 1 && this.samples[0]?.files === files) this.restart();
    this.samples.push({ files, at });
    while (at - (this.samples[0]?.at ?? at) > windowMs) this.samples.shift();
  }

  /** Begins anew: what came before counts no more. */
  restart(): void {
    this.samples = [];
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
const shortestMs = 2_000;
