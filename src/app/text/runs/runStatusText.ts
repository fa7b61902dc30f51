import type { LaterRun } from '../../../core/journal/relatedRuns';
import type { RunEntry } from '../../runs/runHistory';
import { countsInWords, filesInWords, longTime } from '../counts';
import { faultSentence } from '../faultMessages';
import { onlyMissing } from '../../../core/model/ledger';
import { number, t } from '../l10n';

/** How a run stands, in a word or two. */
export function statusText({ status, summary }: Pick<RunEntry, 'status' | 'summary'>): string {
  switch (status) {
    case 'starting':
      return t('starting');
    case 'waiting':
      return t('waiting for another run');
    case 'running':
      return t('running');
    case 'paused':
      return t('paused');
    case 'elsewhere':
      return t('under way in another window');
    case 'cutOff':
      return t('cut off');
    case 'stopped':
      return t('stopped');
    case 'cancelled':
      return t('cancelled');
    case 'partly':
      return onlyMissing(summary.ended) ? t('some files are missing') : t('some files failed');
    case 'done':
      return t('done');
  }
}

/** How far a run has come, or what came of it; and what a later one made of that. */
export function runProgressText(entry: RunEntry): string {
  const text = progressText(entry);
  switch (entry.later?.kind) {
    case 'undone':
      return t('undone · {0}', text);
    case 'retried':
      return t('retried · {0}', text);
    case 'continued':
      return t('continued · {0}', text);
    case undefined:
      return text;
  }
}

/** What a later run made of one. */
export function laterText({ kind, changed }: LaterRun): string {
  if (changed === undefined) return t('A later run took it back.');
  const files = filesInWords(changed);
  switch (kind) {
    case 'undone':
      return t('A later run took it back on {0}.', files);
    case 'retried':
      return t('A later run tried what had failed again, and changed {0}.', files);
    case 'continued':
      return t('A later run went on with it, and changed {0}.', files);
  }
}

/** How many runs a badge stands for. */
export function unseenRunsText(runs: number): string {
  return runs === 1 ? t('1 run to look at') : t('{0} runs to look at', number(runs));
}

function progressText(entry: RunEntry): string {
  const { summary, status, active } = entry;
  const files = filesInWords(summary.targets);
  switch (status) {
    case 'running':
    case 'paused': {
      const failed = active?.counts.failed ?? 0;
      const parts = [
        status === 'paused' ? t('paused') : undefined,
        t('{0} of {1}', number(active?.settledFiles ?? 0), files),
        failed > 0 ? t('{0} failed', number(failed)) : undefined,
      ];
      return parts.filter(part => part !== undefined).join(', ');
    }
    case 'starting':
    case 'waiting':
    case 'elsewhere':
    case 'cutOff':
      return `${statusText(entry)}, ${files}`;
    case 'stopped':
    case 'cancelled':
      return `${statusText(entry)}, ${summary.ended ? countsInWords(summary.ended.counts) : files}`;
    case 'partly':
    case 'done':
      return summary.ended ? countsInWords(summary.ended.counts) : files;
  }
}

/** All about a run in a few lines: what, where and when, how it stands, what stopped it. */
export function runDetails(entry: RunEntry, title: string): string {
  const { summary, status, later } = entry;
  const { connection, ended, startedAt, targets } = summary;
  const stopped = ended?.stopped === undefined || ended.stopped === 'cancelled' ? undefined : faultSentence(ended.stopped);
  const lines = [
    title,
    `${connection.name} · ${filesInWords(targets)} · ${longTime(startedAt)}`,
    ended ? `${statusText(entry)}: ${countsInWords(ended.counts)}` : statusText(entry),
    status === 'waiting'
      ? t('One run at a time goes on an account. Where the other one is paused, continue or cancel it.')
      : undefined,
    stopped,
    later && laterText(later),
  ];
  return lines.filter(line => line !== undefined && line !== '').join('\n');
}
