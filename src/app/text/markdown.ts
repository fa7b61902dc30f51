/** Pure: text from elsewhere as Markdown that shows this text, on one line, and nothing else: no link, no HTML, no new cell. */
export function escapeMarkdown(text: string): string {
  return isolated(visible(text).replace(/[!#$&()*+\-.:<=>@[\\\]^_`{|}~]/g, '\\$&'));
}

/** Pure: an id or the like, to be copied: monospaced where nothing in it could end the span. */
export function codeSpan(text: string): string {
  return /^[\w.-]+$/.test(text) ? `\`${text}\`` : escapeMarkdown(text);
}

/** Pure: a table's row, of cells that are Markdown. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Controls, line breaks and marks of direction would have their effect, and not be seen. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, mark => {
    return mark === '\n' ? '↵' : `⟨${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** What runs from right to left keeps to its place among its neighbours. */
function isolated(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text) ? `\u2068${text}\u2069` : text;
}
