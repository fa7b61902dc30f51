import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { ServiceCatalog } from '../../core/model/descriptor';
import { connectionContextValue, contextValues } from '../contextValues';
import { internalCommands } from '../ids';
import { escapeMarkdown } from '../../app/text/markdown';
import { explainError } from '../../app/text/faultMessages';
import { sentence } from '../../app/text/message';
import {
  type ConnectionNode,
  type FaultNode,
  type FileNode,
  type FolderNode,
  type LibraryNode,
  type MoreNode,
  nodeId,
} from '../../app/library/libraryNode';
import { fileUri } from './fileUri';

export interface ItemOptions {
  readonly services: ServiceCatalog;
  /** Whether the connection ends with this session. */
  readonly isPassing: (connectionId: string) => boolean;
}

/** How a node is drawn. A file's hover is made when somebody asks for it. */
export function itemOf(node: LibraryNode, options: ItemOptions): TreeItem {
  switch (node.kind) {
    case 'connection':
      return connectionItem(node, options);
    case 'folder':
      return folderItem(node);
    case 'file':
      return fileItem(node);
    case 'more':
      return moreItem(node);
    case 'fault':
      return faultItem(node, options);
  }
}

function connectionItem(node: ConnectionNode, options: ItemOptions): TreeItem {
  const { name, service, endpoint } = node.connection;
  const { label } = options.services.of(service);
  const isPassing = options.isPassing(node.connection.id);
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.id = nodeId(node);
  item.iconPath = new ThemeIcon(isPassing ? 'beaker' : 'cloud');
  if (!isPassing) item.description = label;
  item.tooltip = `${name}\n${label} · ${endpoint}`;
  item.accessibilityInformation = { label: `${name}, ${label}` };
  item.contextValue = connectionContextValue(service, isPassing ? 'sample' : 'kept');
  return item;
}

function folderItem(node: FolderNode): TreeItem {
  const { name, path } = node.folder;
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.id = nodeId(node);
  item.iconPath = ThemeIcon.Folder;
  item.tooltip = path;
  // else it would be read by its hover
  item.accessibilityInformation = { label: name };
  item.contextValue = contextValues.folder;
  return item;
}

function fileItem(node: FileNode): TreeItem {
  const { file, connectionId, fault } = node;
  const item = new TreeItem(file.name, TreeItemCollapsibleState.None);
  const tags = file.tags?.join(', ') ?? (fault ? l10n.t('tags not read') : '…');
  item.id = nodeId(node);
  item.resourceUri = fileUri(connectionId, file);
  item.iconPath = ThemeIcon.File;
  item.description = tags;
  item.contextValue = contextValues.file;
  item.accessibilityInformation = {
    label: tags === '' ? l10n.t('{0}, no tags', file.name) : l10n.t('{0}, tags: {1}', file.name, tags),
  };
  return item;
}

function moreItem(node: MoreNode): TreeItem {
  const item = new TreeItem(l10n.t('Load more…'), TreeItemCollapsibleState.None);
  item.id = nodeId(node);
  item.iconPath = new ThemeIcon('ellipsis');
  item.tooltip = l10n.t('{0} are shown.', node.shown);
  item.accessibilityInformation = { label: l10n.t('Load more…') };
  item.command = { command: internalCommands.loadMore, title: l10n.t('Load More'), arguments: [node] };
  return item;
}

function faultItem(node: FaultNode, { services }: ItemOptions): TreeItem {
  const message = explainError(node.error, services);
  const item = new TreeItem(l10n.t('Retry'), TreeItemCollapsibleState.None);
  item.id = nodeId(node);
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.description = message.what;
  item.tooltip = new MarkdownString(escapeMarkdown(sentence(message)));
  item.command = { command: internalCommands.loadMore, title: l10n.t('Retry'), arguments: [node] };
  item.accessibilityInformation = { label: l10n.t('Retry: {0}', message.what) };
  item.contextValue = contextValues.fault;
  return item;
}
