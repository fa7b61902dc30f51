/** Text from elsewhere for the status bar and for lists to pick from, where VS Code would draw an icon for each `$(…)`. */
export function escapeIcons(text: string): string {
  return text.replace(/\$\((?=[\w~-]+\))/g, '\\$(');
}
