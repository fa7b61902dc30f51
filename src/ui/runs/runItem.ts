import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { faultOf, recordOf } from '../../core/model/fault';
import type { Outcome } from '../../core/model/ledger';
import { visibleText } from '../../core/model/visibleText';
import { commands } from '../../app/commandIds';
import type { RunEntry } from '../../app/runs/runHistory';
import { offersOf } from '../../app/runs/runStatus';
import type { FailureGroupNode, MoreFilesNode, RunFileNode, RunNode, RunsNode, UnreadableNode } from '../../app/runs/runsTree';
import { filesInWords, outcomeTitle, shortTime } from '../../app/text/counts';
import { explainFault } from '../../app/text/faultMessages';
import { number, t } from '../../app/text/l10n';
import { rowText, sentence, shortened } from '../../app/text/message';
import { runDetails, runProgressText, statusText } from '../../app/text/runs/runStatusText';
import { contextValues, runContextValue } from '../contextValues';
import { internalCommands } from '../ids';

/** How a node of the Runs view is drawn. */
export function runsItemOf(node: RunsNode, shown: { readonly entry: RunEntry; readonly title: string } | undefined): TreeItem {
  switch (node.kind) {
    case 'run':
      return shown ? runItem(node, shown.entry, shown.title) : new TreeItem(node.runId);
    case 'runGroup':
      return groupItem(node);
    case 'runFile':
      return fileItem(node);
    case 'runMore':
      return moreItem(node);
    case 'runFault':
      return unreadableItem(node);
  }
}

/** A run's icon. */
export function runIcon({ status, summary }: RunEntry): ThemeIcon {
  switch (status) {
    case 'starting':
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
    case 'partly': {
      const hasFailed = (summary.ended?.counts.failed ?? 0) > 0;
      return new ThemeIcon('warning', new ThemeColor(hasFailed ? 'list.errorForeground' : 'list.warningForeground'));
    }
    case 'done':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
  }
}

/** One with files that failed, or were not sent, opens; of any other a click shows the report. */
function runItem(node: RunNode, entry: RunEntry, title: string): TreeItem {
  const { summary } = entry;
  const offers = offersOf(entry);
  const opens = offers.includes('showFailed') || (summary.ended?.counts.notSent ?? 0) > 0;
  const item = new TreeItem(
    rowText(shortened(title)),
    opens ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  const description = [runProgressText(entry), shortTime(summary.startedAt, Date.now()), rowText(summary.connection.name)];
  item.id = node.runId;
  item.iconPath = runIcon(entry);
  item.description = description.join(' · ');
  item.contextValue = runContextValue(offers);
  item.tooltip = plain(runDetails(entry, title));
  // no state twice
  const state = description.some(part => part.includes(statusText(entry))) ? [] : [statusText(entry)];
  item.accessibilityInformation = { label: [rowText(title), ...state, ...description].join(', ') };
  if (!opens) item.command = { command: commands.showRunReport, title: t('Show Run Report'), arguments: [node] };
  return item;
}

function groupItem({ runId, group }: FailureGroupNode): TreeItem {
  const { outcome, reason, files } = group;
  const label = t('{0} ({1})', outcomeTitle(outcome), number(files.length));
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  item.id = `${runId} ${outcome} ${reason}`;
  item.iconPath = outcomeIcon(outcome);
  item.description = reason;
  item.tooltip = plain([`${outcomeTitle(outcome)}: ${filesInWords(files.length)}`, reason].join('\n').trim());
  item.contextValue = contextValues.runGroup;
  return item;
}

function fileItem(node: RunFileNode): TreeItem {
  const { runId, file, reason, grouped } = node;
  const place = file.path ?? file.id;
  const name = place.slice(place.lastIndexOf('/') + 1) || place;
  const why = reason === '' ? outcomeTitle(file.outcome) : reason;
  const item = new TreeItem(rowText(name), TreeItemCollapsibleState.None);
  item.id = `${runId} file ${file.id}`;
  item.iconPath = outcomeIcon(file.outcome);
  item.description = rowText(grouped ? place.slice(0, -name.length - 1) : why);
  item.tooltip = plain([place, why, file.id].join('\n'));
  item.contextValue = contextValues.runFile;
  item.command = { command: internalCommands.revealRunFile, title: t('Show in Library'), arguments: [node] };
  return item;
}

function moreItem(node: MoreFilesNode): TreeItem {
  const { parent } = node;
  const item = new TreeItem(t('Load more…'), TreeItemCollapsibleState.None);
  item.iconPath = new ThemeIcon('ellipsis');
  item.tooltip = t('{0} of {1} are shown.', number(parent.shown), number(parent.group.files.length));
  item.command = { command: internalCommands.moreRunFiles, title: t('Load More'), arguments: [node] };
  return item;
}

function unreadableItem({ error }: UnreadableNode): TreeItem {
  const message = explainFault(recordOf(faultOf(error)));
  const item = new TreeItem(message.what, TreeItemCollapsibleState.None);
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.tooltip = plain(sentence(message));
  item.command = { command: commands.refreshRuns, title: t('Refresh') };
  return item;
}

function outcomeIcon(outcome: Outcome): ThemeIcon {
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
  return new MarkdownString().appendText(text.split('\n').map(visibleText).join('\n'));
}
