import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { countsInWords, filesInWords, outcomeTitle } from '../../app/text/counts';
import { number } from '../../app/text/l10n';
import { internalCommands } from '../ids';
import { commands } from '../../app/commandIds';
import { explainFault } from '../../app/text/faultMessages';
import { explain } from '../messages';
import { sentence } from '../../app/text/message';
import type { RunEntry } from './history';
import type { GroupNode, MoreFilesNode, RunFileNode, RunNode, UnreadableNode } from './node';
import { abilitiesOf, type RunStatus } from './status';
import { longTime, shortTime } from '../../app/text/times';

/** How a run is drawn. One with files to look at opens; of any other a click shows the report. */
export function runItem(node: RunNode, entry: RunEntry, title: string): TreeItem {
  const { summary, standing } = entry;
  const abilities = abilitiesOf(standing, summary);
  const opens = abilities.includes('look');
  const item = new TreeItem(title, opens ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  const time = shortTime(summary.startedAt, Date.now());
  const description = [progressText(entry), time, summary.connection.name];
  item.id = node.runId;
  item.iconPath = iconOf(entry);
  item.description = description.join(' · ');
  item.contextValue = ['run', ...abilities].join('.');
  item.tooltip = tooltipOf(entry, title);
  item.accessibilityInformation = { label: [title, standingText(standing), ...description].join(', ') };
  if (!opens) item.command = { command: commands.showRunReport, title: l10n.t('Show Run Report'), arguments: [node] };
  return item;
}

export function groupItem({ runId, group }: GroupNode): TreeItem {
  const { outcome, reason, files } = group;
  const item = new TreeItem(l10n.t('{0} ({1})', outcomeTitle(outcome), number(files.length)), TreeItemCollapsibleState.Collapsed);
  item.id = `${runId} ${outcome} ${reason}`;
  item.iconPath = outcomeIcon(outcome);
  item.description = reason;
  item.tooltip = plain([`${outcomeTitle(outcome)}: ${filesInWords(files.length)}`, reason].join('\n').trim());
  item.contextValue = 'runGroup';
  return item;
}

export function runFileItem(node: RunFileNode): TreeItem {
  const { runId, file, reason, grouped } = node;
  const place = file.path ?? file.id;
  const name = place.slice(place.lastIndexOf('/') + 1) || place;
  const why = reason === '' ? outcomeTitle(file.outcome) : reason;
  const item = new TreeItem(name, TreeItemCollapsibleState.None);
  item.id = `${runId} file ${file.id}`;
  item.iconPath = outcomeIcon(file.outcome);
  item.description = grouped ? place.slice(0, -name.length - 1) : why;
  item.tooltip = plain([place, why, file.id].join('\n'));
  item.contextValue = 'runFile';
  item.command = { command: internalCommands.revealRunFile, title: l10n.t('Show in Library'), arguments: [node] };
  return item;
}

export function moreFilesItem(node: MoreFilesNode): TreeItem {
  const { parent } = node;
  const item = new TreeItem(l10n.t('Load more…'), TreeItemCollapsibleState.None);
  item.iconPath = new ThemeIcon('ellipsis');
  item.tooltip = l10n.t('{0} of {1} are shown.', number(parent.shown), number(parent.group.files.length));
  item.command = { command: internalCommands.moreRunFiles, title: l10n.t('Load More'), arguments: [node] };
  return item;
}

export function unreadableItem({ error }: UnreadableNode): TreeItem {
  const message = explain(error);
  const item = new TreeItem(message.what, TreeItemCollapsibleState.None);
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.tooltip = plain(sentence(message));
  item.command = { command: commands.refreshRuns, title: l10n.t('Refresh') };
  return item;
}

/** How a run stands, in a word or two. */
export function standingText(standing: RunStatus): string {
  switch (standing) {
    case 'waiting':
      return l10n.t('waiting for another run');
    case 'running':
      return l10n.t('running');
    case 'paused':
      return l10n.t('paused');
    case 'elsewhere':
      return l10n.t('running in another window');
    case 'cutOff':
      return l10n.t('cut off');
    case 'stopped':
      return l10n.t('stopped');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'partly':
      return l10n.t('done, with files to look at');
    case 'done':
      return l10n.t('done');
  }
}

/** How far a run has come, or what came of it. */
export function progressText({ summary, standing, active }: RunEntry): string {
  const files = filesInWords(summary.targets);
  switch (standing) {
    case 'running':
    case 'paused': {
      const progress = l10n.t('{0} of {1}', number(active?.settledFiles ?? 0), files);
      const failed = active?.counts.failed ?? 0;
      const parts = [
        standing === 'paused' ? l10n.t('paused') : undefined,
        progress,
        failed > 0 ? l10n.t('{0} failed', number(failed)) : undefined,
      ];
      return parts.filter(part => part !== undefined).join(', ');
    }
    case 'waiting':
    case 'elsewhere':
    case 'cutOff':
      return `${standingText(standing)}, ${files}`;
    case 'stopped':
    case 'cancelled':
      return `${standingText(standing)}, ${summary.ended ? countsInWords(summary.ended.counts) : files}`;
    default:
      return summary.ended ? countsInWords(summary.ended.counts) : files;
  }
}

function tooltipOf({ summary, standing }: RunEntry, title: string): MarkdownString {
  const { connection, ended, startedAt } = summary;
  const stopped = ended?.stopped === undefined || ended.stopped === 'cancelled' ? undefined : explainFault(ended.stopped);
  const lines = [
    title,
    `${connection.name} · ${filesInWords(summary.targets)} · ${longTime(startedAt)}`,
    ended ? `${standingText(standing)}: ${countsInWords(ended.counts)}` : standingText(standing),
    stopped && sentence(stopped),
  ];
  return plain(lines.filter(line => line !== undefined && line !== '').join('\n'));
}

export function iconOf({ standing, summary }: RunEntry): ThemeIcon {
  switch (standing) {
    case 'waiting':
      return new ThemeIcon('clock');
    case 'running':
      return new ThemeIcon('sync~spin', new ThemeColor('charts.blue'));
    case 'paused':
      return new ThemeIcon('debug-pause', new ThemeColor('charts.yellow'));
    case 'elsewhere':
      return new ThemeIcon('multiple-windows');
    case 'cutOff':
      return new ThemeIcon('debug-disconnect', new ThemeColor('list.warningForeground'));
    case 'stopped':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'cancelled':
      return new ThemeIcon('circle-slash');
    case 'partly':
      return new ThemeIcon(
        'warning',
        new ThemeColor((summary.ended?.counts.failed ?? 0) > 0 ? 'list.errorForeground' : 'list.warningForeground'),
      );
    case 'done':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
  }
}

function outcomeIcon(outcome: GroupNode['group']['outcome']): ThemeIcon {
  switch (outcome) {
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'unknown':
      return new ThemeIcon('question', new ThemeColor('list.warningForeground'));
    case 'missing':
      return new ThemeIcon('circle-slash', new ThemeColor('list.warningForeground'));
    default:
      return new ThemeIcon('circle-outline');
  }
}

/** Text from elsewhere is no Markdown. */
function plain(text: string): MarkdownString {
  return new MarkdownString().appendText(text);
}
