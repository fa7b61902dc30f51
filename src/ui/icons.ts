import { visibleText } from '../core/model/visibleText';

/** Text from elsewhere, with nothing hidden in it, for the status bar and for lists to pick from, where VS Code would draw an icon for each `$(…)`. */
export function escapeIcons(text: string): string {
  return visibleText(text).replace(/\$\((?=[\w~-]+\))/g, '\\$(');
}
