/**
 * Text from elsewhere, so that none of it counts as Markdown, an icon or a link. Unlike MarkdownString.appendText it leaves
 * blanks as they are: a long list of tags must be able to wrap.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ');
}
