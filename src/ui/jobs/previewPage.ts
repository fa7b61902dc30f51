import type { ChangesPreview, PreviewFile } from '../../app/jobs/changesPreview';
import {
  addedToText,
  moreText,
  previewButtons,
  previewHeadings,
  removedFromText,
  spokenChange,
} from '../../app/text/runs/previewText';
import { filesInWords } from '../../app/text/counts';
import { visibleText } from '../../core/model/visibleText';

export interface PreviewPage {
  readonly question: string;
  /** Where and how much, in lines. */
  readonly facts: string;
  readonly files: number;
  readonly preview: ChangesPreview;
  /** Allows the page's own style and script, and nothing else. */
  readonly nonce: string;
}

/** Pure: a preview as a page of its own, in the look of a report. All names are text: none of them becomes a part of the page. */
export function previewPage({ question, facts, files, preview, nonce }: PreviewPage): string {
  const { apply, discard } = previewButtons(files);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${escaped(question)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header><button id="apply">${html(apply)}</button><button id="discard" class="secondary">${html(discard)}</button></header>
<main>
<h1>${html(question)}</h1>
${paragraphs(facts)}
${tagsList(preview)}
${groupsTable(preview)}
${filesTable(preview)}
</main>
<script nonce="${nonce}">
const code = acquireVsCodeApi();
for (const id of ['apply', 'discard']) document.getElementById(id).addEventListener('click', () => code.postMessage(id));
</script>
</body>
</html>`;
}

function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .map(paragraph => `<p>${paragraph.split('\n').map(html).join('<br>')}</p>`)
    .join('\n');
}

function tagsList({ added, removed }: ChangesPreview): string {
  const headings = previewHeadings();
  const rows = [
    ...removed.map(({ tag, files }) => [removedTag(tag), html(removedFromText(files))]),
    ...added.map(({ tag, files }) => [addedTag(tag), html(addedToText(files))]),
  ];
  return `<h2>${html(headings.tags)}</h2>\n${table([headings.tag, headings.change], rows.slice(0, tagsAtMost))}${more('tags', rows.length - tagsAtMost)}`;
}

function groupsTable({ groups, moreGroups }: ChangesPreview): string {
  if (groups.length < 2) return '';
  const headings = previewHeadings();
  const rows = groups.map(({ added, removed, files }) => [tags({ kept: [], added, removed }), html(filesInWords(files))]);
  return `<h2>${html(headings.groups)}</h2>\n${table([headings.change, headings.files], rows)}${more('groups', moreGroups)}`;
}

function filesTable({ files, moreFiles }: ChangesPreview): string {
  const headings = previewHeadings();
  const hasLibraries = files.some(({ library }) => library !== undefined);
  const rows = files.map(file => [
    tags(file),
    path(file.name),
    ...(hasLibraries ? [html(file.library ?? '')] : []),
    `<code>${html(file.id)}</code>`,
  ]);
  const titles = [headings.tags, headings.file, ...(hasLibraries ? [headings.library] : []), headings.id];
  return `<h2>${html(headings.files)}</h2>\n${table(titles, rows)}${more('files', moreFiles)}`;
}

/** What goes is struck, what comes is bold; a screen reader is told so in words. */
function tags({ kept, added, removed }: Pick<PreviewFile, 'kept' | 'added' | 'removed'>): string {
  return [...removed.map(removedTag), ...added.map(addedTag), ...kept.map(html)].join(', ');
}

function removedTag(tag: string): string {
  return `<del>${spoken('removed')}${html(tag)}</del>`;
}

function addedTag(tag: string): string {
  return `<strong>${spoken('added')}${html(tag)}</strong>`;
}

/** Not every screen reader tells what is struck or bold, and such elements may have no label. */
function spoken(kind: 'added' | 'removed'): string {
  return `<span class="spoken">${escaped(spokenChange(kind))} </span>`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = titles.map(title => `<th scope="col">${html(title)}</th>`).join('');
  const body = rows.map(cells => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function more(kind: 'tags' | 'groups' | 'files', count: number): string {
  return count > 0 ? `<p><em>${html(moreText(kind, count))}</em></p>` : '';
}

/** A text that keeps to its place among its neighbours, in whichever direction it runs. */
function html(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

/** The same of a path, which is parted at its folders where it is too long for a line. */
function path(text: string): string {
  return `<bdi>${escaped(text).replaceAll('/', '/<wbr>')}</bdi>`;
}

function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** More would push the files out of sight. */
const tagsAtMost = 20;

const style = `
body { color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: 14px; line-height: 1.5; padding: 0 26px 26px; }
header { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 0; background: var(--vscode-editor-background); }
button { font: inherit; padding: 4px 12px; cursor: pointer; border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); border-radius: 4px;
  color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
button.secondary { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
button:hover { background: var(--vscode-button-hoverBackground); }
button.secondary:hover { background: var(--vscode-button-secondaryHoverBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
h1 { font-size: 1.6em; font-weight: 600; line-height: 1.3; margin: 8px 0; }
h2 { font-size: 1.2em; font-weight: 600; margin: 24px 0 8px; }
table { border-collapse: collapse; max-width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, #8884)); overflow-wrap: anywhere; }
th { font-weight: 600; }
td:first-child { min-width: 10em; }
td:nth-child(2) { min-width: min(18em, 30vw); }
del { color: var(--vscode-descriptionForeground); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); user-select: none; }
code { font-family: var(--vscode-editor-font-family); color: inherit; background: none; padding: 0; }
`;
