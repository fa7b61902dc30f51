import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState } from 'vscode';
import {
  type ConnectionNode,
  type FaultNode,
  type FileNode,
  type FolderNode,
  type LibraryNode,
  type MoreNode,
  nodeId,
  type SearchNode,
  type TagNode,
} from '../../app/library/libraryNode';
import { leadsTo } from '../../app/text/connectionText';
import { explainError } from '../../app/text/faultMessages';
import { t } from '../../app/text/l10n';
import { fileLabel, fileTagsText, loadMoreText, markLabel, retryText, shownText } from '../../app/text/libraryText';
import { escapeMarkdown } from '../../app/text/markdown';
import { rowText, sentence } from '../../app/text/message';
import { searchDescription, searchHover, searchLabel } from '../../app/text/search/searchNodeText';
import { tagDescription, tagHover, tagLabel } from '../../app/text/search/tagsViewText';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { connectionContextValue, contextValues } from '../contextValues';
import { fileUri } from '../documentFileSystem';
import { internalCommands } from '../ids';

export interface ItemOptions {
  readonly services: ServiceCatalog;
  /** Whether the connection ends with this session. */
  readonly isPassing: (connectionId: string) => boolean;
  /** Whether a file's last run failed. */
  readonly isFailed: (connectionId: string, fileId: string) => boolean;
  /** Whether a file is marked; absent while there are no checkboxes. */
  readonly isMarked?: ((connectionId: string, fileId: string) => boolean) | undefined;
}

/** How a node is drawn. The hover of a file or folder is made when it is pointed at. */
export function libraryItem(node: LibraryNode, options: ItemOptions): TreeItem {
  switch (node.kind) {
    case 'connection':
      return connectionItem(node, options);
    case 'folder':
      return folderItem(node);
    case 'search':
      return searchItem(node);
    case 'tag':
      return tagItem(node);
    case 'file':
      return fileItem(node, options);
    case 'more':
      return moreItem(node);
    case 'fault':
      return faultItem(node, options);
  }
}

function connectionItem(node: ConnectionNode, options: ItemOptions): TreeItem {
  const { name, service, endpoint, opens } = node.connection;
  const label = leadsTo(options.services.of(service).label, opens);
  const isPassing = options.isPassing(node.connection.id);
  const item = new TreeItem(rowText(name), TreeItemCollapsibleState.Collapsed);
  item.id = nodeId(node);
  item.iconPath = new ThemeIcon(isPassing ? 'beaker' : 'cloud');
  if (!isPassing) item.description = label;
  item.tooltip = `${rowText(name)}\n${label} · ${endpoint}`;
  item.accessibilityInformation = { label: `${rowText(name)}, ${label}` };
  item.contextValue = connectionContextValue(service, isPassing ? 'sample' : 'kept');
  return item;
}

function folderItem(node: FolderNode): TreeItem {
  const { name } = node.folder;
  const item = new TreeItem(rowText(name), TreeItemCollapsibleState.Collapsed);
  item.id = nodeId(node);
  item.iconPath = ThemeIcon.Folder;
  // else it would be read by its hover
  item.accessibilityInformation = { label: rowText(name) };
  item.contextValue = contextValues.folder;
  return item;
}

function searchItem(node: SearchNode): TreeItem {
  const label = searchLabel(node);
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  const description = searchDescription(node);
  item.id = nodeId(node);
  item.iconPath = new ThemeIcon(node.search.name === undefined ? 'search' : 'save-as');
  if (description !== undefined) item.description = description;
  item.tooltip = searchHover(node);
  item.accessibilityInformation = { label: t('Search: {0}', label) };
  item.contextValue = node.search.name === undefined ? contextValues.search : contextValues.savedSearch;
  return item;
}

function fileItem(node: FileNode, { isMarked, isFailed }: ItemOptions): TreeItem {
  const { file, connectionId } = node;
  const item = new TreeItem(rowText(file.name), TreeItemCollapsibleState.None);
  item.id = nodeId(node);
  item.resourceUri = fileUri(connectionId, file);
  item.iconPath = ThemeIcon.File;
  item.description = fileTagsText(node);
  item.contextValue = contextValues.file;
  item.accessibilityInformation = { label: fileLabel(node, isFailed(connectionId, file.id) ? 'failed' : undefined) };
  item.command = { command: internalCommands.clickFile, title: t('Open'), arguments: [node] };
  if (isMarked) item.checkboxState = checkboxOf(isMarked(connectionId, file.id));
  return item;
}

function checkboxOf(isMarked: boolean): NonNullable<TreeItem['checkboxState']> {
  const label = markLabel(isMarked ? 'marked' : 'unmarked');
  const state = isMarked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
  return { state, tooltip: label, accessibilityInformation: { label } };
}

function moreItem(node: MoreNode): TreeItem {
  const { label, command: title } = loadMoreText();
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.id = nodeId(node);
  item.iconPath = new ThemeIcon('ellipsis');
  item.description = shownText(node.shown);
  item.tooltip = item.description;
  item.accessibilityInformation = { label: `${label} ${item.description}` };
  item.command = { command: internalCommands.loadMore, title, arguments: [node] };
  return item;
}

function faultItem(node: FaultNode, { services }: ItemOptions): TreeItem {
  const message = explainError(node.error, services);
  const { label, spoken } = retryText(message.what);
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.id = nodeId(node);
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.description = message.what;
  item.tooltip = new MarkdownString(escapeMarkdown(sentence(message)));
  item.command = { command: internalCommands.loadMore, title: label, arguments: [node] };
  item.accessibilityInformation = { label: spoken };
  item.contextValue = contextValues.fault;
  return item;
}

/** A tag of the index, with the number of files that have it; one that has probable twins says so. */
function tagItem(node: TagNode): TreeItem {
  const label = tagLabel(node);
  const description = tagDescription(node);
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  item.id = nodeId(node);
  item.iconPath = iconOf(node);
  item.description = description;
  item.tooltip = tagHover(node);
  item.accessibilityInformation = { label: `${label}, ${description}` };
  item.contextValue =
    node.tag === undefined ? contextValues.untagged : node.twins.length > 0 ? contextValues.twinTag : contextValues.tag;
  return item;
}

function iconOf({ tag, twins }: TagNode): ThemeIcon {
  if (tag === undefined) return new ThemeIcon('circle-slash');
  return twins.length > 0 ? new ThemeIcon('tag', new ThemeColor('list.warningForeground')) : new ThemeIcon('tag');
}
