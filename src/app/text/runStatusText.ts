import type { RunEntry } from '../runs/runHistory';
import type { RunStatus } from '../runs/runStatus';
import { countsInWords, filesInWords } from './counts';
import { faultSentence } from './faultMessages';
import { number, t } from './l10n';
import { longTime } from './times';

/** How a run stands, in a word or two. */
export function statusText(status: RunStatus): string {
  switch (status) {
    case 'waiting':
      return t('waiting for another run');
    case 'running':
      return t('running');
    case 'paused':
      return t('paused');
    case 'elsewhere':
      return t('running in another window');
    case 'cutOff':
      return t('cut off');
    case 'stopped':
      return t('stopped');
    case 'cancelled':
      return t('cancelled');
    case 'partly':
      return t('done, with files to look at');
    case 'done':
      return t('done');
  }
}

/** How far a run has come, or what came of it. */
export function runProgressText({ summary, status, active }: RunEntry): string {
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
    case 'waiting':
    case 'elsewhere':
    case 'cutOff':
      return `${statusText(status)}, ${files}`;
    case 'stopped':
    case 'cancelled':
      return `${statusText(status)}, ${summary.ended ? countsInWords(summary.ended.counts) : files}`;
    case 'partly':
    case 'done':
      return summary.ended ? countsInWords(summary.ended.counts) : files;
  }
}

/** All about a run in a few lines: what, where and when, how it stands, what stopped it. */
export function runDetails({ summary, status }: RunEntry, title: string): string {
  const { connection, ended, startedAt, targets } = summary;
  const stopped = ended?.stopped === undefined || ended.stopped === 'cancelled' ? undefined : faultSentence(ended.stopped);
  const lines = [
    title,
    `${connection.name} · ${filesInWords(targets)} · ${longTime(startedAt)}`,
    ended ? `${statusText(status)}: ${countsInWords(ended.counts)}` : statusText(status),
    stopped,
  ];
  return lines.filter(line => line !== undefined && line !== '').join('\n');
}
