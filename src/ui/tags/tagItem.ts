import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { nodeId, type TagNode } from '../../app/library/libraryNode';
import { tagDescription, tagHover, tagLabel } from '../../app/text/search/tagsViewText';
import { contextValues } from '../contextValues';

/** A tag of the index, with the number of files that have it; one that has probable twins says so. */
export function tagItem(node: TagNode): TreeItem {
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
