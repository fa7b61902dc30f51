import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Connections } from '../../app/connections/connections';
import type { ServiceSource } from '../../app/connections/ports';
import { type ConnectionNode, nodeId } from '../../app/library/libraryNode';
import type { SearchFeature } from '../../app/search/searchFeature';
import { type MoreTagsNode, TagsTree, type TwinsNode } from '../../app/tagIndex/tagsTree';
import {
  filterMessage,
  indexStatusText,
  moreTagsLabel,
  twinsDescription,
  twinsHover,
  twinsLabel,
} from '../../app/text/search/tagsViewText';
import type { Clock } from '../../core/model/clock';
import { contextValues, indexContextValue } from '../contextValues';
import { internalCommands } from '../ids';
import { type FileHoverDependencies, resolveFileHover } from '../library/fileHover';
import { libraryItem } from '../library/libraryItem';
import type { TagsFace } from './tagsView';

export interface TagsFaceDependencies extends FileHoverDependencies {
  readonly connections: Connections;
  readonly services: ServiceSource;
  readonly searching: SearchFeature;
  readonly clock: Clock;
  readonly isFailed: (connectionId: string, fileId: string) => boolean;
}

export async function makeTagsFace(deps: TagsFaceDependencies): Promise<TagsFace> {
  const { connections, services, searching, clock } = deps;
  const { indexes } = await searching.load();
  const tree = new TagsTree({ connections, indexes, clock });
  const options = { services, isPassing: (id: string) => connections.isPassing(id), isFailed: deps.isFailed };
  return {
    tree,
    itemOf: node => {
      switch (node.kind) {
        case 'connection':
          return connectionItem(node, tree, clock.now());
        case 'twins':
          return twinsItem(node);
        case 'moreTags':
          return moreItem(node);
        default:
          return libraryItem(node, options);
      }
    },
    resolve: async (item, node, signal) => (node.kind === 'file' ? resolveFileHover(item, node, deps, signal) : item),
    message: () => (tree.filter === '' ? undefined : filterMessage(tree.filter)),
  };
}

function connectionItem(node: ConnectionNode, tree: TagsTree, now: number): TreeItem {
  const { id, name } = node.connection;
  const status = tree.status(id);
  const description = indexStatusText(status, now);
  const hasTags = status.refreshedAt !== undefined;
  const item = new TreeItem(name, hasTags ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.None);
  // VS Code keeps what was open by the id: a connection that gets its tags opens by itself
  item.id = `${nodeId(node)} ${hasTags ? 'tags' : 'none'}`;
  item.iconPath = new ThemeIcon(status.state === 'building' ? 'sync~spin' : 'cloud');
  item.description = description;
  item.tooltip = `${name}\n${description}`;
  item.accessibilityInformation = { label: `${name}, ${description}` };
  item.contextValue = indexContextValue(status.state);
  return item;
}

function twinsItem(node: TwinsNode): TreeItem {
  const item = new TreeItem(twinsLabel(), TreeItemCollapsibleState.Collapsed);
  item.id = `${nodeId(node.parent)} twins`;
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.description = twinsDescription(node.groups);
  item.tooltip = twinsHover();
  item.accessibilityInformation = { label: `${twinsLabel()}, ${twinsDescription(node.groups)}` };
  item.contextValue = contextValues.twins;
  return item;
}

function moreItem(node: MoreTagsNode): TreeItem {
  const item = new TreeItem(moreTagsLabel(), TreeItemCollapsibleState.None);
  item.id = `${nodeId(node.parent)} more ${node.shown}`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.accessibilityInformation = { label: moreTagsLabel() };
  item.command = { command: internalCommands.moreTags, title: moreTagsLabel(), arguments: [node] };
  return item;
}
