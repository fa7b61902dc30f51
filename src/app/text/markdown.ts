import { visibleText } from '../../core/model/visibleText';
import { isolated } from './message';

/** Pure: text from elsewhere as Markdown that shows this text, on one line, and nothing else: no link, no HTML, no new cell. */
export function escapeMarkdown(text: string): string {
  return isolated(visibleText(text).replace(/[!#$&()*+\-.:<=>@[\\\]^_`{|}~]/g, '\\$&'));
}

/** Pure: an id or the like, to be copied: monospaced where nothing in it could end the span. */
export function codeSpan(text: string): string {
  return /^[\w.-]+$/.test(text) ? `\`${text}\`` : escapeMarkdown(text);
}

/** Pure: a table's row, of cells that are Markdown. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
